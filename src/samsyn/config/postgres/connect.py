"""Have the database ready for work: the embedded server, or the one that `DATABASE_URL` names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg

from samsyn.config.environment import NotReady, environment
from samsyn.config.postgres import databases, roles
from samsyn.config.postgres.address import DEFAULT_NAME, Address
from samsyn.config.postgres.launcher import Cluster
from samsyn.config.postgres.roles import Doors


class DatabaseIsUnreachable(NotReady):
    """The server that `DATABASE_URL` names cannot be worked with."""


@contextmanager
def database() -> Iterator[Doors]:
    """Have roles and database there inside the block; an embedded server runs as long.

    Raises a `NotReady` that says what to do.
    """
    url = environment().database_url
    if url:
        yield _external(Address.from_url(url))
        return
    with Cluster(environment().home).running() as superuser:
        ways = roles.prepare(replace(superuser, name=DEFAULT_NAME), trusted=True)
        databases.leave_note(sockets=superuser.host)
        yield ways


def _external(given: Address) -> Doors:
    try:
        makes_roles = roles.may_make_roles(given)
        if makes_roles:
            backs_up = roles.prepare(given, trusted=False).backup is not None
        else:
            backs_up = False
            given.connect().close()
    except psycopg.Error as problem:
        raise DatabaseIsUnreachable(
            f"DATABASE_URL ({given.user} at {given.host}:{given.port}/{given.name}): {problem}"
        ) from problem
    databases.leave_note(makes_roles=makes_roles, backs_up=backs_up)
    return databases.doors()
