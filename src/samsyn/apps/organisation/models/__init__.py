"""The nouns of this room."""

from samsyn.apps.organisation.models.absence import Absence
from samsyn.apps.organisation.models.assignment import Assignment
from samsyn.apps.organisation.models.capacity_change import CapacityChange
from samsyn.apps.organisation.models.person import Person
from samsyn.apps.organisation.models.responsible import ResponsibleField
from samsyn.apps.organisation.models.role import Role
from samsyn.apps.organisation.models.unit import Unit

__all__ = ["Absence", "Assignment", "CapacityChange", "Person", "ResponsibleField", "Role", "Unit"]
