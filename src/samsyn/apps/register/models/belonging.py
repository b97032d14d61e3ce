"""The link to the part of the organisation that a record belongs to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django_stubs_ext import StrOrPromise


def unit(label: StrOrPromise, help_text: StrOrPromise = "") -> models.ForeignKey[Any, Any]:
    """Return a link to a unit of the organisation."""
    return models.ForeignKey(
        "organisation.Unit",
        models.PROTECT,
        verbose_name=label,
        help_text=help_text,
        null=True,
        blank=True,
        related_name="+",
    )
