"""The history: which act is going on, so that the database can tell it with every row.

Row changes are written by triggers. A recorded table refuses any write outside an act.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from samsyn.domain.access.actor import Actor
from samsyn.kernel.events import RowsChanged, publish
from samsyn.kernel.models import Act, Change
from samsyn.kernel.tenancy.session import acting_for


@contextmanager
def act(actor: Actor, name: str, reason: str = "") -> Iterator[Act]:
    """Do something in the actor's name: one transaction, one entry, all rows told.

    Acts don't nest (`durable`): every commit has exactly one name. After the commit
    `RowsChanged` says which tables were touched.
    """
    with acting_for(actor), transaction.atomic(durable=True):
        entry = Act.everything.create(
            organisation_id=actor.organisation_id,
            name=name,
            user_id=actor.user_id,
            actor_name=actor.name,
            reason=reason,
        )
        _say(str(entry.pk))
        yield entry
        tables = frozenset(
            Change.everything.filter(act_id=entry.pk)
            .values_list("table_name", flat=True)
            .distinct()
        )
        _say("")
        if tables:
            transaction.on_commit(lambda: publish(actor, RowsChanged(tables=tables)))


@contextmanager
def also_for(actor: Actor, name: str) -> Iterator[Act]:
    """Inside an act, write another organisation's rows too: told there as an act of its own.

    For what must be done everywhere at once or nowhere, such as merging rows of the catalogue.
    Pass Samsyn itself as the actor; whoever began it learns nothing of what was met.
    """
    with acting_for(actor):
        before = _said()
        entry = Act.everything.create(
            organisation_id=actor.organisation_id,
            name=name,
            user_id=actor.user_id,
            actor_name=actor.name,
        )
        _say(str(entry.pk))
        yield entry
        changed = Change.everything.filter(act_id=entry.pk).values_list("table_name", flat=True)
        tables = frozenset(changed.distinct())
        _say(before)
    if tables:
        transaction.on_commit(lambda: _announce(actor, RowsChanged(tables=tables)))


def current_act() -> int | None:
    """Return the number of the act that is going on, or None outside of one."""
    said = _said()
    return int(said) if said else None


def _said() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('samsyn.act', true)")
        return str(cursor.fetchone()[0] or "")


def _announce(actor: Actor, event: RowsChanged) -> None:
    with acting_for(actor):
        publish(actor, event)


def _say(act_id: str) -> None:
    with connection.cursor() as cursor:  # local: a rollback or commit forgets it
        cursor.execute("SELECT set_config('samsyn.act', %s, true)", [act_id])
