"""Found organisations and let them join federations: an act of the database's owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg import Connection, sql

from samsyn.domain.access.permissions import AccessRole


def found_organisation(owner: Connection[Any], *, slug: str, **columns: object) -> int:
    """Return the id of the organisation at this address, founding it where there is none.

    `owner` is a connection as the role that migrates; `columns` are those of `Organisation`.
    """
    row: Mapping[str, object] = {
        "kind": "municipality",
        "country": "SE",
        "language": "sv",
        "code": "",
        "org_number": "",
        "fiscal_year_start": 1,
        **columns,
        "slug": slug,
    }
    statement = sql.SQL(
        "INSERT INTO kernel_organisation ({names}) VALUES ({values}) ON CONFLICT (slug) DO NOTHING"
    ).format(
        names=sql.SQL(", ").join(map(sql.Identifier, row)),
        values=sql.SQL(", ").join(map(sql.Placeholder, row)),
    )
    owner.execute(statement, row)
    found = owner.execute("SELECT id FROM kernel_organisation WHERE slug = %s", [slug]).fetchone()
    return int(found[0]) if found else 0


def join_federation(owner: Connection[Any], *, member: int, federation: int) -> None:
    """Make one organisation a member of a federation, from now on."""
    owner.execute(
        "INSERT INTO kernel_membership (member_id, federation_id) VALUES (%s, %s)"
        " ON CONFLICT DO NOTHING",
        [member, federation],
    )


def let_in(owner: Connection[Any], *, organisation: int, user: int, role: AccessRole) -> None:
    """Give an account its access to an organisation that has no administrator yet."""
    with owner.transaction():
        owner.execute("SELECT set_config('samsyn.organisation', %s, true)", [str(organisation)])
        act = owner.execute(
            "INSERT INTO kernel_act"
            " (organisation_id, visibility, name, user_id, actor_name, reason, at)"
            " VALUES (%s, 'own', 'kernel.let_in', 0, 'Samsyn', '', now()) RETURNING id",
            [organisation],
        ).fetchone()
        owner.execute("SELECT set_config('samsyn.act', %s, true)", [str(act[0] if act else 0)])
        owner.execute(
            "INSERT INTO kernel_access (organisation_id, visibility, user_id, role)"
            " VALUES (%s, 'own', %s, %s) ON CONFLICT DO NOTHING",
            [organisation, user, role],
        )
