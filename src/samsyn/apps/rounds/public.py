"""The front door: what rooms above may know about rounds, and how they run them."""

from __future__ import annotations

from samsyn.apps.rounds.models import Round, RoundAnswer, RoundPerson
from samsyn.apps.rounds.queries.door import door_of
from samsyn.apps.rounds.queries.progress import rounds_to_answer, rounds_to_review
from samsyn.apps.rounds.services.answering import Answer, answer
from samsyn.apps.rounds.services.reviewing import apply_answer, set_aside
from samsyn.apps.rounds.services.running import end_round, remind, send_to, start_round

__all__ = [
    "Answer",
    "Round",
    "RoundAnswer",
    "RoundPerson",
    "answer",
    "apply_answer",
    "door_of",
    "end_round",
    "remind",
    "rounds_to_answer",
    "rounds_to_review",
    "send_to",
    "set_aside",
    "start_round",
]
