"""The roadmap's codes in words: dates, what is left out, studies, refusals."""

from __future__ import annotations

from samsyn.apps.roadmap.wording.bounds import bound_in_words, how_far
from samsyn.apps.roadmap.wording.dates import week_in_words, why, why_not
from samsyn.apps.roadmap.wording.refusals import ACT_NAMES, explain
from samsyn.apps.roadmap.wording.studies import demand_in_words, gain_in_words, turn_in_words

__all__ = [
    "ACT_NAMES",
    "bound_in_words",
    "demand_in_words",
    "explain",
    "gain_in_words",
    "how_far",
    "turn_in_words",
    "week_in_words",
    "why",
    "why_not",
]
