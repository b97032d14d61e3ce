"""Who owns rows, and who shares with whom. Founded by the database's owner, never by a page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import InCircle


class Organisation(models.Model):
    """A municipality or a federation of them: the owner of rows. Its name is known to all."""

    class Kind(models.TextChoices):
        """What sort of organisation it is."""

        MUNICIPALITY = "municipality", _("Municipality")
        FEDERATION = "federation", _("Federation")
        REGION = "region", _("Region")
        COMPANY = "company", _("Company")
        AUTHORITY = "authority", _("Authority")

    class Country(models.TextChoices):
        """Whose laws, holidays and number formats hold."""

        SWEDEN = "SE", _("Sweden")
        NORWAY = "NO", _("Norway")
        DENMARK = "DK", _("Denmark")
        FINLAND = "FI", _("Finland")

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MUNICIPALITY)
    country = models.CharField(_("country"), max_length=2, choices=Country, default=Country.SWEDEN)
    language = models.CharField(_("language"), max_length=5, default="sv")
    code = models.CharField(_("official code"), max_length=20, blank=True)
    org_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    fiscal_year_start = models.PositiveSmallIntegerField(
        _("fiscal year starts in month"), default=1
    )

    objects = models.Manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def currency(self) -> str:
        """The currency that its amounts are in (ISO 4217)."""
        return {"NO": "NOK", "DK": "DKK", "FI": "EUR"}.get(self.country, "SEK")


def near(also: int | None = None) -> models.QuerySet[Organisation]:
    """Return ourselves and those that share a federation with us, in order of name.

    `also` is one that may stay where it stands though it has left.
    """
    rows = Organisation.objects.alias(near=InCircle(models.F("pk")))
    return rows.filter(models.Q(near=True) | models.Q(pk=also)).order_by("name")


class Membership(models.Model):
    """One organisation belongs to one federation, for a time."""

    member = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    federation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "federation"], name="member_joins_once")
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.federation}"
