"""Build a believable organisation in one line, so tests can say only what matters."""

from __future__ import annotations

from contextlib import AbstractContextManager
from itertools import count
from typing import Any

import psycopg

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole, Permission
from samsyn.kernel import journal
from samsyn.kernel.models import Act, Organisation, User
from samsyn.kernel.tenancy.founding import found_organisation, join_federation
from samsyn.kernel.tenancy.session import acting_for

_numbers = count(1)


class Town:
    """One organisation, the people in it, and how to arrange what it owns."""

    def __init__(self, owner: psycopg.Connection[Any], slug: str, **columns: object) -> None:
        name = str(columns.pop("name", slug.title()))
        self.owner = owner
        self.id = found_organisation(owner, slug=slug, name=name, **columns)
        self.slug = slug
        self.administrator = self.person(AccessRole.ADMINISTRATOR)

    @property
    def row(self) -> Organisation:
        """The organisation itself."""
        return Organisation.objects.get(pk=self.id)

    def person(self, role: AccessRole = AccessRole.READER) -> Actor:
        """Return somebody acting for this town in an access role, without an account."""
        return Actor(
            user_id=900_000 + next(_numbers),
            organisation_id=self.id,
            permissions=ROLES[role],
            name=f"{role.title()} of {self.slug.title()}",
            language="en",
        )

    def with_only(self, *permissions: Permission) -> Actor:
        """Return somebody who holds exactly these permissions."""
        return Actor(
            user_id=900_000 + next(_numbers),
            organisation_id=self.id,
            permissions=frozenset(permissions),
        )

    def user(self, role: AccessRole = AccessRole.ADMINISTRATOR) -> User:
        """Return an account that may act for this town and sign in."""
        user = User.objects.create_user(
            f"person{next(_numbers)}@{self.slug}.example", name=f"{role.title()}", language="en"
        )
        entry = {"organisation_id": self.id, "user": user, "role": role}
        with self.arranging():
            user.accesses.model.everything.create(**entry)
        return user

    def arranging(self) -> AbstractContextManager[Act]:
        """Write rows directly, as this town's administrator, told in the history."""
        return journal.act(self.administrator, "test.arrange")

    def looking(self) -> AbstractContextManager[None]:
        """Read as this town's administrator."""
        return acting_for(self.administrator)

    def joins(self, federation: Town) -> None:
        """Become a member of a federation."""
        join_federation(self.owner, member=self.id, federation=federation.id)
