"""Reading: who was asked to have read and understood an edition, by when, and who has."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.knowledge.models.article import Article
from samsyn.kernel import clock
from samsyn.kernel.tenancy.part import Part


class Reading(Part):
    """One person is asked about one edition; a new edition asks anew."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        verbose_name=pgettext_lazy("knowledge", "article"),
        related_name="readings",
    )
    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, verbose_name=_("who is asked"), related_name="+"
    )
    edition = models.PositiveIntegerField(_("edition"), default=0, editable=False)
    asked_on = models.DateField(_("asked on"), default=clock.today, editable=False)
    due_on = models.DateField(_("read by"), help_text=_("The last day to have read it."))
    confirmed_on = models.DateField(
        _("read and understood on"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("request to read")
        verbose_name_plural = _("requests to read")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "article", "person", "edition"], name="reading_asked_once"
            )
        ]

    def full_name(self) -> str:
        """Name it by what is read by whom."""
        return f"{self.article.name} · {self.person.name}"

    def clean(self) -> None:
        """Refuse to ask about what was never published, and twice about the same edition."""
        if self.pk or not self.article_id:
            return
        if not self.article.edition:
            told = _("Publish an edition first, so that everybody reads the same.")
            raise ValidationError({"article": told})
        same = self.article.readings.filter(person_id=self.person_id, edition=self.article.edition)
        if same.exists():
            raise ValidationError({"person": _("This person is asked about this edition already.")})

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Ask about the edition there is now, unless another is said."""
        self.edition = self.edition or self.article.edition
        super().save(*args, **options)
