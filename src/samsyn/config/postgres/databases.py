"""Tell Django which database this process speaks to, and as whom, without touching anything.

Settings import this module, so it only reads: `connect.prepare` has looked before and left a note.
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from psycopg import Connection

from samsyn.config.environment import NotReady, environment
from samsyn.config.postgres import roles
from samsyn.config.postgres.address import DEFAULT_NAME, HOME_ZONE, Address
from samsyn.config.postgres.launcher import SUPERUSER
from samsyn.config.postgres.roles import Doors


class Role(StrEnum):
    """As whom a process works."""

    APP = "app"
    OWNER = "owner"


class NoOwner(NotReady):
    """Tables should be built, and nobody has said as whom."""


class _Process:
    """What was decided for this process, before Django reads its settings."""

    role = Role.APP


def work_as(role: Role) -> None:
    """Decide as whom this process connects; to be called before Django's settings are read."""
    _Process.role = role


def django_database(reset: Callable[[Connection], None] | None = None) -> dict[str, Any]:
    """Return one entry of Django's `DATABASES`; `reset` wipes what goes back to the pool."""
    ways = doors()
    door = ways.app
    if _Process.role is Role.OWNER:
        if ways.owner is None:
            raise NoOwner("DATABASE_URL may not make tables: set DATABASE_OWNER_URL beside it.")
        door = ways.owner
    pool: dict[str, Any] = {"min_size": 1, "max_size": environment().database_pool, "timeout": 10}
    if reset:
        pool["reset"] = reset
    options = {**dict(door.options), "pool": pool}
    entry = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options, **way(door)}
    return entry | {"TIME_ZONE": HOME_ZONE}


def way(door: Address) -> dict[str, Any]:
    """Return the part of Django's `DATABASES` entry that says where and as whom."""
    return {
        "NAME": door.name,
        "USER": door.user,
        "PASSWORD": door.password,
        "HOST": door.host,
        "PORT": str(door.port),
    }


def app_role() -> str:
    """Return the name of the role that the application runs as, for migrations that revoke."""
    return doors().app.user


def doors() -> Doors:
    """Return the ways into the database, as last prepared."""
    note = _read_note()
    url = environment().database_url
    if not url:
        sockets = note.get("sockets") or str(environment().home / "postgres" / "sockets")
        return roles.doors(Address(sockets, 5432, DEFAULT_NAME, SUPERUSER), trusted=True)
    given = Address.from_url(url)
    if note.get("makes_roles", True):  # unprepared: rather fail to sign in than run as superuser
        ways = roles.doors(given, trusted=False)
        return ways if note.get("backs_up", True) else replace(ways, backup=None)
    owner = environment().database_owner_url
    return Doors(given, Address.from_url(owner) if owner else None, None)


def leave_note(**facts: object) -> None:
    """Keep what was found out about the database, for processes that only read."""
    before = _read_note()
    after = {**before, **facts, "for": _which()}
    if after != before:
        path = _note()
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(after))
        draft.replace(path)  # so that nobody reads half a note


def noted(fact: str) -> object:
    """Return one fact that was noted about this database, or None."""
    return _read_note().get(fact)


def _read_note() -> dict[str, Any]:
    try:
        note = json.loads(_note().read_text())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) and note.get("for") == _which() else {}


def _note() -> Path:
    return environment().home / "database.json"


def _which() -> str:
    """Recognise the database without writing down its password."""
    return hashlib.sha256(environment().database_url.encode()).hexdigest()
