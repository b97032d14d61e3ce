"""Let somebody in: an account that may be new, and its first roles here."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.apps.organisation.services.change_access import roles_here, set_roles
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.access.roles import objections_to_invitation
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.models import User
from samsyn.kernel.use_case import use_case


@use_case(Permission.ACCESS_MANAGE)
def invite(actor: Actor, *, email: str, name: str, roles: Iterable[AccessRole]) -> User:
    """Give the account with this address access, making it where there is none; returns it.

    Whether it was there before, for another organisation, is told to nobody. Raises Refused.
    """
    wanted = frozenset(roles)
    user = User.objects.filter(email=email).first()
    had = roles_here(actor, user.pk) if user else frozenset()
    refuse_if(objections_to_invitation(had, wanted, email))
    user = user or User.objects.create_user(email, name=name)
    set_roles(actor, user, had, wanted)
    return user
