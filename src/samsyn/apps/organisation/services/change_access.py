"""Decide what an account may do in the organisation: give roles, and take them."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.apps.organisation.models import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.access.roles import objections_to_change
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.models import Access, User
from samsyn.kernel.use_case import use_case


@use_case(Permission.ACCESS_MANAGE)
def change_access(actor: Actor, *, user_id: int, roles: Iterable[AccessRole], reason: str) -> None:  # noqa: ARG001 - kept with the act
    """Let an account that has access here have exactly these roles; none takes it away.

    Raises Refused for the last administrator, and User.DoesNotExist for who has no access here.
    """
    wanted = frozenset(roles)
    had = roles_here(actor, user_id)
    if not had:
        raise User.DoesNotExist
    refuse_if(objections_to_change(had, wanted, other_administrators(actor, user_id)))
    set_roles(actor, User.objects.get(pk=user_id), had, wanted)


def roles_here(actor: Actor, user_id: int) -> frozenset[AccessRole]:
    """Return the roles of an account in the organisation acted for."""
    held = Access.owned_by(actor).filter(user_id=user_id).values_list("role", flat=True)
    return frozenset(AccessRole(role) for role in held)


def other_administrators(actor: Actor, user_id: int) -> int:
    """Count the other administrators who can sign in, and hold them until the act is done.

    Held, so that two of them can't take the role from each other at the same moment.
    """
    administrators = Access.owned_by(actor).filter(role=AccessRole.ADMINISTRATOR)
    locked = administrators.select_for_update(of=("self",)).values_list("user_id", flat=True)
    others = {pk for pk in locked if pk != user_id}
    return User.objects.filter(pk__in=others, is_active=True).count()


def set_roles(
    actor: Actor, user: User, had: frozenset[AccessRole], wanted: frozenset[AccessRole]
) -> None:
    """Write the difference, and tie the account to the person with its address. In an act."""
    Access.owned_by(actor).filter(user=user, role__in=had - wanted).delete()
    for role in sorted(wanted - had):
        Access.everything.create(organisation_id=actor.organisation_id, user=user, role=role)
    people = Person.owned_by(actor)
    if wanted and not people.filter(user=user).exists():
        people.filter(email=user.email, user__isnull=True).update(user=user)
