"""Take the demo's organisations out again, with all they own, and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from psycopg import Connection, sql

from samsyn.config.demo import places
from samsyn.kernel.tenancy.owned import is_owned

_BESIDE = ("kernel_searchentry", "kernel_change")
_TELLS_OF_DEMO = "SELECT EXISTS (SELECT FROM kernel_act WHERE name LIKE 'demo.%%')"


def empty(owner: Connection[Any]) -> None:
    """Delete the demo's organisations in one transaction; accounts and the catalogue stay."""
    slugs = places.known_slugs(owner)
    with owner.transaction():
        owner.execute("SET CONSTRAINTS ALL DEFERRED")
        owner.execute(_AGREED.format("DISABLE"))
        for (number,) in owner.execute(
            "SELECT id FROM kernel_organisation WHERE slug = ANY(%s)", [slugs]
        ).fetchall():
            _remove(owner, number)
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute(_AGREED.format("ENABLE"))


def _remove(owner: Connection[Any], number: int) -> None:
    """Remove one organisation, unless somebody real happens to have its address."""
    owner.execute(
        "SELECT set_config('samsyn.organisation', %s, true),"
        " set_config('samsyn.restricted', 'on', true), set_config('samsyn.insider', 'on', true),"
        " set_config('samsyn.act', '0', true)",
        [str(number)],
    )
    known = owner.execute(_TELLS_OF_DEMO).fetchone()
    acts = owner.execute("SELECT count(*) FROM kernel_act").fetchone()
    if acts and acts[0] and not (known and known[0]):
        return
    owner.execute(_UNLOCK, [number])
    for table in [*_owned_tables(), *_BESIDE]:
        _delete(owner, table, "organisation_id", number)
    for table, column in _UNOWNED:
        _delete(owner, table, column, number)
    _delete(owner, "kernel_organisation", "id", number)


# Time that was agreed on is ended and never deleted, but for the same demonstration.
_AGREED = "ALTER TABLE federation_timeagreement {} TRIGGER federation_agree"
# What minutes were made of is locked for ever, but for a demonstration that is built anew.
_UNLOCK = """
    DELETE FROM council_lock WHERE EXISTS (
      SELECT FROM council_minutes m WHERE m.organisation_id = %s AND (
        (table_name = 'council_minutes' AND row_id = m.id)
        OR (table_name = 'council_meeting' AND row_id = m.meeting_id)
        OR (table_name = 'council_agendaitem' AND row_id IN (
          SELECT i.id FROM council_agendaitem i WHERE i.meeting_id = m.meeting_id))))
"""
_UNOWNED = (
    ("kernel_apitoken", "organisation_id"),
    ("kernel_membership", "member_id"),
    ("kernel_membership", "federation_id"),
)


def _owned_tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models() if is_owned(model)]


def _delete(owner: Connection[Any], table: str, column: str, number: int) -> None:
    statement = sql.SQL("DELETE FROM {} WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    owner.execute(statement, [number])
