"""What parts of a thing have in common: their name says what they are a part of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.tenancy.owned import Noun, Owned
from samsyn.kernel.tenancy.reach import narrowest

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

    def wholes(self) -> Iterator[Owned]:
        """Yield the rows it is a part of: they go, and it goes with them."""
        for field in self._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.name == "organisation":
                continue
            if field.remote_field.on_delete is models.CASCADE:
                whole = getattr(self, field.name)
                if whole is not None:
                    yield whole

    def keep_close(self) -> None:
        """Let it be seen no further than what it is a part of, whose name it holds."""
        self.visibility = narrowest(self.visibility, *self.wholes())

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Name it first, and let it be seen no further than what it is a part of."""
        self.name_it()
        self.keep_close()
        super().save(*args, **options)
