"""Who works in a unit and below it, for asking all of them at once."""

from __future__ import annotations

from samsyn.apps.organisation.public import Person, Unit
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock


def employed_in(actor: Actor, unit: Unit) -> list[int]:
    """Return the ids of all employed in a unit and in those below it; two queries."""
    below: dict[int, list[int]] = {}
    for pk, parent in Unit.owned_by(actor).values_list("pk", "parent_id"):
        below.setdefault(parent or 0, []).append(pk)
    units, found = [unit.pk], set[int]()
    while units:
        here = units.pop()
        if here not in found:
            found.add(here)
            units += below.get(here, [])
    people = Person.owned_by(actor).filter(unit_id__in=found)
    left = people.filter(employed_until__lt=clock.today())
    return list(people.exclude(pk__in=left).values_list("pk", flat=True))
