"""Get ready to work inside a subcommand: the database up, Django set up, and as whom."""

from collections.abc import Iterator
from contextlib import contextmanager

from samsyn.config.environment import choose_settings, keep_secret_key
from samsyn.config.postgres.connect import database
from samsyn.config.postgres.databases import Role, work_as
from samsyn.config.postgres.roles import Doors


@contextmanager
def at_work(role: Role = Role.APP) -> Iterator[Doors]:
    """Have the database up and Django set up inside the block; yields the ways in.

    Django's modules may be imported inside the block only.
    """
    keep_secret_key()
    with database() as doors:
        work_as(role)
        choose_settings()
        import django  # half a second that `samsyn --help` should not cost

        django.setup()
        try:
            yield doors
        finally:
            _let_go()


def _let_go() -> None:
    """Close what Django holds open, or the embedded server would have to throw it out."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        connection.close_pool()  # type: ignore[attr-defined]  # newer than the type stubs
