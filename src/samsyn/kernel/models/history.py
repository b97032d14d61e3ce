"""What was done, by whom and why, and which rows it changed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q, QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.kernel.tenancy.owned import Owned, readable_by
from samsyn.kernel.tenancy.walls import RowSecurity


class Act(Owned):
    """One run of one use-case. Outlives the people and the rows it tells about."""

    recorded = False

    name = models.CharField(max_length=100)
    user_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [RowSecurity(name="kernel_act_rls_wall", append_only=True)]

    def __str__(self) -> str:
        return f"{self.name} by {self.actor_name}"


_LINKS = Q(one_id__isnull=False)
_LINKS_TWO = Q(other_id__isnull=False)


class Change(models.Model):
    """One row changed in one act; written by the trigger `journal_write`, never by Python.

    `before` and `after` hold the changed columns of an update, all columns of an insert or delete.
    A catalogue row has no organisation. The visibility is the stricter of before and after.
    A row that only links two others, or a file with its row, tells their ids as `one_id` and
    `other_id`, so that their histories find it (row security lets no other index be used).
    """

    act = models.ForeignKey(
        Act, models.DO_NOTHING, null=True, db_constraint=False, related_name="changes"
    )
    organisation_id = models.BigIntegerField(null=True)
    visibility = models.CharField(max_length=10)
    table_name = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    kind = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    at = models.DateTimeField()
    one_id = models.BigIntegerField(null=True)
    other_id = models.BigIntegerField(null=True)

    everything = models.Manager()

    class Meta:
        constraints = [
            RowSecurity(name="kernel_change_rls_wall", append_only=True, catalogue_too=True)
        ]
        indexes = [
            models.Index(fields=["table_name", "row_id", "-id"], name="change_of_row"),
            models.Index(fields=["one_id", "table_name"], name="change_of_one", condition=_LINKS),
            models.Index(
                fields=["other_id", "table_name"], name="change_of_other", condition=_LINKS_TWO
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.table_name} {self.row_id}"

    @classmethod
    def visible_to(cls, actor: Actor) -> QuerySet[Self]:
        """Return the changes of rows the actor may read."""
        return cls.everything.filter(readable_by(actor) | Q(organisation_id__isnull=True))
