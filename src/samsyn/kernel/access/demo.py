"""The people that visitors of the demonstration can be; nobody outside demo mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """One door of the demonstration: an account, what it is for, and where its work is.

    `landing` is an address without the organisation: `""` is My day, `"portfolio/"` the board.
    """

    email: str
    name: str
    role: StrOrPromise
    place: str
    slug: str
    landing: str = ""

    @property
    def key(self) -> str:
        """What the door's form sends back."""
        return self.email

    @property
    def address(self) -> str:
        """Where this person arrives."""
        return f"/{self.slug}/{self.landing}"


def demo_people() -> Sequence[DemoPerson]:
    """Return everybody one can be here, in order; nobody unless this is the demonstration."""
    if not settings.SAMSYN_DEMO:
        return ()
    people: Sequence[DemoPerson] = import_string(settings.SAMSYN_DEMO_PEOPLE)
    return people
