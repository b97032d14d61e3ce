"""What most tests of the register begin with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar

import pytest
from django.test import Client
from django.utils import translation

from samsyn.apps.organisation.public import Person, Unit
from samsyn.apps.register.models import (
    Agreement,
    Classification,
    FollowUp,
    InformationAsset,
    PriceLine,
    Product,
    Supplier,
    System,
)
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Catalogue, Noun
from tests.support.builders import Town

M = TypeVar("M", bound=Noun | Catalogue)
TODAY = date(2026, 11, 22)
_numbers = count(1)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026, a Sunday, among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


def signed_in(town: Town, role: AccessRole = AccessRole.ADMINISTRATOR) -> Client:
    """Return a browser in which somebody of that town is signed in."""
    client = Client()
    client.force_login(town.user(role))
    return client


class Shelf:
    """Arranges rows of one town's register; every row has a default for what isn't said."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def _kept(self, model: type[M], said: dict[str, Any]) -> M:
        said.setdefault("name", f"{model.__name__} {next(_numbers)}")
        with self.town.arranging():
            made = model.everything.create(**said)
        assert isinstance(made, model)
        return made

    def noun(self, model: type[M], **said: Any) -> M:
        """Keep one of any noun."""
        return self._kept(model, said)

    def system(self, **said: Any) -> System:
        """Keep a system in production."""
        return self._kept(System, said)

    def product(self, **said: Any) -> Product:
        """Keep a product in the catalogue."""
        return self._kept(Product, said)

    def supplier(self, **said: Any) -> Supplier:
        """Keep a supplier in the catalogue."""
        return self._kept(Supplier, said)

    def person(self, **said: Any) -> Person:
        """Keep somebody who works there."""
        return self._kept(Person, said)

    def unit(self, **said: Any) -> Unit:
        """Keep a unit of the organisation."""
        return self._kept(Unit, said)

    def agreement(self, *systems: System, **said: Any) -> Agreement:
        """Keep an agreement in force over the systems."""
        begun: dict[str, Any] = {"signed_on": date(2025, 1, 1), "valid_from": date(2025, 1, 1)}
        if "valid_until" not in said:
            begun["ongoing"] = True
        made: Agreement = self._kept(Agreement, begun | said)
        with self.town.arranging():
            made.systems.set(systems)
        return made

    def price(self, agreement: Agreement, **said: Any) -> PriceLine:
        """Keep an agreed price of ten."""
        return self._kept(PriceLine, {"agreement": agreement, "price": 10} | said)

    def follow_up(self, agreement: Agreement, **said: Any) -> FollowUp:
        """Keep a follow-up that is planned for the day."""
        return self._kept(FollowUp, {"agreement": agreement, "planned_on": TODAY} | said)

    def asset(self, *systems: System, **said: Any) -> InformationAsset:
        """Keep an information asset that lies in the systems."""
        made: InformationAsset = self._kept(InformationAsset, said)
        with self.town.arranging():
            for system in systems:
                system.assets.add(made)
        return made

    def classification(self, asset: InformationAsset, **said: Any) -> Classification:
        """Keep a classification at level 1 that is to be reviewed in a year."""
        defaults: dict[str, Any] = {
            "confidentiality": 1,
            "integrity": 1,
            "availability": 1,
            "decided_on": date(2026, 1, 1),
            "next_review": date(2027, 11, 22),
        }
        with self.town.arranging():
            return Classification.everything.create(asset=asset, **(defaults | said))


@pytest.fixture
def shelf(north: Town) -> Shelf:
    """The register of the town a test is about."""
    return Shelf(north)


@pytest.fixture
def client(north: Town) -> Client:
    """A browser in which north's administrator is signed in."""
    return signed_in(north)
