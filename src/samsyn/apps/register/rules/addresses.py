"""Where a finding about the register is mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse


def edit(slug: str) -> Callable[[Any], str]:
    """Return what leads from a hit to the form of the row it is about."""
    return lambda hit: reverse("records:edit", kwargs={"slug": slug, "pk": hit.pk})


def show(slug: str) -> Callable[[Any], str]:
    """Return what leads from a hit to the page of the row it is about."""
    return lambda hit: reverse("records:page", kwargs={"slug": slug, "pk": hit.pk})
