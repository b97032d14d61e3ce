"""How far a round has come: who has answered what, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from samsyn.apps.rounds.models import Round, RoundAnswer, RoundPerson
from samsyn.domain.access.actor import Actor

Said, Review = RoundAnswer.Said, RoundAnswer.Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A round in figures."""

    rows: int
    waiting: int
    still_true: int
    to_change: int
    not_theirs: int
    to_review: int
    nobody: int

    @property
    def answered(self) -> int:
        """How many rows somebody has said something about."""
        return self.still_true + self.to_change + self.not_theirs


def progress_of(actor: Actor, one: Round) -> Progress:
    """Count a round's answers; one query."""
    asked = Q(asked__isnull=False)
    counts = RoundAnswer.owned_by(actor).filter(round=one).aggregate(
        rows=Count("pk"),
        waiting=Count("pk", filter=asked & Q(said=Said.NOTHING)),
        still_true=Count("pk", filter=Q(said=Said.STILL_TRUE)),
        to_change=Count("pk", filter=Q(said=Said.CHANGE)),
        not_theirs=Count("pk", filter=Q(said=Said.NOT_MINE)),
        to_review=Count("pk", filter=Q(review=Review.WAITING)),
        nobody=Count("pk", filter=~asked),
    )  # fmt: skip
    return Progress(**counts)


def people_of(actor: Actor, one: Round) -> QuerySet[Any]:
    """Return everybody asked, those who still have something to answer first; one query."""
    of_all = Count("answers")
    waiting = Count("answers", filter=Q(answers__said=Said.NOTHING))
    people = RoundPerson.owned_by(actor).filter(round=one).select_related("person")
    return people.annotate(of_all=of_all, waiting=waiting).order_by("-waiting", "person__sort_key")


def to_review(actor: Actor, one: Round) -> QuerySet[RoundAnswer]:
    """Return the answers that wait for the coordinator."""
    waiting = RoundAnswer.owned_by(actor).filter(round=one, review=Review.WAITING)
    return waiting.select_related("asked__person", "round").order_by("answered_at", "pk")


def rounds_to_answer(actor: Actor) -> QuerySet[RoundPerson]:
    """Return the running rounds in which the actor has something left to answer."""
    mine = RoundPerson.owned_by(actor).filter(person__user_id=actor.user_id)
    mine = mine.filter(round__state=Round.State.RUNNING)
    waiting = mine.annotate(waiting=Count("answers", filter=Q(answers__said=Said.NOTHING)))
    found = waiting.filter(waiting__gt=0).select_related("round", "person__user")
    return found.order_by("round__deadline")


def rounds_to_review(actor: Actor) -> QuerySet[Round]:
    """Return the rounds the actor coordinates that have answers to review."""
    mine = Round.owned_by(actor).filter(coordinator__user_id=actor.user_id)
    waiting = Count("answers", filter=Q(answers__review=Review.WAITING))
    return mine.annotate(to_review=waiting).filter(to_review__gt=0).order_by("deadline")
