"""One reading of many e-invoices: what came of every file, and why some were refused."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun, Owned


class InvoiceReading(Noun):
    """One heap of files, read in one go. Files in = read + known already + refused."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waiting to be read")
        READ = "read", _("Read")
        STOPPED = "stopped", _("Not read")

    name = models.CharField(_("name"), max_length=200, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING, editable=False
    )
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    begun_by = models.CharField(_("begun by"), max_length=150, blank=True, editable=False)
    documents = models.PositiveIntegerField(_("documents"), default=0, editable=False)
    read = models.PositiveIntegerField(_("invoices read"), default=0, editable=False)
    known = models.PositiveIntegerField(_("known already"), default=0, editable=False)
    refused = models.PositiveIntegerField(_("refused invoices"), default=0, editable=False)
    within = models.PositiveIntegerField(_("within agreements"), default=0, editable=False)
    undecided = models.PositiveIntegerField(_("agreement not settled"), default=0, editable=False)
    outside = models.PositiveIntegerField(_("outside agreements"), default=0, editable=False)
    task = models.ForeignKey(
        "kernel.Task", models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("reading of invoices")
        verbose_name_plural = _("readings of invoices")

    def __str__(self) -> str:
        return self.name


class UnreadFile(Owned):
    """One uploaded file until it is read; nothing of it is kept after that."""

    recorded: ClassVar[bool] = False

    reading = models.ForeignKey(InvoiceReading, models.CASCADE, related_name="files")
    file_name = models.CharField(max_length=300)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.file_name


class InvoiceRefusal(Noun):
    """One document that was not taken, with every reason; `faults` as the domain tells them."""

    name = models.CharField(_("file"), max_length=300, editable=False)
    reading = models.ForeignKey(
        InvoiceReading,
        models.CASCADE,
        verbose_name=_("reading of invoices"),
        related_name="refusals",
        editable=False,
    )
    number = models.CharField(_("invoice number"), max_length=200, blank=True, editable=False)
    supplier_name = models.CharField(_("sender"), max_length=200, blank=True, editable=False)
    faults = models.JSONField(_("what is wrong"), default=list, editable=False)
    summary = models.TextField(_("reasons"), blank=True, editable=False)

    class Meta:
        verbose_name = _("refused invoice")
        verbose_name_plural = _("refused invoices")
        indexes = [models.Index(fields=["organisation", "reading", "id"], name="refusals_of")]

    def __str__(self) -> str:
        return self.name
