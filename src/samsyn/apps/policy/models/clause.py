"""Clause: one numbered sentence of a steering document; what checks and decisions refer to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.ordering import sort_key
from samsyn.kernel.tenancy.owned import Noun

_LONGEST_NAME = 120


class Clause(Noun):
    """A principle, a must or a should. Without a heading it is named by how its text begins."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "number", "text")

    class Kind(models.TextChoices):
        """How binding it is."""

        PRINCIPLE = "principle", _("Principle")
        MUST = "must", _("Must")
        SHOULD = "should", _("Should")

    document = models.ForeignKey(
        "policy.SteeringDocument",
        models.CASCADE,
        verbose_name=_("steering document"),
        related_name="clauses",
    )
    number = models.CharField(_("number"), max_length=20)
    name = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MUST)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document", "number"], name="clause_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def place(self) -> bytes:
        """Where it stands in its document: 2.10 comes after 2.9."""
        return sort_key(self.number)

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name a clause without a heading by how its text begins."""
        if not self.name:
            self.name = Truncator(" ".join(self.text.split())).chars(_LONGEST_NAME)
        super().save(*args, **options)
