"""The front door: what rooms above may know about people, units and roles."""

from __future__ import annotations

from samsyn.apps.organisation.models import (
    Absence,
    Assignment,
    CapacityChange,
    Person,
    ResponsibleField,
    Role,
    Unit,
)
from samsyn.apps.organisation.queries import (
    Held,
    PersonCapacity,
    Responsibility,
    people_capacity,
    person_of,
    public_holidays,
    responsibilities_of,
)
from samsyn.apps.organisation.services.invite import invite

__all__ = [
    "Absence",
    "Assignment",
    "CapacityChange",
    "Held",
    "Person",
    "PersonCapacity",
    "Responsibility",
    "ResponsibleField",
    "Role",
    "Unit",
    "invite",
    "people_capacity",
    "person_of",
    "public_holidays",
    "responsibilities_of",
]
