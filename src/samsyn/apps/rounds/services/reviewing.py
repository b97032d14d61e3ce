"""Settle what was proposed: apply it through the noun's own form, or set it aside."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.apps.rounds.models import RoundAnswer
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.rounds.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel import clock, journal
from samsyn.kernel.records.declaration import Record, all_records
from samsyn.kernel.records.values import write_row
from samsyn.kernel.tenancy.session import acting_for

Said, Review = RoundAnswer.Said, RoundAnswer.Review


def apply_answer(actor: Actor, *, answer_id: int, successor_id: int | None = None) -> RoundAnswer:
    """Do what was proposed; the history says who proposed it and who applied it.

    For "not mine any more" `successor_id` is the person who answers for the row from now on.
    Raises Refused, with every sentence of the noun's form.
    """
    actor.must(Permission.ROUNDS_RUN)
    said = _said_by(actor, answer_id)
    with journal.act(actor, "rounds.apply_answer", said):
        answer, record, row = _at_hand(actor, answer_id)
        if answer.said == Said.NOT_MINE:
            if successor_id is None:
                raise Refused([Objection(Obstacle.WHO_THEN)])
            write_row(actor, record, row, {answer.round.role: successor_id})
        else:
            write_row(actor, record, row, answer.proposed)
            rows: Any = record.model
            rows.owned_by(actor).filter(pk=row.pk).update(confirmed_on=clock.today())
        return _settle(actor, answer, Review.APPLIED)


def set_aside(actor: Actor, *, answer_id: int, reason: str = "") -> RoundAnswer:
    """Leave the row as it is."""
    actor.must(Permission.ROUNDS_RUN)
    with journal.act(actor, "rounds.set_aside", reason):
        answer, _record, _row = _at_hand(actor, answer_id, needs_row=False)
        return _settle(actor, answer, Review.SET_ASIDE)


def record_at(kind: str) -> Record | None:
    """Return the noun a round is about."""
    return next((record for record in all_records() if record.slug == kind), None)


def _said_by(actor: Actor, answer_id: int) -> str:
    with acting_for(actor):
        found = RoundAnswer.owned_by(actor).filter(pk=answer_id)
        names = found.values_list("asked__person__name", "round__name").first()
    if names is None:
        return ""
    return _("Proposed by %(who)s in “%(round)s”.") % {"who": names[0] or "", "round": names[1]}


def _at_hand(
    actor: Actor, answer_id: int, *, needs_row: bool = True
) -> tuple[RoundAnswer, Record, Any]:
    rows = RoundAnswer.owned_by(actor).select_for_update(of=("self",)).select_related("round")
    answer = rows.get(pk=answer_id)
    if answer.review != Review.WAITING:
        raise Refused([Objection(Obstacle.SETTLED_ALREADY)])
    record = record_at(answer.round.kind)
    if record is None:
        raise Refused([Objection(Obstacle.UNKNOWN_NOUN)])
    model: Any = record.model
    row = model.owned_by(actor).filter(pk=answer.row_id).first()
    if row is None and needs_row:
        raise Refused([Objection(Obstacle.ROW_GONE)])
    return answer, record, row


def _settle(actor: Actor, answer: RoundAnswer, review: RoundAnswer.Review) -> RoundAnswer:
    answer.review = review
    answer.reviewed_by, answer.reviewed_on = actor.name, clock.today()
    answer.save()
    return answer
