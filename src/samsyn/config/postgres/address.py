"""Name one way into one PostgreSQL database, and speak every dialect of saying so."""

from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

DEFAULT_NAME = "samsyn"
HOME_ZONE = "Europe/Stockholm"
"""Where "today" is, for Python and for every connection alike: `current_date` opens and shuts
seats and memberships, and must change day when `clock.today()` does."""


@dataclass(frozen=True, slots=True)
class Address:
    """Server, database, role and password; `host` is a folder where it is a unix socket."""

    host: str
    port: int
    name: str
    user: str
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()
    """What else libpq should know, such as `("sslmode", "require")`."""

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Read `postgresql://user:password@host:port/name?sslmode=require`."""
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        return cls(
            host=options.pop("host", "") or unquote(parts.hostname or "localhost"),
            port=int(options.pop("port", 0) or parts.port or 5432),
            name=unquote(parts.path.lstrip("/")) or DEFAULT_NAME,
            user=unquote(parts.username or options.pop("user", "postgres")),
            password=unquote(parts.password or options.pop("password", "")),
            options=tuple(sorted(options.items())),
        )

    def at(self, name: str) -> Self:
        """Return the way into another database of the same server."""
        return replace(self, name=name)

    def as_role(self, user: str, password: str = "") -> Self:
        """Return the way in for somebody else."""
        return replace(self, user=user, password=password)

    def connect(self, *, timeout: int = 10) -> psycopg.Connection:
        """Open a connection that commits each statement; raises `psycopg.OperationalError`."""
        connection = psycopg.connect(
            host=self.host,
            port=self.port,
            dbname=self.name,
            user=self.user,
            password=self.password or None,
            connect_timeout=timeout,
            autocommit=True,
            **dict(self.options),  # type: ignore[arg-type]  # libpq's words, which psycopg passes on
        )
        connection.execute("SELECT set_config('TimeZone', %s, false)", [HOME_ZONE])
        return connection

    def libpq(self) -> dict[str, str]:
        """Return the variables that PostgreSQL's own programs read."""
        known = {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGDATABASE": self.name,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
        }
        return known | {f"PG{name.upper()}": value for name, value in self.options}
