"""What every test stands on: a real PostgreSQL, and no way out of this machine."""

from collections.abc import Iterator

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from samsyn.config.environment import environment
from samsyn.config.postgres.roles import Doors
from tests.support.database import fresh_database, server


@pytest.fixture(scope="session")
def database_doors(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Doors]:
    """The run's own database, and the ways into it."""
    environment().static_root.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
    with django_db_blocker.unblock(), server() as admin, fresh_database(admin) as doors:
        django_db_blocker.block()
        yield doors
        django_db_blocker.restore()


@pytest.fixture(scope="session")
def django_db_setup(database_doors: Doors) -> None:
    """Django speaks to the run's own database, as the application's role."""


@pytest.fixture
def as_owner(database_doors: Doors) -> Iterator[psycopg.Connection]:
    """A connection for what the application may not do; it commits each statement."""
    assert database_doors.owner is not None
    with database_doors.owner.connect() as connection:
        yield connection
