"""What most tests of rounds begin with: Anna owns two systems, Bo one, nobody the fourth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import translation

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import System
from samsyn.apps.rounds.models import RoundAnswer, RoundPerson
from samsyn.apps.rounds.public import Round, send_to, start_round
from samsyn.kernel import clock
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEADLINE = date(2026, 12, 13)


@pytest.fixture(autouse=True)
def the_day(db: None) -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English; nobody has guessed yet."""
    cache.clear()
    with clock.stopped_at(NOW), translation.override("en"):
        yield


@pytest.fixture
def shelf(north: Town) -> Shelf:
    """North's register."""
    return Shelf(north)


@dataclass
class Owners:
    """The people and their systems."""

    anna: Person
    bo: Person
    ekot: System
    heroma: System
    kartan: System
    left: System


@pytest.fixture
def owners(shelf: Shelf) -> Owners:
    """Two owners, one who has left, and a system for named roles only."""
    anna = shelf.person(name="Anna Berg", email="anna@north.example")
    bo = shelf.person(name="Bo Ek", email="bo@north.example")
    gone = shelf.person(name="Gun Gran", email="gun@north.example",
                        employed_until=date(2026, 10, 1))  # fmt: skip
    shelf.system(name="Hemligt", owner=anna, visibility="restricted")
    return Owners(
        anna=anna,
        bo=bo,
        ekot=shelf.system(name="Ekot", owner=anna, purpose="Grades.", users=200),
        heroma=shelf.system(name="Heroma", owner=anna, purpose="Pay."),
        kartan=shelf.system(name="Kartan", owner=bo, purpose="Maps."),
        left=shelf.system(name="Arkivet", owner=gone),
    )


@pytest.fixture
def one(north: Town, owners: Owners) -> Round:
    """A round about systems, asked of their owners; the mails are sent."""
    started = begin(north)
    for pk in _ids(north):
        send_to(north.administrator, pk)
    return started


def begin(north: Town, **said: object) -> Round:
    """Start a round as north's administrator."""
    asked: dict[str, object] = {"asked": ["purpose", "users"], "deadline": DEADLINE, **said}
    return start_round(north.administrator, about="systems:owner", **asked)  # type: ignore[arg-type]


def _ids(north: Town) -> list[int]:
    with north.looking():
        return list(RoundPerson.owned_by(north.administrator).values_list("pk", flat=True))


def asked(north: Town, person: Person) -> RoundPerson:
    """Return what is kept of one person in the round."""
    with north.looking():
        rows = RoundPerson.owned_by(north.administrator)
        return rows.select_related("round", "person__user", "organisation").get(person=person)


def answers(north: Town) -> dict[str, RoundAnswer]:
    """Return the answers by the name of the row."""
    with north.looking():
        return {row.name: row for row in RoundAnswer.owned_by(north.administrator)}


def door_in(number: int = -1) -> str:
    """Return the address in a mail, without the site."""
    found = re.search(r"https?://[^/]+(/answer/\S+)", str(mail.outbox[number].body))
    assert found is not None
    return found[1]


def door_to(address: str) -> str:
    """Return the address in the mail to somebody."""
    number = next(n for n, m in enumerate(mail.outbox) if m.to == [address])
    return door_in(number)
