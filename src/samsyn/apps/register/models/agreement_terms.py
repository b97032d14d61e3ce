"""What an agreement says beyond its period: how it came about, what it gives, what it costs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField


class AgreementPurchase(models.Model):
    """How it was bought, and who is asked about it."""

    class Form(models.TextChoices):
        """How it was bought."""

        DIRECT = "direct", _("Direct purchase")
        CALL_OFF = "call_off", _("Call-off from a framework agreement")
        TENDER = "tender", _("Own tender")
        JOINT = "joint", _("Joint tender with others")
        COOPERATION = "cooperation", _("Cooperation between public bodies")

    purchase_form = models.CharField(_("bought by"), max_length=12, choices=Form, blank=True)
    strategy = models.CharField(_("strategy for the next purchase"), max_length=300, blank=True)
    planned_for = models.CharField(
        _("next purchase planned for"),
        max_length=60,
        blank=True,
        help_text=_("For instance the second quarter of 2027."),
    )
    initiated_on = models.DateField(_("purchase begun"), null=True, blank=True)
    supplier_contact = models.CharField(
        _("supplier's contact"), max_length=300, blank=True, help_text=_("Name, e-mail, phone.")
    )
    contact = ResponsibleField(_("whom to ask"), help_text=_("Answers buyers' questions."))
    signed_by_them = models.CharField(_("signed for them by"), max_length=200, blank=True)
    signed_by_them_on = models.DateField(_("signed by them on"), null=True, blank=True)

    class Meta:
        abstract = True


class AgreementUse(models.Model):
    """What it gives and how a buyer makes use of it."""

    covers = models.TextField(
        _("what it covers"),
        blank=True,
        help_text=_("Goods and services in the words that buyers use: chairs, desks, lamps."),
    )
    cpv = models.CharField(_("CPV codes"), max_length=200, blank=True)
    call_off = MarkdownField(
        _("how to call off"), blank=True, help_text=_("Step by step, for somebody who never did.")
    )
    call_off_url = models.URLField(_("where to order"), blank=True)
    requirements = MarkdownField(_("requirements carried over"), blank=True)

    class Meta:
        abstract = True


class AgreementPeriod(models.Model):
    """The agreement's own rules for counting time."""

    class CountsFrom(models.TextChoices):
        """From which day a notice given today begins to run."""

        THE_DAY = "the_day", _("The day it is given")
        MONTH_END = "month_end", _("The end of the month")
        QUARTER_END = "quarter_end", _("The end of the quarter")
        HALF_YEAR_END = "half_year_end", _("The end of the half-year")
        YEAR_END = "year_end", _("The end of the year")

    irrevocable_until = models.DateField(_("cannot be ended before"), null=True, blank=True)
    notice_from = models.CharField(
        _("notice counts from"), max_length=14, choices=CountsFrom, default=CountsFrom.THE_DAY
    )
    option_months = models.PositiveSmallIntegerField(
        _("each option extends by (months)"), null=True, blank=True
    )
    options_left = models.PositiveSmallIntegerField(_("options left"), null=True, blank=True)
    needs_parent = models.BooleanField(
        _("holds only while the agreement above holds"), default=True
    )
    follow_up_months = models.PositiveSmallIntegerField(
        _("followed up every (months)"), null=True, blank=True
    )

    class Meta:
        abstract = True


class AgreementPayment(models.Model):
    """How it is paid."""

    class Model(models.TextChoices):
        """What the price depends on."""

        FIXED = "fixed", _("Fixed price")
        PER_USER = "per_user", _("Per user")
        PER_USE = "per_use", _("Per use")
        PER_INHABITANT = "per_inhabitant", _("Per inhabitant")
        HOURLY = "hourly", _("By the hour")
        PRICE_LIST = "price_list", _("By a price list")

    class Frequency(models.TextChoices):
        """How often it is paid."""

        ONCE = "once", _("Once")
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every quarter")
        HALF_YEARLY = "half_yearly", _("Every half-year")
        YEARLY = "yearly", _("Every year")

    payment_model = models.CharField(_("price model"), max_length=14, choices=Model, blank=True)
    payment_frequency = models.CharField(_("paid"), max_length=11, choices=Frequency, blank=True)
    price_regulation = models.CharField(
        _("price changes by"), max_length=300, blank=True, help_text=_("Index, day, ceiling.")
    )

    class Meta:
        abstract = True
