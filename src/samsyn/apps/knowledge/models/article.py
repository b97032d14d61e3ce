"""Article: how something is done here, in editions that people can be asked to have read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.organisation.public import ResponsibleField
from samsyn.kernel.fields import MarkdownField
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


class Article(Noun):
    """A method, a routine, a checklist; the text may be worked on between two editions."""

    class Kind(models.TextChoices):
        """What it is for."""

        METHOD = "method", pgettext_lazy("article", "Method")
        ROUTINE = "routine", pgettext_lazy("article", "Routine")
        CHECKLIST = "checklist", _("Checklist")
        TEMPLATE = "template", pgettext_lazy("article", "Template")
        HANDBOOK = "handbook", _("Handbook chapter")
        COURSE = "course", pgettext_lazy("article", "Course")

    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary", "text")

    name = models.CharField(_("heading"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.METHOD)
    summary = models.CharField(
        _("in a sentence"), max_length=300, blank=True, help_text=_("What it helps whom with.")
    )
    text = MarkdownField(_("text"), blank=True)
    owner = ResponsibleField(_("article owner"), help_text=_("Keeps it true."))
    unit = models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        related_name="+",
    )
    next_review = models.DateField(_("next review"), null=True, blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=0, editable=False)
    edition_on = models.DateField(_("edition of"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("knowledge", "article")
        verbose_name_plural = pgettext_lazy("knowledge", "articles")

    def __str__(self) -> str:
        return self.name


class ArticleEdition(Part):
    """An article as it was published once: what people confirm that they have read."""

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        verbose_name=pgettext_lazy("knowledge", "article"),
        related_name="editions",
        editable=False,
    )
    number = models.PositiveIntegerField(_("edition"), editable=False)
    heading = models.CharField(_("heading"), max_length=200, editable=False)
    text = MarkdownField(_("text"), blank=True, editable=False)
    steps = models.TextField(_("steps"), blank=True, editable=False)
    changes = models.TextField(_("what is new"), blank=True, editable=False)
    published_on = models.DateField(_("published on"), editable=False)
    published_by = models.CharField(_("published by"), max_length=150, blank=True, editable=False)

    class Meta:
        verbose_name = _("edition of an article")
        verbose_name_plural = _("editions of articles")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "article", "number"], name="article_edition_once"
            )
        ]

    def full_name(self) -> str:
        """Name it by its article and number."""
        return f"{self.article.name} · {self.number}"
