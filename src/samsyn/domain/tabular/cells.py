"""What a worksheet holds once it is read: cells that still know where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from samsyn.domain.shared.refusal import Objection


class Broken(StrEnum):
    """Why a cell has no value although something was typed into it."""

    FORMULA_ERROR = "formula_error"
    FORMULA_NOT_SAVED = "formula_not_saved"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose formula failed (`#REF!`) or whose result was never saved."""

    why: Broken
    shown: str


CellValue = str | int | float | bool | date | datetime | time | timedelta | Unreadable | None


def column_letter(number: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number, from 1, of a column named by letters A to Z; inverse of the above."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Address(NamedTuple):
    """Where a cell is, counted from 1 as people see it."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The address as Excel writes it: C7."""
        return f"{column_letter(self.column)}{self.row}"


class Merge(NamedTuple):
    """A block of merged cells, counted from 1, all four edges inside the block."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet: `rows[0][0]` stands at (`first_row`, `first_column`); rows may be ragged.

    Texts are stripped and never blank; an empty cell is None. `notes` says what reading
    had to leave out, such as cells far away from everything else.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    first_row: int = 1
    first_column: int = 1
    merges: tuple[Merge, ...] = ()
    notes: tuple[Objection, ...] = ()


def shown(value: CellValue) -> str:
    """Return a cell as people would write it, dates in ISO form, whole numbers without `.0`."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Unreadable():
            return value.shown
        case datetime():
            return _shown_moment(value)
        case float():
            return _shown_number(value)
        case _:
            return str(value).upper() if isinstance(value, bool) else str(value)


def _shown_number(value: float) -> str:
    # Excel keeps fifteen digits; more would show the float's own noise (0.30000000000000004).
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"  # noqa: PLR2004


def _shown_moment(value: datetime) -> str:
    return str(value.date()) if value.time() == time() else value.isoformat(" ", "minutes")
