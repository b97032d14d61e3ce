"""Tell PostgreSQL who we act for; it then shows and accepts that organisation's rows only.

Nothing said means nothing seen: the policies compare with NULL and let nothing through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from psycopg import Connection
from psycopg.pq import TransactionStatus

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission

T = TypeVar("T")
THE_PUBLIC = 0  # acts for nobody in particular: sees public rows, writes none

_SWITCH = """
    WITH before AS MATERIALIZED (
        SELECT current_setting('samsyn.organisation', true) AS organisation,
               current_setting('samsyn.user', true) AS person,
               current_setting('samsyn.restricted', true) AS restricted,
               current_setting('samsyn.insider', true) AS insider)
    SELECT organisation, person, restricted, insider,
           set_config('samsyn.organisation', %s, false),
           set_config('samsyn.user', %s, false),
           set_config('samsyn.restricted', %s, false),
           set_config('samsyn.insider', %s, false)
    FROM before
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What PostgreSQL is told: the organisation, the person, and how much of it they may see.

    insider   works here, rather than only sitting on one of its forums
    """

    organisation: str = ""
    user: str = ""
    restricted: str = ""
    insider: str = ""


NOBODY = Standing()


def standing_of(actor: Actor) -> Standing:
    """Put an actor into the words the policies understand."""
    restricted = "on" if actor.may(Permission.RESTRICTED_READ) else ""
    insider = "on" if actor.may(Permission.COUNCIL_READ) else ""
    return Standing(str(actor.organisation_id), str(actor.user_id), restricted, insider)


@contextmanager
def acting_for(who: Actor | Standing) -> Iterator[None]:
    """See and write as this organisation inside the block; nested blocks may differ."""
    before = _switch(who if isinstance(who, Standing) else standing_of(who))
    try:
        yield
    finally:
        if not _transaction_is_broken():  # the coming rollback puts the old value back
            _switch(before)


def adopt(standing: Standing) -> None:
    """Change who we act for inside an `acting_for` block, whose end puts all back."""
    _switch(standing)


def streaming_for(who: Actor | Standing, parts: Iterable[T]) -> Iterator[T]:
    """Stay with the organisation while a response is streamed, after the view is gone."""
    with acting_for(who):
        yield from parts


def forget(raw: Connection[Any]) -> None:
    """Wipe a connection on its way back to the pool: the second belt."""
    raw.execute(
        "SELECT set_config('samsyn.organisation', '', false), set_config('samsyn.user', '', false),"
        " set_config('samsyn.restricted', '', false), set_config('samsyn.insider', '', false),"
        " set_config('samsyn.act', '', false)"
    )
    raw.commit()


def _switch(standing: Standing) -> Standing:
    with connection.cursor() as cursor:
        told = [standing.organisation, standing.user, standing.restricted, standing.insider]
        cursor.execute(_SWITCH, told)
        row = cursor.fetchone()
    return Standing(*(value or "" for value in row[:4]))


def _transaction_is_broken() -> bool:
    raw = connection.connection
    return raw is not None and raw.info.transaction_status == TransactionStatus.INERROR
