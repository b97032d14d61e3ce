"""Give everything one person answers for to another, in one act."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from samsyn.apps.organisation.models import Assignment, Person
from samsyn.apps.organisation.queries import count_responsibilities, responsible_fields
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.organisation.hand_over import Colleague, objections
from samsyn.domain.organisation.presence import last_day_of
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.ORGANISATION_WRITE)
def hand_over(actor: Actor, *, person_id: int, successor_id: int, reason: str) -> int:  # noqa: ARG001 - kept with the act
    """Move every responsibility in every room; returns how many rows changed hands.

    Where the successor would become their own deputy, the deputy is left open instead.
    Raises Refused with every objection, and Person.DoesNotExist for a person of another
    organisation.
    """
    people = Person.owned_by(actor)
    leaver = people.select_for_update().get(pk=person_id)
    successor = people.get(pk=successor_id)
    count = count_responsibilities(actor, people.filter(pk=person_id)).get(person_id, 0)
    refuse_if(objections(_colleague(leaver), _colleague(successor), count, clock.today()))
    own_deputy = Assignment.owned_by(actor).filter(deputy=leaver, person=successor)
    own_deputy.update(deputy=None, revision=F("revision") + 1)
    moved = 0
    for model, field in responsible_fields():
        rows: QuerySet[Any] = model.owned_by(actor).filter(**{field.name: leaver})
        changes: dict[str, Any] = {field.name: successor}
        if any(column.name == "revision" for column in model._meta.local_fields):
            changes["revision"] = F("revision") + 1
        moved += rows.update(**changes)
    return moved


def _colleague(person: Person) -> Colleague:
    last_day = last_day_of(person.employed_until, person.planned_retirement)
    return Colleague(person.pk, person.name, last_day)
