"""What most tests of friction and needs begin with."""

from __future__ import annotations

from typing import Any

import pytest

from samsyn.apps.needs.models import FrictionReport, Need
from samsyn.apps.needs.public import Report, report_friction
from samsyn.apps.organisation.public import Person, Unit
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from tests.apps.register.conftest import Shelf, the_day
from tests.support.builders import Town

__all__ = ["the_day"]


class Office:
    """A town's people and units, and short ways to let them say things."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.shelf = Shelf(town)
        with town.arranging():
            self.school = Unit.everything.create(name="School")
            self.care = Unit.everything.create(name="Care")

    def employee(self, name: str = "", unit: Unit | None = None) -> Actor:
        """Return somebody with an account, and a person of their own where a name is given."""
        user = self.town.user(AccessRole.READER)
        if name:
            with self.town.arranging():
                Person.everything.create(
                    name=name,
                    user=user,
                    unit=unit,
                    email=f"{name.lower()}@{self.town.slug}.example",
                )
        role = self.town.person(AccessRole.READER)
        return Actor(
            user_id=user.pk,
            organisation_id=self.town.id,
            permissions=role.permissions,
            name=name or "Somebody",
        )

    def friction(self, by: Actor | None = None, **said: Any) -> FrictionReport:
        """Let somebody report friction."""
        said.setdefault("name", "The printer stands still")
        said.setdefault("minutes", 30)
        return report_friction(by or self.employee(), report=Report(**said))

    def need(self, **columns: Any) -> Need:
        """Write down a need."""
        columns.setdefault("name", "Teachers must see absence the same day")
        columns.setdefault("collected_on", clock.today())
        with self.town.arranging():
            return Need.everything.create(**columns)

    def again(self, row: Any) -> Any:
        """Return a row as it is now."""
        with self.town.looking():
            return type(row).owned_by(self.town.administrator).get(pk=row.pk)


@pytest.fixture
def office(north: Town) -> Office:
    """North's own office."""
    return Office(north)
