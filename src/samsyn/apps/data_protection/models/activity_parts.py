"""The parts of a processing activity: its purposes, the people it is about, whom it serves."""

from __future__ import annotations

from textwrap import shorten
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models.activity import ProcessingActivity
from samsyn.apps.data_protection.models.answers import yes_no
from samsyn.apps.register.public import InformationAsset
from samsyn.domain.data_protection.grounds import ARTICLE_6, ARTICLE_9
from samsyn.kernel.tenancy.owned import Noun

_TITLE = 200


def _activity(related_name: str) -> models.ForeignKey[ProcessingActivity, ProcessingActivity]:
    return models.ForeignKey(
        ProcessingActivity,
        models.CASCADE,
        verbose_name=_("processing activity"),
        related_name=related_name,
    )


class Purpose(Noun):
    """One thing the data is used for, and what in law allows exactly that."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("name"), max_length=_TITLE, blank=True, editable=False)
    activity = _activity("purposes")
    text = models.TextField(_("purpose"))
    article_6 = ArrayField(
        models.CharField(max_length=1, choices=[(letter, letter) for letter in ARTICLE_6]),
        verbose_name=_("Article 6(1), letters"),
        default=list,
        blank=True,
    )
    article_9 = ArrayField(
        models.CharField(max_length=1, choices=[(letter, letter) for letter in ARTICLE_9]),
        verbose_name=_("Article 9(2), letters"),
        default=list,
        blank=True,
        help_text=_("For special categories: health, religion, union membership …"),
    )
    article_10 = models.BooleanField(
        _("offences (Article 10)"),
        default=False,
        help_text=_("Data on criminal convictions and offences is processed for it."),
    )
    law = models.TextField(
        _("supplementary law"),
        blank=True,
        help_text=_("The national law and paragraph that lays the task or duty on us."),
    )

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by the beginning of its text."""
        self.name = shorten(self.text, _TITLE, placeholder=" …")

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)


class ActivitySubjects(Noun):
    """One group of people in one activity, and what is processed about them."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "categories")

    name = models.CharField(
        _("group of people"), max_length=200, help_text=_("For instance: pupils, guardians.")
    )
    activity = _activity("subjects")
    categories = models.TextField(
        _("kinds of personal data"), help_text=_("For instance: name, address, grades.")
    )
    personal_data = models.CharField(
        _("sensitivity"),
        max_length=10,
        choices=InformationAsset.PersonalData,
        default=InformationAsset.PersonalData.ORDINARY,
    )
    special_categories = models.CharField(
        _("special categories"),
        max_length=300,
        blank=True,
        help_text=_("In the words of GDPR 9: health, religion, union membership."),
    )
    offences = yes_no(_("convictions or offences"))
    vulnerable = yes_no(
        _("vulnerable people"),
        _("Children, patients, employees, people who cannot easily say no."),
    )

    class Meta:
        verbose_name = _("people in a processing activity")
        verbose_name_plural = _("people in processing activities")

    def __str__(self) -> str:
        return self.name


class ServedController(Noun):
    """One controller for whom we process: a neighbour, or a party by name (Art. 30(2)(a))."""

    search_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("controller's name"), max_length=200)
    activity = _activity("served")
    party = models.ForeignKey(
        "register.OutsideParty",
        models.PROTECT,
        verbose_name=_("outside party"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Where the register of outside parties has it, a neighbour for instance."),
    )
    number = models.CharField(_("organisation number"), max_length=20, blank=True)
    contact = models.TextField(_("how to reach it"), blank=True)
    representative = models.CharField(_("representative"), max_length=200, blank=True)
    dpo = models.CharField(_("its data protection officer"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("controller we process for")
        verbose_name_plural = _("controllers we process for")

    def __str__(self) -> str:
        return self.name
