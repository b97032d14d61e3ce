"""How the domain says no: with every reason, never just the first one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DomainError(Exception):
    """The domain declined; the caller did nothing wrong technically."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against, as a code the user interface can put into words.

    `facts` fill the sentence; `field` names the input at fault, where there is one.
    """

    code: StrEnum
    facts: Mapping[str, int | str] = field(default_factory=dict)
    field: str = ""


class Refused(DomainError):
    """Raised with all objections, so a person can fix them in one go."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__(", ".join(o.code for o in self.objections))


def refuse_if(objections: Iterable[Objection]) -> None:
    """Raise Refused unless there are no objections at all."""
    if found := tuple(objections):
        raise Refused(found)
