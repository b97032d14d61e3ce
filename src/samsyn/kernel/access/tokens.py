"""Make and revoke the tokens by which a person's own programs act in an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.models import ApiToken, Organisation, User
from samsyn.kernel.use_case import use_case

LONGEST = 366  # days


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """Return the person's own tokens in the organisation acted for, newest first."""
    own = ApiToken.objects.filter(user_id=actor.user_id, organisation_id=actor.organisation_id)
    return own.order_by("-pk")


@use_case(Permission.SIGNED_IN)
def create_token(actor: Actor, *, name: str, scopes: Iterable[str], days: int) -> str:
    """Make a token that lives for some days, a year at most, and return its secret, shown once."""
    return issue_token(
        User.objects.get(pk=actor.user_id),
        Organisation.objects.get(pk=actor.organisation_id),
        name=name,
        scopes=scopes,
        until=clock.today() + timedelta(days=min(max(days, 1), LONGEST)),
    )


@use_case(Permission.SIGNED_IN)
def revoke_token(actor: Actor, *, token_id: int) -> None:
    """Shut one of the person's own tokens for ever. Raises ApiToken.DoesNotExist for others'."""
    tokens_of(actor).get(pk=token_id).delete()
