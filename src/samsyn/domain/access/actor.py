"""Who is asking, and on behalf of which organisation."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import DomainError


class NotAllowed(DomainError):
    """The actor lacks the permission; a page answers 403."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody acting for exactly one organisation; `user_id` 0 is Samsyn itself."""

    user_id: int
    organisation_id: int
    permissions: frozenset[Permission]
    name: str = ""
    language: str = "en"

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor holds the permission."""
        return permission in self.permissions

    def must(self, permission: Permission) -> None:
        """Raise NotAllowed unless the actor holds the permission."""
        if not self.may(permission):
            raise NotAllowed(permission)


def samsyn_for(organisation_id: int) -> Actor:
    """Return Samsyn itself, at work for one organisation: nightly checks, jobs."""
    return Actor(
        user_id=0,
        organisation_id=organisation_id,
        permissions=frozenset(Permission),
        name="Samsyn",
    )


ANONYMOUS = Actor(user_id=-1, organisation_id=0, permissions=frozenset())
