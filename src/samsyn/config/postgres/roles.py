"""Make the three roles and the database, so that the application never runs as more than it needs.

`samsyn_owner` builds the tables, `samsyn_app` runs everything and cannot step round row security,
`samsyn_backup` reads everything and changes nothing. Roles belong to a whole server, and several
checkouts may share one: whatever is right already is left alone.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import LiteralString

import psycopg
from psycopg import Connection, sql

from samsyn.config.postgres.address import Address

APP, OWNER, BACKUP = "samsyn_app", "samsyn_owner", "samsyn_backup"
_ATTRIBUTES: dict[str, LiteralString] = {
    APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE",
    OWNER: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE",
    BACKUP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS",
}
_LOCK = 5_210_731  # any number, the same in every checkout
_MAINTENANCE = ("postgres", "template1")


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways into Samsyn's database; `owner` and `backup` only where they are known."""

    app: Address
    owner: Address | None
    backup: Address | None


def doors(admin: Address, *, trusted: bool) -> Doors:
    """Return the three roles' ways in, beside `admin`'s; `trusted` servers ask for no password."""

    def door(role: str) -> Address:
        return admin.as_role(role, "" if trusted else _password(admin, role))

    return Doors(door(APP), door(OWNER), door(BACKUP))


def may_make_roles(given: Address) -> bool:
    """Tell whether this role could prepare the others; raises `psycopg.OperationalError`."""
    with maintenance(given) as connection:
        row = connection.execute(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    return bool(row and row[0])


def maintenance(admin: Address) -> Connection:
    """Open a connection to a database that is surely there."""
    for name in _MAINTENANCE:
        try:
            return admin.at(name).connect()
        except psycopg.OperationalError:
            continue
    return admin.connect()


def prepare(admin: Address, *, trusted: bool) -> Doors:
    """Make roles and database where they are missing; `admin` may create roles and databases.

    `backup` is None where `admin` may not make a role that bypasses row security.
    """
    ways = doors(admin, trusted=trusted)
    with maintenance(admin) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        made = [_ensure(connection, door) for door in (ways.app, ways.owner) if door]
        if ways.backup and not _ensure_if_allowed(connection, ways.backup):
            ways = replace(ways, backup=None)
        make_database(connection, ways.owner or ways.app)
        grant_entry(admin, [door.user for door in (*made, ways.backup) if door])
    return ways


def make_database(connection: Connection, owner: Address) -> None:
    """Make the database, owned by `owner`, unless it is there."""
    sought = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [owner.name])
    if sought.fetchone() is None:
        statement = "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0"
        connection.execute(
            sql.SQL(statement).format(sql.Identifier(owner.name), sql.Identifier(owner.user))
        )


def grant_entry(admin: Address, visitors: Sequence[str] = (APP, OWNER, BACKUP)) -> None:
    """Open one database to these roles and to nobody else, now and for tables to come."""
    statements = """
        REVOKE ALL ON DATABASE {name} FROM PUBLIC;
        GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {visitors};
        GRANT CREATE ON DATABASE {name} TO {owner};
        GRANT USAGE, CREATE ON SCHEMA public TO {owner};
        GRANT USAGE ON SCHEMA public TO {app};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
            GRANT USAGE, SELECT ON SEQUENCES TO {app};
    """
    with admin.connect() as connection:
        connection.execute(
            sql.SQL(statements).format(
                name=sql.Identifier(admin.name),
                visitors=sql.SQL(", ").join(sql.Identifier(role) for role in visitors),
                app=sql.Identifier(APP),
                owner=sql.Identifier(OWNER),
            )
        )


def _ensure(connection: Connection, door: Address) -> Address:
    """Make or mend one role, unless it is right already; return it."""
    if not (_is_right(connection, door) and _opens(door)):
        _make_role(connection, door)
    return door


def _ensure_if_allowed(connection: Connection, door: Address) -> bool:
    """Do the same where the server may say no; tell whether the role is there."""
    try:
        with connection.transaction():
            _ensure(connection, door)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def _make_role(connection: Connection, door: Address) -> None:
    """Make or mend one role; a role that is known but does not open gets our password."""
    found = _power(connection, door.user)
    words = _mend(found, door.user) if found else f"CREATE ROLE {{}} {_ATTRIBUTES[door.user]}"
    parts = [sql.SQL(words).format(_named(door))]
    if door.password:
        parts.append(sql.SQL("PASSWORD {}").format(sql.Literal(door.password)))
    connection.execute(sql.SQL(" ").join(parts))
    if door.user == BACKUP:
        connection.execute(sql.SQL("GRANT pg_read_all_data TO {}").format(_named(door)))
    if door.user == OWNER:  # one who is no superuser must belong to whom it gives a database
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(_named(door)))


def _mend(found: tuple[bool, bool, bool], role: str) -> LiteralString:
    """Change only what is wrong: who is no superuser may not even mention the rest."""
    is_super, bypasses, _may_sign_in = found
    no_super: LiteralString = " NOSUPERUSER" if is_super else ""
    bypass: LiteralString = ""
    if bypasses != (role == BACKUP):
        bypass = " BYPASSRLS" if role == BACKUP else " NOBYPASSRLS"
    return f"ALTER ROLE {{}} LOGIN{no_super}{bypass}"


def _named(door: Address) -> sql.Identifier:
    return sql.Identifier(door.user)


def _is_right(connection: Connection, door: Address) -> bool:
    """Tell whether the role is there, and holds no more power than it should."""
    return _power(connection, door.user) == (False, door.user == BACKUP, True)


def _power(connection: Connection, role: str) -> tuple[bool, bool, bool] | None:
    """Return whether a role is superuser, bypasses row security, may sign in; None: no such."""
    row = connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = %s", [role]
    ).fetchone()
    return (row[0], row[1], row[2]) if row else None


def _opens(door: Address) -> bool:
    try:
        maintenance(door).close()
    except psycopg.OperationalError:
        return False
    return True


def _password(admin: Address, role: str) -> str:
    """Derive a role's password: every checkout that knows `admin` finds the same one."""
    key = f"{admin.user}\0{admin.password}".encode()
    return hmac.new(key, f"samsyn role {role}".encode(), hashlib.sha256).hexdigest()
