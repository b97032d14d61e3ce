"""The bases of every table: rows of one organisation, and rows that all share."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.tenancy.ordering import NordicOrderField


class Visibility(models.TextChoices):
    """How far a row reaches, from named roles to everybody."""

    RESTRICTED = "restricted", _("Named roles only")
    OWN = "own", _("Our organisation")
    FEDERATION = "federation", _("Our federations")
    PUBLIC = "public", _("Everybody")


class ActingOrganisation(Func):
    """The organisation PostgreSQL knows we act for; NULL (so: refused) when unsaid."""

    function = "tenancy_me"
    arity = 0
    output_field = models.BigIntegerField()


class InCircle(Func):
    """Whether an organisation is in a federation with ours, or is such a federation."""

    template = "%(expressions)s = ANY ((SELECT tenancy_circle())::bigint[])"
    arity = 1
    output_field = BooleanField()


def readable_by(actor: Actor) -> Q:
    """Return the first wall: what the actor may read, as a filter on an owned table."""
    ours = Q(organisation_id=actor.organisation_id)
    if not actor.may(Permission.RESTRICTED_READ):
        ours &= ~Q(visibility=Visibility.RESTRICTED)
    shared = Q(visibility__in=[Visibility.FEDERATION, Visibility.PUBLIC])
    return ours | (shared & Q(InCircle(F("organisation_id")))) | Q(visibility=Visibility.PUBLIC)


class Owned(Model):
    """One organisation's row. Its walls are built by `walls.build`, never by hand.

    There is deliberately no `objects`: write `System.visible_to(actor)` for all that may be
    read, neighbours' shared rows included, or `System.owned_by(actor)` for our own. `everything`
    exists for Django itself, the kernel and tests; an architecture test names who may say it.
    """

    #: Whether the database keeps this table's history. Off only for what is derived.
    recorded: ClassVar[bool] = True
    #: Columns found by the search box, title first; empty means not found there.
    search_fields: ClassVar[tuple[str, ...]] = ()

    organisation = models.ForeignKey(
        "kernel.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="+",
        db_default=ActingOrganisation(),
        editable=False,
    )
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.OWN
    )

    everything = models.Manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return every row the actor may read: our own, and what neighbours share."""
        return cls.everything.filter(readable_by(actor))

    @classmethod
    def owned_by(cls, actor: Actor) -> QuerySet[Self]:
        """Return our own organisation's rows that the actor may read."""
        return cls.visible_to(actor).filter(organisation_id=actor.organisation_id)


class Noun(Owned):
    """An owned row that people know by name: it has a page, and somebody who confirms it."""

    title_field: ClassVar[str] = "name"

    revision = models.PositiveIntegerField(default=1, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    sort_key = NordicOrderField()

    class Meta:
        abstract = True


class Catalogue(Model):
    """A row that all organisations share: a product is the same product everywhere."""

    recorded: ClassVar[bool] = True
    search_fields: ClassVar[tuple[str, ...]] = ()
    title_field: ClassVar[str] = "name"

    revision = models.PositiveIntegerField(default=1, editable=False)
    sort_key = NordicOrderField()

    everything = models.Manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:  # noqa: ARG003 - same call as Owned
        """Return all rows: the catalogue hides nothing from those who are signed in."""
        return cls.everything.all()


def is_owned(model: type[Model]) -> bool:
    """Say whether rows of this model belong to one organisation."""
    return issubclass(model, Owned) and not model._meta.abstract and not model._meta.proxy
