"""The front door: what rooms above may know about people, units and roles."""

from __future__ import annotations

from samsyn.apps.organisation.models import (
    Absence,
    Assignment,
    Person,
    ResponsibleField,
    Role,
    Unit,
)

__all__ = ["Absence", "Assignment", "Person", "ResponsibleField", "Role", "Unit"]
