"""Answer the checklist of an initiative: what must be in place, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samsyn.apps.organisation.public import person_of
from samsyn.apps.portfolio.models import GateCheck
from samsyn.apps.portfolio.services._course import to_change
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True)
class Answered:
    """How one question stands; an empty answer is none."""

    answer: str
    reason: str = ""


@use_case(Permission.PORTFOLIO_WRITE)
def answer_checklist(
    actor: Actor, *, initiative_id: int, answers: Mapping[str, Answered]
) -> list[GateCheck]:
    """Let the checklist be answered like this; what changes is the answerer's, today.

    A question with an empty answer becomes unanswered again; one that is not named stays.
    """
    initiative = to_change(actor, initiative_id)
    rows = GateCheck.owned_by(actor).filter(initiative=initiative).select_related("initiative")
    now = {row.question: row for row in rows}
    person, today = person_of(actor), clock.today()
    for question, said in answers.items():
        row = now.get(question)
        if not said.answer:
            if row is not None:
                row.delete()
                del now[question]
            continue
        if row is not None and (row.answer, row.reason) == (said.answer, said.reason):
            continue
        row = row or GateCheck(initiative=initiative, question=question)
        row.answer, row.reason = said.answer, said.reason
        row.answered_by, row.answered_on = person, today
        row.revision = row.revision + 1 if row.pk else row.revision
        row.save()
        now[question] = row
    return list(now.values())
