"""Decide how the access roles of an organisation may change."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum

from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Objection


class Obstacle(StrEnum):
    """Why a change of access is refused."""

    LAST_ADMINISTRATOR = "last_administrator"
    HAS_ACCESS_ALREADY = "has_access_already"
    NO_ROLE = "no_role"


def objections_to_change(
    before: AbstractSet[AccessRole], after: AbstractSet[AccessRole], other_administrators: int
) -> Iterator[Objection]:
    """Say what speaks against giving one account these roles instead of those."""
    loses_it = AccessRole.ADMINISTRATOR in before and AccessRole.ADMINISTRATOR not in after
    if loses_it and not other_administrators:
        yield Objection(Obstacle.LAST_ADMINISTRATOR, field="roles")


def objections_to_invitation(
    before: AbstractSet[AccessRole], wanted: AbstractSet[AccessRole], email: str
) -> Iterator[Objection]:
    """Say everything against inviting somebody with these roles."""
    if before:
        yield Objection(Obstacle.HAS_ACCESS_ALREADY, {"email": email}, field="email")
    if not wanted:
        yield Objection(Obstacle.NO_ROLE, field="roles")
