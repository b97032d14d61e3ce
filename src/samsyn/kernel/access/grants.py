"""Turn what is written down about an account into what it may do here and now."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole, Permission
from samsyn.kernel import clock
from samsyn.kernel.models import Access, ApiToken, Organisation, User
from samsyn.kernel.tenancy.session import Standing, acting_for

READ_SCOPE, WRITE_SCOPE = "read", "write"
SCOPES = (READ_SCOPE, WRITE_SCOPE)


@dataclass(frozen=True, slots=True)
class Grant:
    """One organisation that an account may act for, and with which roles."""

    organisation: Organisation
    roles: frozenset[AccessRole]

    def actor(self, user: User) -> Actor:
        """Return the account acting for this organisation."""
        return Actor(
            user_id=user.pk,
            organisation_id=self.organisation.pk,
            permissions=frozenset().union(*(ROLES[role] for role in self.roles)),
            name=str(user),
            language=user.language or self.organisation.language,
        )


def grants_of(user: User) -> list[Grant]:
    """Return where the account may act, in order of name. PostgreSQL must know the user."""
    accesses = Access.everything.filter(user=user).select_related("organisation")
    found: dict[int, tuple[Organisation, set[AccessRole]]] = {}
    for access in accesses:
        entry = found.setdefault(access.organisation_id, (access.organisation, set()))
        entry[1].add(AccessRole(access.role))
    grants = [Grant(organisation, frozenset(roles)) for organisation, roles in found.values()]
    return sorted(grants, key=lambda grant: grant.organisation.name)


def actor_for(user: User, organisation: Organisation) -> Actor | None:
    """Return the account acting for one organisation, or None where it may not."""
    with acting_for(Standing(user=str(user.pk))):
        grants = grants_of(user)
    wanted = (grant for grant in grants if grant.organisation == organisation)
    return next((grant.actor(user) for grant in wanted), None)


def digest_of(secret: str) -> bytes:
    """Return what is kept of a token; the secret is long and random, so one round is enough."""
    return hashlib.sha256(secret.encode()).digest()


def issue_token(
    user: User, organisation: Organisation, *, name: str, scopes: Iterable[str], until: date | None
) -> str:
    """Make a token and return its secret, which is shown this once."""
    secret = f"samsyn_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        user=user,
        organisation=organisation,
        name=name,
        digest=digest_of(secret),
        scopes=[scope for scope in SCOPES if scope in set(scopes)],
        expires_on=until,
    )
    return secret


def actor_by_token(secret: str) -> tuple[User, Grant, Actor] | None:
    """Return who a program acts for, or None for an unknown, expired or shut token.

    A token without the write scope keeps only the permissions to read and export.
    """
    token = (
        ApiToken.objects.select_related("user", "organisation")
        .filter(Q(expires_on__isnull=True) | Q(expires_on__gte=clock.today()))
        .filter(digest=digest_of(secret), user__is_active=True)
        .first()
    )
    if token is None:
        return None
    with acting_for(Standing(user=str(token.user_id))):
        grants = [g for g in grants_of(token.user) if g.organisation == token.organisation]
    if not grants:
        return None
    ApiToken.objects.filter(pk=token.pk).update(used_at=clock.now())
    actor = grants[0].actor(token.user)
    return token.user, grants[0], _within(actor, token.scopes)


def _within(actor: Actor, scopes: list[str]) -> Actor:
    if WRITE_SCOPE in scopes:
        return actor
    harmless = {p for p in actor.permissions if p.endswith((":read", ":use", ":export"))}
    return Actor(
        user_id=actor.user_id,
        organisation_id=actor.organisation_id,
        permissions=frozenset(Permission(p) for p in harmless),
        name=actor.name,
        language=actor.language,
    )
