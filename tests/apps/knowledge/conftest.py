"""What most tests of what is written down begin with: an article, a checklist, people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from samsyn.apps.knowledge.models import Article, ChecklistStep
from samsyn.apps.organisation.public import Person, Unit
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel import clock
from tests.support.builders import Town

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


@pytest.fixture
def article(north: Town) -> Article:
    """A routine that is not published yet."""
    with north.arranging():
        return Article.everything.create(
            name="When the network is down", kind="routine", text="Take the paper lists."
        )


@pytest.fixture
def checklist(north: Town) -> Article:
    """A checklist of three steps, the last of which may be left out."""
    with north.arranging():
        made = Article.everything.create(name="Before an upgrade", kind="checklist")
        for nth, text in enumerate(("Take a copy", "Tell the users", "Bake a cake"), 1):
            ChecklistStep.everything.create(
                article=made, order=nth, text=text, optional=text.startswith("Bake")
            )
    return made


def person(town: Town, name: str, unit: Unit | None = None) -> Person:
    """Somebody who works there, with no account."""
    with town.arranging():
        return Person.everything.create(name=name, unit=unit)


def reader(town: Town, name: str) -> tuple[Actor, Person]:
    """Somebody who works there and may read, with an account of their own."""
    user = town.user(AccessRole.READER)
    with town.arranging():
        somebody = Person.everything.create(name=name, user=user)
    actor = Actor(
        user_id=user.pk,
        organisation_id=town.id,
        permissions=ROLES[AccessRole.READER],
        name=name,
        language="en",
    )
    return actor, somebody
