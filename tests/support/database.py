"""Give every test run a database of its own, migrated once and copied in a tenth of a second.

The demonstration too is built once for a state of the code and a day, and copied to whoever asks:
to every process of a run, and to the next run.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from psycopg import Connection, sql

from samsyn.config.environment import PROJECT, environment
from samsyn.config.postgres import roles
from samsyn.config.postgres.address import Address
from samsyn.config.postgres.databases import way
from samsyn.config.postgres.launcher import Cluster
from samsyn.config.postgres.roles import Doors
from samsyn.kernel import clock

_TEMPLATES_KEPT = 3
_DEMOS_KEPT = 2
_LOCK, _DEMO_LOCK = 5_210_732, 5_210_733
_SHAPES_THE_SCHEMA = (
    "requirements/run.txt",
    "src/samsyn/config/settings/*.py",
    "src/samsyn/config/postgres/roles.py",
    "src/samsyn/kernel/tenancy/*.py",
    "src/samsyn/kernel/models/*.py",
    "src/samsyn/kernel/migrations/*.py",
    "src/samsyn/apps/*/migrations/*.py",
    "src/samsyn/apps/*/models/*.py",
    "tests/support/database.py",
)
_SHAPES_THE_DEMO = ("src/samsyn/**/*.py", "src/samsyn/**/*.po", "src/samsyn/config/demo/**/*.*")


@contextmanager
def server() -> Iterator[Address]:
    """Have a PostgreSQL up; yields the way in of somebody who may create roles and databases."""
    told = os.environ.get("TEST_DATABASE_URL")
    if told:
        yield Address.from_url(told)
        return
    cluster = Cluster(environment().home, "test-postgres", durable=False)
    with cluster.running(leave_running="CI" not in os.environ) as superuser:
        yield superuser


@contextmanager
def fresh_database(admin: Address) -> Iterator[Doors]:
    """Copy the migrated template and point Django at the copy, as the application."""
    with copied_database(admin) as doors, django_at(doors.app):
        yield doors


@contextmanager
def copied_database(admin: Address, word: str = "", like: str = "") -> Iterator[Doors]:
    """Have a copy of the migrated template, or of another database that nobody speaks to."""
    trusted = "TEST_DATABASE_URL" not in os.environ
    name = f"test_samsyn_{environment().test_suffix}{word}_{os.getpid()}"
    with roles.maintenance(admin) as upkeep:
        upkeep.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _drop_what_was_left(upkeep)
        _copy(upkeep, like or _template(upkeep, admin, trusted=trusted), name)
    roles.grant_entry(admin.at(name))
    yield roles.doors(admin.at(name), trusted=trusted)
    with roles.maintenance(admin) as upkeep:
        _drop(upkeep, name)


@contextmanager
def copied_demo(
    admin: Address, build: Callable[[Doors], None], word: str = "demo"
) -> Iterator[Doors]:
    """Have a copy of the demonstration, which `build` makes when this code has not made it today.

    The lock is the demonstration's own: who wants a plain database does not wait for the building.
    """
    shapes = (*_SHAPES_THE_SCHEMA, *_SHAPES_THE_DEMO)
    name = f"samsyn_demo_{_fingerprint(shapes, clock.today().isoformat())}"
    with ExitStack() as kept:
        with roles.maintenance(admin) as upkeep:
            upkeep.execute("SELECT pg_advisory_lock(%s)", [_DEMO_LOCK])
            if not _exists(upkeep, name):
                for old in _named(upkeep, "samsyn_demo_%")[: 1 - _DEMOS_KEPT]:
                    _drop(upkeep, old)
                with copied_database(admin, "built") as doors:
                    build(doors)
                    _copy(upkeep, doors.app.name, name)
            doors = kept.enter_context(copied_database(admin, word, like=name))
        yield doors


@contextmanager
def django_at(door: Address, *, pooled: bool = True) -> Iterator[None]:
    """Let Django's one connection speak to another database inside the block."""
    connection = connections["default"]
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # newer than the type stubs
    before = dict(connection.settings_dict)
    pool = {} if pooled else {"pool": None}
    connection.settings_dict.update(way(door), OPTIONS=before["OPTIONS"] | pool)
    try:
        yield
    finally:
        connection.close()
        if pooled:
            connection.close_pool()  # type: ignore[attr-defined]  # newer than the type stubs
        connection.settings_dict.update(before)


def _template(upkeep: Connection, admin: Address, *, trusted: bool) -> str:
    """Return the name of a database with all migrations applied, made when it is missing."""
    name = f"samsyn_template_{_fingerprint(_SHAPES_THE_SCHEMA)}"
    if _exists(upkeep, name):
        return name
    for old in _named(upkeep, "samsyn_template_%")[:-_TEMPLATES_KEPT]:
        _drop(upkeep, old)
    unfinished = f"samsyn_unfinished_{os.getpid()}"
    doors = roles.prepare(admin.at(unfinished), trusted=trusted)
    assert doors.owner is not None
    with django_at(doors.owner, pooled=False):
        call_command("migrate", verbosity=0, interactive=False)
    with doors.owner.connect() as owner:  # what transactional tests clean up with; nobody else may
        owner.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {roles.APP}")
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    upkeep.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def _copy(upkeep: Connection, source: str, name: str) -> None:
    upkeep.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
            sql.Identifier(name), sql.Identifier(source), sql.Identifier(roles.OWNER)
        )
    )


def _fingerprint(patterns: Iterable[str], *words: str) -> str:
    digest = hashlib.sha256(" ".join(words).encode())
    for pattern in patterns:
        for path in sorted(PROJECT.glob(pattern)):
            digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _drop_what_was_left(upkeep: Connection) -> None:
    """Drop databases whose test run is no more."""
    for name in [*_named(upkeep, "test_samsyn_%"), *_named(upkeep, "samsyn_unfinished_%")]:
        process = re.search(r"(\d+)$", name)
        if process and not Path("/proc", process[1]).exists() and not _in_use(upkeep, name):
            _drop(upkeep, name)


def _named(upkeep: Connection, pattern: str) -> list[str]:
    rows = upkeep.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [pattern]
    )
    return [name for (name,) in rows]


def _exists(upkeep: Connection, name: str) -> bool:
    return name in _named(upkeep, name)


def _in_use(upkeep: Connection, name: str) -> bool:
    rows = upkeep.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [name])
    return rows.fetchone() is not None


def _drop(upkeep: Connection, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    upkeep.execute(statement.format(sql.Identifier(name)))
