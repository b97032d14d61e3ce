"""Spreadsheets on their way into the register: the file, what it would do, what it did."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Owned


class Import(Owned):
    """One uploaded file on its way into one noun.

    Thrown away after thirty days; of one that was applied, what it did is kept without the file.
    Restricted where the person may read restricted rows: the preview quotes what it compares with.
    """

    recorded = False

    class State(models.TextChoices):
        """How far it has come."""

        UPLOADED = "uploaded", _("Uploaded")
        PREVIEWED = "previewed", _("Seen")
        APPLIED = "applied", _("Written")
        UNDONE = "undone", _("Undone")

    user_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=150, blank=True)
    slug = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    sheet = models.CharField(max_length=200)
    mapping = models.JSONField(default=dict)  # column, from 0, as text: field
    settings = models.JSONField(default=dict)  # what the person decided beside the columns
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    task = models.ForeignKey("kernel.Task", models.SET_NULL, null=True, related_name="+")
    facts = models.JSONField(default=dict)  # what the preview found beside its rows
    counts = models.JSONField(default=dict)  # outcome: rows
    result = models.JSONField(default=dict)  # what was written, and what was refused meanwhile
    act_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "slug", "-id"], name="import_latest")]

    def __str__(self) -> str:
        return self.file_name

    def count(self, *outcomes: str) -> int:
        """Return how many rows have one of these outcomes."""
        return sum(int(self.counts.get(outcome, 0)) for outcome in outcomes)

    @property
    def columns(self) -> dict[int, str]:
        """The mapping as it is used: column from 0 to field name."""
        mapping: dict[str, Any] = self.mapping
        return {int(column): str(name) for column, name in mapping.items()}


class ImportRow(Owned):
    """One row of a file, and what becomes of it; `detail` as `imports.encoding` writes it."""

    recorded = False

    run = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    title = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "number"], name="import_rows_in_order")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ImportMapping(Owned):
    """Which heading fills which field in files that look like this; proposed the next time."""

    recorded = False

    slug = models.CharField(max_length=40)
    signature = models.CharField(max_length=32)
    headings = models.JSONField(default=dict)  # folded heading: field, "" for left out
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug", "signature"], name="import_mapping_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.signature}"
