"""The usual criteria for comparing initiatives, and what is wrong with how a meeting is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.portfolio.models import RankingCriterion
from samsyn.domain.portfolio.overlap import MeetingFlaw
from samsyn.domain.shared.refusal import Objection

Source = RankingCriterion.Source

RANKING_ACTS = {
    "portfolio.judge_initiative": gettext_lazy("Judged"),
    "portfolio.take_usual_criteria": gettext_lazy("Began with the usual criteria"),
    "portfolio.coordinate": gettext_lazy("Coordinated"),
    "portfolio.let_meet": gettext_lazy("Needs no coordination"),
    "portfolio.raise_again": gettext_lazy("Taken up again"),
    "portfolio.answer_needs": gettext_lazy("Needs named"),
    "portfolio.begin_from_need": gettext_lazy("Begun from a need"),
}


@dataclass(frozen=True, slots=True)
class Usual:
    """One criterion to begin with."""

    name: StrOrPromise
    source: RankingCriterion.Source
    weight: int
    meaning: StrOrPromise


USUAL = (
    Usual(
        gettext_lazy("Worth"),
        Source.BENEFIT,
        25,
        gettext_lazy("Yearly benefit in money; the largest among those compared gets most."),
    ),
    Usual(
        gettext_lazy("Urgent"),
        Source.URGENCY,
        20,
        gettext_lazy("How near the deadline is. Without a deadline it gets nothing."),
    ),
    Usual(
        gettext_lazy("Takes friction away"),
        Source.NEEDS,
        15,
        gettext_lazy("Hours a year of the friction behind the needs it answers."),
    ),
    Usual(
        gettext_lazy("Can be done"),
        Source.JUDGED,
        15,
        gettext_lazy("0: nobody knows how. 5: a neighbour has done it and will help."),
    ),
    Usual(
        gettext_lazy("Costs little"),
        Source.COST,
        15,
        gettext_lazy("One-off cost and three years of running it; the lowest gets most."),
    ),
    Usual(
        gettext_lazy("Safe"),
        Source.RISK,
        10,
        gettext_lazy("Low risk gets most, high risk nothing."),
    ),
)


def meeting_flaw(objection: Objection) -> str:
    """Say why a meeting cannot be settled like that."""
    match MeetingFlaw(objection.code):
        case MeetingFlaw.NOT_TWO:
            return _("One of the two is not there any more.")
        case MeetingFlaw.NO_REASON:
            return _("Say why they need no coordination, so that the next one to ask knows.")
        case MeetingFlaw.SETTLED_ALREADY:
            return _("This is settled already.")
        case unknown:
            assert_never(unknown)
