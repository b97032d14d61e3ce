"""The scales that classifications are made on: data, so that a country can have its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models.override import ClassificationOverride
from samsyn.domain.classification.scales import HIGHEST
from samsyn.kernel.tenancy.owned import Catalogue


class ClassificationScale(Catalogue):
    """One scale of consequences; its steps are words per aspect, perspective and level."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "published_by")

    name = models.CharField(_("name"), max_length=200)
    code = models.SlugField(_("code"), max_length=20, unique=True)
    lowest = models.PositiveSmallIntegerField(_("lowest level"), default=0)
    highest = models.PositiveSmallIntegerField(
        _("highest level"), default=HIGHEST, validators=[MaxValueValidator(HIGHEST)]
    )
    reason_from = models.PositiveSmallIntegerField(_("must say why from level"), default=1)
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("classification scale")
        verbose_name_plural = _("classification scales")

    def __str__(self) -> str:
        return self.name


class ScaleStep(Catalogue):
    """What one level means, in plain words, for one aspect and one perspective."""

    class Perspective(models.TextChoices):
        """Who suffers the consequence."""

        PERSON = "person", _("The person it is about")
        ORGANISATION = "organisation", _("Our organisation")
        SOCIETY = "society", _("Society")

    name = models.CharField(_("name"), max_length=300, blank=True, editable=False)
    scale = models.ForeignKey(
        ClassificationScale, models.CASCADE, verbose_name=_("scale"), related_name="steps"
    )
    aspect = models.CharField(
        _("aspect"), max_length=15, choices=ClassificationOverride.Aspect, blank=True
    )
    perspective = models.CharField(_("perspective"), max_length=12, choices=Perspective)
    level = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(HIGHEST)])
    language = models.CharField(_("language"), max_length=2, blank=True)
    words = models.TextField(_("in plain words"))

    class Meta:
        verbose_name = _("step of a scale")
        verbose_name_plural = _("steps of scales")
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "aspect", "perspective", "level", "language"],
                name="scale_step_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self) -> None:
        """Name it by the scale, what is protected, who suffers, the level and the language."""
        parts = (
            self.scale.name,
            self.get_aspect_display() if self.aspect else "",
            self.get_perspective_display(),
            str(self.level),
            self.language,
        )
        self.name = " · ".join(part for part in parts if part)[:300]

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
