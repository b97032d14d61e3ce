"""Files that belong to a row of any noun: contracts, reports, letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class Document(Owned):
    """One file of one row. It is as visible as its row, and goes when the row goes.

    The database sees to both (see `tenancy/functions.py`); the bytes lie in `DocumentPart`.
    """

    search_fields: ClassVar[tuple[str, ...]] = ("name", "note")

    table_name = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("what it is"), max_length=300, blank=True)
    uploaded_by = models.CharField(_("uploaded by"), max_length=150, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    version_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("new version of"),
        null=True,
        blank=True,
        related_name="versions",
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            models.Index(
                fields=["organisation", "table_name", "row_id", "-id"], name="document_of_row"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DocumentPart(Owned):
    """A piece of a file's bytes, small enough to hand out without holding the whole file."""

    recorded = False

    document = models.ForeignKey(Document, models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document", "number"], name="document_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} · {self.number}"
