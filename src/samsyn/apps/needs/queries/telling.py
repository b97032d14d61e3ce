"""Whom to tell what became of a friction, and what to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from samsyn.apps.needs.models import FrictionReport, MeToo
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.needs.course import FrictionState
from samsyn.kernel.access.addresses import absolute, addresses_in
from samsyn.kernel.models import User

_TOLD = (FrictionState.SOLVED, FrictionState.LIFTED, FrictionState.NOT_NOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail: to whom, in which language, about what."""

    to: str
    language: str
    context: Mapping[str, object]


def whom_to_tell(actor: Actor, friction_id: int) -> list[Letter]:
    """Return a letter to each account that said so, whatever report it was said about.

    Nobody is told of a friction that waits for an answer again, nor the one who answered it.
    """
    rows = FrictionReport.owned_by(actor).select_related("organisation")
    head = rows.filter(pk=friction_id, state__in=_TOLD).first()
    if head is None:
        return []
    group = FrictionReport.owned_by(actor).filter(Q(pk=head.pk) | Q(merged_into=head))
    accounts = set(group.exclude(account=None).values_list("account", flat=True))
    accounts |= set(
        MeToo.owned_by(actor).filter(friction__in=group).values_list("account", flat=True)
    )
    accounts.discard(actor.user_id)
    here = Person.owned_by(actor).filter(user__in=accounts).exclude(email="")
    addresses: dict[int, str] = {
        user: email for user, email in here.values_list("user", "email") if user
    }
    users = User.objects.filter(pk__in=accounts, is_active=True).order_by("pk")
    with addresses_in(head.organisation):
        url = absolute(reverse("needs:mine"))
    return [
        Letter(
            to=addresses.get(user.pk, user.email),
            language=user.language or head.organisation.language,
            context={"friction": head, "name": user.name, "url": url},
        )
        for user in users
        if addresses.get(user.pk, user.email)
    ]
