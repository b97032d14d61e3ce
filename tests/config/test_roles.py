"""Any server will do, and whatever role it gives us, the application runs as the weakest."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from samsyn.config.environment import PROJECT, inherited
from samsyn.config.postgres import roles
from samsyn.config.postgres.address import Address
from samsyn.config.postgres.launcher import Cluster

HBA = "local all postgres trust\nlocal all all scram-sha-256\n"
TELL = """
import json
from dataclasses import asdict
from samsyn.config.postgres.connect import database
with database() as doors:
    print(json.dumps({k: v and v["user"] for k, v in asdict(doors).items()}))
"""


@pytest.fixture(scope="module")
def strict_server() -> Iterator[Address]:
    """A server that asks everybody but its superuser for a password, as real ones do."""
    home = PROJECT / ".samsyn" / f"strict-{os.getpid()}-{time.monotonic_ns()}"
    with Cluster(home, durable=False).running() as superuser:
        (home / "postgres" / "data" / "pg_hba.conf").write_text(HBA)
        with superuser.connect() as connection:
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE ROLE boss LOGIN SUPERUSER PASSWORD 'b'")
            connection.execute("CREATE ROLE clerk LOGIN CREATEROLE CREATEDB PASSWORD 'c'")
            connection.execute("CREATE ROLE plain LOGIN PASSWORD 'p'")
            connection.execute("CREATE ROLE builder LOGIN PASSWORD 'o'")
        yield superuser
    shutil.rmtree(home)


@pytest.fixture
def unprepared(strict_server: Address) -> Iterator[Address]:
    """The same server, without any of our roles."""
    yield strict_server
    with strict_server.connect() as connection:
        for name in ("one", "two", "plain"):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        for role in (roles.APP, roles.OWNER, roles.BACKUP):
            connection.execute(f"DROP ROLE IF EXISTS {role}")


def _url(server: Address, user: str, password: str, name: str) -> str:
    return f"postgresql://{user}:{password}@/{name}?host={server.host}&port={server.port}"


def _told(home: Path, **variables: str) -> dict[str, str | None]:
    """Prepare in a process of its own, as a checkout with these variables would."""
    done = subprocess.run(
        [sys.executable, "-c", TELL],
        env=inherited(SAMSYN_HOME=str(home), **variables),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    answer: dict[str, str | None] = json.loads(done.stdout)
    return answer


def test_a_superuser_is_never_what_the_application_runs_as(
    unprepared: Address, tmp_path: Path
) -> None:
    told = _told(tmp_path, DATABASE_URL=_url(unprepared, "boss", "b", "one"))
    assert told == {"app": roles.APP, "owner": roles.OWNER, "backup": roles.BACKUP}
    door = roles.doors(Address.from_url(_url(unprepared, "boss", "b", "one")), trusted=False).app
    with door.connect() as connection:
        row = connection.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (roles.APP, False, False)


def test_two_checkouts_share_the_roles_of_one_server(unprepared: Address, tmp_path: Path) -> None:
    first, second = (
        Address.from_url(_url(unprepared, "boss", "b", name)) for name in ("one", "two")
    )
    ways = roles.prepare(first, trusted=False)
    roles.prepare(second, trusted=False)
    roles.prepare(first, trusted=False)
    for name in ("one", "two"):
        ways.app.at(name).connect().close()
    with pytest.raises(psycopg.OperationalError, match="password"):
        ways.app.as_role(roles.APP, "guessed").connect()


def test_a_role_that_grew_too_strong_is_cut_back(unprepared: Address) -> None:
    admin = Address.from_url(_url(unprepared, "boss", "b", "one"))
    roles.prepare(admin, trusted=False)
    with unprepared.connect() as connection:
        connection.execute(f"ALTER ROLE {roles.APP} BYPASSRLS")
        with pytest.raises(AssertionError):
            _assert_weak(connection)
        roles.prepare(admin, trusted=False)
        _assert_weak(connection)


def _assert_weak(connection: psycopg.Connection) -> None:
    row = connection.execute(
        "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [roles.APP]
    ).fetchone()
    assert row == (False, False)


def test_a_role_that_may_only_make_roles_is_enough_to_run(
    unprepared: Address, tmp_path: Path
) -> None:
    told = _told(tmp_path, DATABASE_URL=_url(unprepared, "clerk", "c", "one"))
    assert (told["app"], told["owner"], told["backup"]) == (roles.APP, roles.OWNER, None)
    ways = roles.doors(Address.from_url(_url(unprepared, "clerk", "c", "one")), trusted=False)
    assert ways.owner is not None
    with ways.owner.connect() as building, ways.app.connect() as using:
        building.execute("CREATE TABLE trial (id int)")
        using.execute("INSERT INTO trial VALUES (1)")


def test_a_plain_role_is_the_application_itself(unprepared: Address, tmp_path: Path) -> None:
    with unprepared.connect() as connection:
        connection.execute("CREATE DATABASE plain OWNER builder")
    url = _url(unprepared, "plain", "p", "plain")
    assert _told(tmp_path, DATABASE_URL=url) == {"app": "plain", "owner": None, "backup": None}
    owner = _url(unprepared, "builder", "o", "plain")
    told = _told(tmp_path, DATABASE_URL=url, DATABASE_OWNER_URL=owner)
    assert told == {"app": "plain", "owner": "builder", "backup": None}


def test_an_address_of_a_database_is_understood_whole() -> None:
    address = Address.from_url("postgresql://a%40b:p%3Aw@db.example.org:6432/x?sslmode=require")
    assert address == Address(
        "db.example.org", 6432, "x", "a@b", "p:w", options=(("sslmode", "require"),)
    )
    assert "p:w" not in repr(address)
