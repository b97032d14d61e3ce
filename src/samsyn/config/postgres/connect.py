"""Have the database ready for work: the embedded server, or the one that `DATABASE_URL` names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from samsyn.config.environment import environment
from samsyn.config.postgres import databases, roles
from samsyn.config.postgres.address import DEFAULT_NAME, Address
from samsyn.config.postgres.launcher import Cluster
from samsyn.config.postgres.roles import Doors


@contextmanager
def database() -> Iterator[Doors]:
    """Have roles and database there inside the block; an embedded server runs as long.

    Raises `psycopg.OperationalError`, `ServerDidNotStart`, `PostgresIsMissing`, `GroundIsUnsafe`.
    """
    if environment().database_url:
        yield _external(Address.from_url(environment().database_url))
        return
    with Cluster(environment().home).running() as superuser:
        admin = replace(superuser, name=DEFAULT_NAME)
        ways = roles.prepare(admin, trusted=True)
        databases.leave_note(sockets=superuser.host)
        yield ways


def _external(given: Address) -> Doors:
    makes_roles = roles.may_make_roles(given)
    if makes_roles:
        roles.prepare(given, trusted=False)
    databases.leave_note(makes_roles=makes_roles)
    return databases.doors()
