"""What an import can fill in: the fields of a record, and what values they take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells under a heading are to be understood."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    MONTH = "month"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    REFERENCE = "reference"
    EMAIL = "email"
    ORG_NUMBER = "orgnumber"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: what is stored, and every word people write for it."""

    code: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One field that a column can fill.

    `aliases` are headings seen in real worksheets, any language; `known` the names a
    reference may point at (used only as evidence when columns are guessed); `many`
    allows several values in one cell; `until` makes "2024" mean its last day, not its
    first; `currency` is the only currency accepted (ISO 4217), empty for any;
    `longest` is how many characters a text may have, 0 for no limit.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[Choice, ...] = ()
    known: frozenset[str] = frozenset()
    many: bool = False
    until: bool = False
    currency: str = ""
    longest: int = 0
