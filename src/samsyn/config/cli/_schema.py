"""Know without Django whether the tables are those that this version needs."""

import hashlib

import psycopg

from samsyn.config.environment import PROJECT
from samsyn.config.postgres import databases
from samsyn.config.postgres.roles import Doors

_MIGRATIONS = ("requirements/run.txt", "src/samsyn/**/migrations/*.py")
_APPLIED = "SELECT count(*), max(id) FROM django_migrations"


def is_current(doors: Doors) -> bool:
    """Tell whether the migrations of today were applied to this very database."""
    state = _state(doors)
    return state is not None and databases.noted("schema") == state


def mark_current(doors: Doors) -> None:
    """Remember that all migrations of today have been applied."""
    databases.leave_note(schema=_state(doors))


def _state(doors: Doors) -> str | None:
    """Describe migrations and database together, so that neither can change unnoticed."""
    digest = hashlib.sha256()
    for pattern in _MIGRATIONS:
        for path in sorted(PROJECT.glob(pattern)):
            digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    try:
        with (doors.owner or doors.app).connect() as connection:
            applied = connection.execute(_APPLIED).fetchone()
            born = connection.execute(
                "SELECT oid FROM pg_database WHERE datname = current_database()"
            ).fetchone()
    except psycopg.Error:
        return None
    return f"{digest.hexdigest()} {applied} {born}"
