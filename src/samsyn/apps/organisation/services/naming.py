"""Let what is named after a person or a role follow when that is renamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from samsyn.apps.organisation.models import Absence, Assignment, Person, Role
from samsyn.domain.access.actor import Actor


def name_again(actor: Actor, renamed: Sequence[Person] | Sequence[Role]) -> int:
    """Rename our own assignments and absences; returns how many. Inside the act of the caller.

    A role of the catalogue is renamed for all organisations at once; each of the others gets the
    new name on its own assignments when it next saves them.
    """
    people = [row for row in renamed if isinstance(row, Person)]
    roles = [row for row in renamed if isinstance(row, Role)]
    held = Assignment.owned_by(actor).filter(Q(person__in=people) | Q(role__in=roles))
    away = Absence.owned_by(actor).filter(person__in=people)
    rows: list[Any] = [*away.select_related("person"), *held.select_related("person", "role")]
    for row in rows:
        row.save(update_fields=["name", "sort_key"])
    return len(rows)
