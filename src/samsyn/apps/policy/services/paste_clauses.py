"""Make clauses out of a text somebody pasted."""

from __future__ import annotations

from samsyn.apps.policy.models import Clause, SteeringDocument
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.policy.numbered_text import (
    NumberedText,
    clauses_in,
    numbers_twice,
)
from samsyn.domain.policy.objections import PolicyObjection
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.POLICY_WRITE)
def paste_clauses(actor: Actor, *, document_id: int, text: str) -> int:
    """Make a clause of every numbered part of the text; return how many.

    Raises Refused, with every number that stands twice or exists already; nothing is made then.
    """
    document = SteeringDocument.owned_by(actor).get(pk=document_id)
    found = clauses_in(text)
    refuse_if(objections_to(actor, document, found))
    for part in found:
        Clause.everything.create(
            organisation_id=actor.organisation_id,
            document=document,
            number=part.number,
            name=part.heading,
            text=part.text,
            kind=part.kind,
        )
    return len(found)


def objections_to(
    actor: Actor, document: SteeringDocument, found: list[NumberedText]
) -> list[Objection]:
    """Return what stands against making these clauses, all of it at once."""
    if not found:
        return [Objection(PolicyObjection.NO_NUMBERS, field="text")]
    clauses = Clause.owned_by(actor).filter(document=document)
    taken = set(clauses.values_list("number", flat=True))
    twice = [
        Objection(PolicyObjection.NUMBER_TWICE, {"number": number}, "text")
        for number in numbers_twice(found)
    ]
    exists = [
        Objection(PolicyObjection.NUMBER_TAKEN, {"number": part.number}, "text")
        for part in found
        if part.number in taken
    ]
    return [*twice, *exists]
