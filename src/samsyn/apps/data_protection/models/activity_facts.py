"""The facts of a processing activity, in the groups that Article 30 and its readers ask for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models.answers import band, consequence, yes_no
from samsyn.apps.organisation.public import ResponsibleField
from samsyn.apps.register.public import TransferBasis, answer
from samsyn.kernel.fields import MarkdownField


class Origin(models.Model):
    """Where the description comes from, and what the source itself said."""

    local_id = models.CharField(
        _("reference"), max_length=80, blank=True, help_text=_("Its number or file in the source.")
    )
    kle_main = ArrayField(
        models.CharField(max_length=10),
        verbose_name=_("KLE main groups"),
        default=list,
        blank=True,
        help_text=_("For instance: 15, 32."),
    )
    kle_codes = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("KLE groups"),
        default=list,
        blank=True,
        help_text=_("For instance: 15.20, 32.24."),
    )
    grounds_given = models.TextField(
        _("legal grounds in the source"),
        blank=True,
        help_text=_(
            "Articles, laws or the codes of KL's list, with semicolons between. The first purpose"
            " gets them when the activity is made; afterwards each purpose has its own."
        ),
    )

    class Meta:
        abstract = True


class Answerable(models.Model):
    """Who is controller, and who here looks after it."""

    controller = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("controller"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The board that answers for the data. Empty: the organisation itself."),
    )
    joint_controllers = models.TextField(
        _("joint controllers"), blank=True, help_text=_("Name and how to reach them.")
    )
    representative = models.CharField(_("representative"), max_length=200, blank=True)
    dpo = models.CharField(
        _("data protection officer"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the controller's own officer."),
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("responsible unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    responsible = ResponsibleField(_("responsible person"))

    class Meta:
        abstract = True


class Reach(models.Model):
    """How many it concerns, who gets to see it, and where it goes."""

    persons = band(_("people concerned"))
    access_who = models.TextField(_("who has access"), blank=True)
    access_count = band(_("how many have access"))
    recipients = models.TextField(
        _("recipients"),
        blank=True,
        help_text=_("Kinds of recipients to whom the data is or will be disclosed."),
    )
    passed_on = models.TextField(_("passed on to"), blank=True)
    third_country = yes_no(_("leaves the EU and EEA"))
    third_countries = models.CharField(
        _("to which countries"), max_length=200, blank=True, help_text=_("For instance: US, IN.")
    )
    transfer_basis = models.CharField(
        _("basis of the transfer"), max_length=14, choices=TransferBasis, blank=True
    )

    class Meta:
        abstract = True


class Keeping(models.Model):
    """How long it is kept, how it is deleted and protected."""

    storage = models.CharField(_("kept for"), max_length=300, blank=True)
    deletion = models.TextField(_("how it is deleted"), blank=True)
    deletion_url = models.URLField(_("procedure for deletion"), blank=True)
    technical_measures = MarkdownField(_("technical measures"), blank=True)
    organisational_measures = MarkdownField(_("organisational measures"), blank=True)

    class Meta:
        abstract = True


class Fairness(models.Model):
    """What the people concerned are told, where the data comes from, and what machines decide."""

    informed = answer(_("the people concerned are informed"))
    informed_how = models.TextField(_("how they are informed"), blank=True)
    consent = yes_no(_("rests on consent"))
    consent_how = models.TextField(_("how consent is asked for"), blank=True)
    source = models.TextField(
        _("where the data comes from"),
        blank=True,
        help_text=_("The people themselves, or who else."),
    )
    automated_decisions = yes_no(_("decisions by machine alone"))
    profiling = yes_no(_("profiling"))
    ai = yes_no(_("artificial intelligence is used"))
    automation = models.TextField(_("how machines decide or help"), blank=True)

    class Meta:
        abstract = True


class Consequences(models.Model):
    """How bad it would be, for whom, and why."""

    harm_to_people = consequence(_("harm to the people concerned"))
    harm_to_people_reason = models.TextField(_("why that harm to people"), blank=True)
    harm_to_us = consequence(_("harm to the organisation"))
    harm_to_us_reason = models.TextField(_("why that harm to us"), blank=True)
    harm_to_society = consequence(_("harm to society"))
    harm_to_society_reason = models.TextField(_("why that harm to society"), blank=True)

    class Meta:
        abstract = True


class Upkeep(models.Model):
    """How far the description has come, and what everybody may read."""

    class Status(models.TextChoices):
        """How far the description has come."""

        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("Being described")
        READY = "ready", _("Ready")

    status = models.CharField(
        _("status"), max_length=11, choices=Status, default=Status.NOT_STARTED
    )
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    public_summary = MarkdownField(
        _("public summary"),
        blank=True,
        help_text=_("In plain words. Shown on the open page when everybody may see the activity."),
    )

    class Meta:
        abstract = True
