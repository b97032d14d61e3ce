"""What most tests of sharing begin with: north has done good work, south could use it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation

from samsyn.apps.register.models import Classification, InformationAsset, System
from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.public import offer_row, take_offer
from samsyn.kernel import clock
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


@pytest.fixture
def shelf(north: Town) -> Shelf:
    """North's register."""
    return Shelf(north)


@pytest.fixture
def theirs(south: Town) -> Shelf:
    """South's register."""
    return Shelf(south)


@pytest.fixture
def system(shelf: Shelf) -> System:
    """A system that north has described well."""
    return shelf.system(
        name="Ekot i skolan",
        product=shelf.product(name="Ekot"),
        purpose="Pupils' grades and absence.",
        fallback="Lists on paper in the staff room.",
        rto_hours=8,
        yearly_cost=120_000,
        owner=shelf.person(name="Anna Hemlig", email="anna@north.example"),
        stage="production",
    )


@pytest.fixture
def asset(shelf: Shelf, north: Town, system: System) -> InformationAsset:
    """Information in it that north has classified."""
    asset = shelf.asset(system, name="Pupils' records", personal_data="sensitive")
    with north.arranging():
        Classification.everything.create(
            asset=asset,
            confidentiality=3,
            confidentiality_reason="Protected identities.",
            integrity=2,
            integrity_reason="Wrong grades.",
            availability=1,
            availability_reason="A day without is a nuisance.",
            participants=["Anna Hemlig"],
            decided_on=date(2026, 1, 1),
            next_review=date(2028, 1, 1),
        )
    return asset


def offered(town: Town, kind: str, row: Any, **said: Any) -> Offer:
    """Offer a row in the name of the town's administrator."""
    return offer_row(town.administrator, kind=kind, row_id=row.pk, **said)


def taken(town: Town, offer: Offer, into: Any = None) -> Taking:
    """Take an offer in the name of the town's administrator."""
    taking, _left_out = take_offer(
        town.administrator, offer_id=offer.pk, into=into.pk if into else None
    )
    return taking
