"""What parts of an initiative have in common: their name says what they are a part of."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun

LONGEST_NAME = 420


class Part(Noun):
    """A row that is named by what it belongs to, each time it is saved."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def full_name(self) -> str:
        """Return the name, made of what it belongs to and what it says."""
        msg = f"{type(self).__name__} does not say how it is named"
        raise TypeError(msg)

    def name_it(self) -> None:
        """Name it, cut to what there is room for."""
        self.name = self.full_name()[:LONGEST_NAME]

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first."""
        self.name_it()
        super().save(*args, **options)
