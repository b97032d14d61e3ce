"""What every test stands on: a real PostgreSQL, and no way out of this machine."""

import gc
from collections.abc import Iterator

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from samsyn.config import messages
from samsyn.config.environment import environment
from samsyn.config.postgres.roles import Doors
from tests.support.builders import Town
from tests.support.database import copied_demo, django_at, fresh_database, server
from tests.support.demo import load_demo

# Each of these has a test that takes a minute or more; the first two take many.
SLOW = ("tests/browser/test_every_page.py", "tests/security/", "tests/browser/", "tests/config/")


def pytest_configure() -> None:
    """Compile the translations that have changed: tests read them too."""
    messages.compile_all(messages.stale())
    environment().static_root.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the slow ones where several processes share the work, so that all end together."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _turn(item.nodeid))


def pytest_collection_finish() -> None:
    """Leave what stands for the whole run out of every later search for garbage."""
    gc.collect()
    gc.freeze()


def _turn(test: str) -> int:
    return next((n for n, path in enumerate(SLOW) if test.startswith(path)), len(SLOW))


@pytest.fixture(scope="session")
def database_doors(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Doors]:
    """The run's own database, and the ways into it."""
    with django_db_blocker.unblock(), server() as admin, fresh_database(admin) as doors:
        django_db_blocker.block()
        yield doors
        django_db_blocker.restore()


@pytest.fixture(scope="session")
def django_db_setup(database_doors: Doors) -> None:
    """Django speaks to the run's own database, as the application's role."""


@pytest.fixture(scope="session")
def demo_doors(database_doors: Doors, django_db_blocker: DjangoDbBlocker) -> Iterator[Doors]:
    """A database with the whole demonstration in it; tests look and don't touch."""
    with django_db_blocker.unblock(), server() as admin, copied_demo(admin, load_demo) as doors:
        django_db_blocker.block()
        yield doors
        django_db_blocker.restore()


@pytest.fixture
def demo(demo_doors: Doors, django_db_blocker: DjangoDbBlocker) -> Iterator[Doors]:
    """Django looks at the demonstration."""
    with django_db_blocker.unblock(), django_at(demo_doors.app):
        yield demo_doors


@pytest.fixture
def as_owner(database_doors: Doors) -> Iterator[psycopg.Connection]:
    """A connection for what the application may not do; it commits each statement.

    Organisations outlive their test, so that nobody is a member of anything when the next begins.
    """
    assert database_doors.owner is not None
    with database_doors.owner.connect() as connection:
        connection.execute("DELETE FROM kernel_membership")
        yield connection


@pytest.fixture
def alliance(db: None, as_owner: psycopg.Connection) -> Town:
    """A federation that north and south belong to."""
    return Town(as_owner, "alliance", kind="federation")


@pytest.fixture
def north(alliance: Town, as_owner: psycopg.Connection) -> Town:
    """A municipality in the alliance: the one a test is about."""
    town = Town(as_owner, "north")
    town.joins(alliance)
    return town


@pytest.fixture
def south(alliance: Town, as_owner: psycopg.Connection) -> Town:
    """A neighbour in the same federation."""
    town = Town(as_owner, "south")
    town.joins(alliance)
    return town


@pytest.fixture
def far(db: None, as_owner: psycopg.Connection) -> Town:
    """A municipality that shares nothing with the others."""
    return Town(as_owner, "far")
