"""Rows that a municipality writes about something of its federation's."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.tenancy.owned import InCircle, Owned, Visibility, readable_by
from samsyn.kernel.tenancy.walls import RowSecurity

_OF_MY_FEDERATION = "federation_id = ANY ((SELECT tenancy_circle())::bigint[])"


def told_to_federation(model: str) -> RowSecurity:
    """Return the second wall of `federation_<model>`: ours, and what members told a federation."""
    return RowSecurity(name=f"federation_{model}_rls_wall", also=_OF_MY_FEDERATION)


def told_unless_closed() -> models.CharField[str, str]:
    """Return the visibility of a row that members read unless somebody closes it."""
    return models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.FEDERATION
    )


class AskedOfUs(Func):
    """Whether a poll, by its number, is asked of the organisation that PostgreSQL acts for."""

    template = "%(expressions)s = ANY ((SELECT federation_asked_me())::bigint[])"
    arity = 1
    output_field = BooleanField()


class ToldToFederation(Owned):
    """A member's own row, read by one federation and its members and by no other of ours.

    It is the member's: nobody at the federation can write it. Subclasses say
    `told_to_federation(...)` among their constraints. What it is about is the federation's row,
    whose number is kept as a plain number: foreign keys stay inside an organisation.
    """

    federation = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        verbose_name=_("federation"),
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return our own rows, and those that members of our federations told them."""
        return cls.everything.filter(readable_by(actor) | Q(InCircle(F("federation_id"))))
