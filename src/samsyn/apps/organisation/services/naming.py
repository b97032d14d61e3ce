"""Let what is named after a person or a role follow when that is renamed."""

from __future__ import annotations

from typing import Any

from samsyn.apps.organisation.models import Absence, Assignment, Person, Role
from samsyn.domain.access.actor import Actor


def name_again(actor: Actor, renamed: Person | Role) -> int:
    """Rename our own assignments and absences; returns how many. Inside the act of the caller.

    A role of the catalogue is renamed for all organisations at once; each of the others gets the
    new name on its own assignments when it next saves them.
    """
    rows: list[Any] = []
    if isinstance(renamed, Person):
        rows += Absence.owned_by(actor).filter(person=renamed).select_related("person")
        held = Assignment.owned_by(actor).filter(person=renamed)
    else:
        held = Assignment.owned_by(actor).filter(role=renamed)
    rows += held.select_related("person", "role")
    for row in rows:
        row.save(update_fields=["name", "sort_key"])
    return len(rows)
