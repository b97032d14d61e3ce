"""Make the three roles and the database, so that the application never runs as more than it needs.

`samsyn_owner` builds the tables, `samsyn_app` runs everything and cannot step round row security,
`samsyn_backup` reads everything and changes nothing. Roles belong to a whole server, and several
checkouts may share one: whatever is right already is left alone.
"""

import hashlib
import hmac
from dataclasses import dataclass

import psycopg
from psycopg import Connection, sql

from samsyn.config.postgres.address import Address

APP, OWNER, BACKUP = "samsyn_app", "samsyn_owner", "samsyn_backup"
_ATTRIBUTES = {
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
    """Make roles and database where they are missing; `admin` may create roles and databases."""
    ways = doors(admin, trusted=trusted)
    with maintenance(admin) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        for door in (ways.app, ways.owner, ways.backup):
            if door and not (_exists(connection, door.user) and _opens(door)):
                _make_role(connection, door)
        make_database(connection, ways.owner or ways.app)
    grant_entry(admin)
    return ways


def make_database(connection: Connection, owner: Address) -> None:
    """Make the database, owned by `owner`, unless it is there."""
    sought = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [owner.name])
    if sought.fetchone() is None:
        statement = "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0"
        connection.execute(
            sql.SQL(statement).format(sql.Identifier(owner.name), sql.Identifier(owner.user))
        )


def grant_entry(admin: Address) -> None:
    """Open one database to the three roles and to nobody else, now and for tables to come."""
    statements = """
        REVOKE ALL ON DATABASE {name} FROM PUBLIC;
        GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}, {backup};
        GRANT CONNECT, TEMPORARY, CREATE ON DATABASE {name} TO {owner};
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
                app=sql.Identifier(APP),
                owner=sql.Identifier(OWNER),
                backup=sql.Identifier(BACKUP),
            )
        )


def _make_role(connection: Connection, door: Address) -> None:
    """Make or mend one role; a role that is known but does not open gets our password."""
    verb = "ALTER" if _exists(connection, door.user) else "CREATE"
    parts = [sql.SQL(f"{verb} ROLE {{}} {_ATTRIBUTES[door.user]}").format(_named(door))]
    if door.password:
        parts.append(sql.SQL("PASSWORD {}").format(sql.Literal(door.password)))
    connection.execute(sql.SQL(" ").join(parts))
    if door.user == BACKUP:
        connection.execute(sql.SQL("GRANT pg_read_all_data TO {}").format(_named(door)))
    if door.user == OWNER:  # one who is no superuser must belong to whom it gives a database
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(_named(door)))


def _named(door: Address) -> sql.Identifier:
    return sql.Identifier(door.user)


def _exists(connection: Connection, role: str) -> bool:
    sought = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    return sought.fetchone() is not None


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
