"""What the search box looks through: one line per row that can be found."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q, QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.kernel.tenancy.owned import readable_by
from samsyn.kernel.tenancy.walls import RowSecurity


class SearchEntry(models.Model):
    """The words of one row, kept by the trigger `search_write`, never by Python."""

    organisation_id = models.BigIntegerField(null=True, db_index=True)
    visibility = models.CharField(max_length=10)
    table_name = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    title = models.TextField()
    words = SearchVectorField()

    everything = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table_name", "row_id"], name="found_in_one_place"),
            RowSecurity(name="kernel_searchentry_rls_wall", catalogue_too=True),
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_words"),
            GinIndex(fields=["title"], name="search_title", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return the entries of rows the actor may read."""
        return cls.everything.filter(readable_by(actor) | Q(organisation_id__isnull=True))
