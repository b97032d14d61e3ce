"""Tell what is missing or wrong in this installation, and how to mend it.

For example::

  samsyn doctor
  samsyn doctor --json
"""

import importlib.util
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import psycopg

from samsyn.config import messages
from samsyn.config.cli import _schema, _static
from samsyn.config.cli._output import add_json, say, say_json
from samsyn.config.environment import SECRET_KEY_FILE, NotReady, environment
from samsyn.config.postgres import binaries, roles
from samsyn.config.postgres.address import Address
from samsyn.config.postgres.connect import database
from samsyn.config.postgres.roles import Doors

_ROOM = 1 << 30  # bytes that should be free: a backup and a bad day's logs


@dataclass(frozen=True, slots=True)
class Result:
    """What one look found: a fact, and what to do about it where it is a bad one."""

    about: str
    found: str
    fix: str = ""

    @property
    def is_good(self) -> bool:
        """Nothing needs doing."""
        return not self.fix


def add_arguments(parser: ArgumentParser) -> None:
    """Offer an answer for programs."""
    add_json(parser)


def run(options: Namespace) -> int:
    """Look at everything; 1 when something needs doing."""
    results = list(_look())
    if options.json:
        say_json([{**asdict(result), "good": result.is_good} for result in results])
    else:
        for result in results:
            say(f"{'ok ' if result.is_good else 'NO '} {result.about}: {result.found}")
            if result.fix:
                say(f"     → {result.fix}")
    return 0 if all(result.is_good for result in results) else 1


def _look() -> Iterator[Result]:
    for look in (_programs, _secret, _room, _front_end, _translations, _extras):
        yield from look()
    try:
        with database() as doors:
            yield Result("Database", f"{doors.app.name} at {doors.app.host}, as {doors.app.user}")
            yield from _inside(doors)
    except NotReady as problem:
        yield Result("Database", "cannot be used", str(problem))


def _programs() -> Iterator[Result]:
    try:
        found = binaries.find()
    except NotReady as problem:
        fix = "" if environment().database_url else str(problem)
        yield Result("PostgreSQL's programs", "missing (backup needs them)", fix)
    else:
        yield Result("PostgreSQL's programs", f"{found.major}, {found.folder}")


def _secret() -> Iterator[Result]:
    kept = environment().home / SECRET_KEY_FILE
    open_to_others = kept.exists() and kept.stat().st_mode & 0o077
    fix = f"chmod 600 {kept}" if open_to_others else ""
    yield Result("Secret key", "others can read it" if fix else "kept from others", fix)


def _room() -> Iterator[Result]:
    home = environment().home
    free = shutil.disk_usage(home if home.exists() else home.parent).free
    fix = "" if free > _ROOM else f"make room on the disk of {home}"
    yield Result("Free disk space", f"{free / 1e9:.1f} GB", fix)


def _front_end() -> Iterator[Result]:
    there = bool(environment().static_dirs)
    yield Result(
        "Front-end files", "there" if there else "missing", "" if there else "make install"
    )
    collected = _static.is_current()
    fix = "" if collected else "samsyn run collects them, or: samsyn manage collectstatic"
    yield Result("Collected static files", "up to date" if collected else "old", fix)


def _translations() -> Iterator[Result]:
    stale = len(messages.stale())
    fix = "samsyn run compiles them, or: make messages" if stale else ""
    yield Result("Translations", f"{stale} to compile" if stale else "compiled", fix)


def _extras() -> Iterator[Result]:
    wheel = importlib.util.find_spec("playwright") is not None
    browser = shutil.which("chromium")
    if wheel:  # only where somebody develops
        fix = "" if browser else "apt-get install --no-install-recommends chromium libatomic1"
        yield Result("Browser for tests", browser or "missing", fix)
    https = environment().is_secure or environment().demo or "localhost" in environment().site_url
    fix = "" if https else "set SITE_URL to the site's https address"
    yield Result("Address", environment().site_url, fix)


def _inside(doors: Doors) -> Iterator[Result]:
    current = _schema.is_current(doors)
    fix = "" if current else "samsyn migrate"
    yield Result("Tables", "up to date" if current else "not those of this version", fix)
    yield from _opened(doors.app, _version)
    yield from _opened(doors.app, _power)
    backup = doors.backup
    fix = "" if backup else "give DATABASE_URL a role that may create roles, or use pg_dump"
    yield Result("Backups", "possible" if backup else "no role that reads every row", fix)


def _opened(
    door: Address, look: Callable[[psycopg.Connection], Iterator[Result]]
) -> Iterator[Result]:
    try:
        with door.connect() as connection:
            yield from look(connection)
    except psycopg.Error as problem:
        yield Result("Signing in to the database", f"as {door.user}: {problem}", "samsyn migrate")


def _version(connection: psycopg.Connection) -> Iterator[Result]:
    major = connection.info.server_version // 10_000
    fix = "" if major >= binaries.OLDEST else f"use PostgreSQL {binaries.OLDEST} or newer"
    yield Result("PostgreSQL server", str(major), fix)


def _power(connection: psycopg.Connection) -> Iterator[Result]:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    strong = bool(row and row[0])
    fix = f"let DATABASE_URL name {roles.APP}, or a role that may create roles" if strong else ""
    found = "steps round row security" if strong else "held by row security"
    yield Result("The application's role", found, fix)
