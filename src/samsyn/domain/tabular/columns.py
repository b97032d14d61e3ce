"""Turn a column's cells into values of one field, once the whole column has been seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, Unreadable, shown
from samsyn.domain.tabular.choices import read_boolean, read_choice, vocabulary
from samsyn.domain.tabular.dates import DateStyle, date_style, read_date, read_month
from samsyn.domain.tabular.empties import is_empty
from samsyn.domain.tabular.faults import Fault, fault
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.identifiers import read_email, read_org_number
from samsyn.domain.tabular.numbers import (
    NumberStyle,
    number_style,
    read_integer,
    read_money,
    read_number,
    read_percent,
)
from samsyn.domain.tabular.targets import Kind, Target

Value = str | int | bool | Decimal | date | tuple[str, ...] | None
Reader = Callable[[CellValue], "Value | Objection"]

_SEPARATORS = re.compile(r"\s*[;|\n\r]+\s*|\s*,\s+")
_SPACES = re.compile(r"[^\S\n]+")
_LANGUAGE_MARK = {"en": "."}


@dataclass(frozen=True, slots=True)
class Column:
    """How one column will be read: `read` is total, it never raises.

    `dates` and `numbers` say which habits were found, so that a page can show them.
    """

    target: Target
    read: Reader
    dates: DateStyle | None = None
    numbers: NumberStyle | None = None


def column_reader(
    target: Target, values: Iterable[CellValue], *, language: str, unit: str = ""
) -> Column:
    """Study all `values` of a column and return how to read each of them.

    `language` (sv, nb, da, en, fi) decides only what the column leaves open; `unit` is what
    the heading said in brackets. Reading gives the field's value, None for an empty cell,
    or the Objection that says why not: text str, integer int, number/money/percent Decimal
    (80 means 80 %), date and month date, boolean bool, choice its code, org number as its
    country writes it, `many` a tuple of strings.
    """
    dates = date_style(values, language) if target.kind in {Kind.DATE, Kind.MONTH} else None
    numbers = number_style(values, unit) if target.kind in _NUMERIC else None
    read = _reader(target, language, dates or DateStyle(), numbers or NumberStyle())
    return Column(target, _remembering(_guarded(read, target)), dates, numbers)


_NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})


def _reader(target: Target, language: str, dates: DateStyle, numbers: NumberStyle) -> Reader:
    mark = _LANGUAGE_MARK.get(language, ",")
    words = vocabulary(target.choices)
    readers: dict[Kind, Reader] = {
        Kind.TEXT: lambda value: _text(value, target.longest),
        Kind.REFERENCE: lambda value: _text(value, target.longest),
        Kind.INTEGER: lambda value: read_integer(value, numbers),
        Kind.NUMBER: lambda value: read_number(value, numbers, lone=mark),
        Kind.MONEY: lambda value: read_money(value, numbers, target.currency),
        Kind.PERCENT: lambda value: read_percent(value, numbers, mark),
        Kind.DATE: lambda value: read_date(value, dates, until=target.until),
        Kind.MONTH: lambda value: read_month(value, dates),
        Kind.BOOLEAN: read_boolean,
        Kind.CHOICE: lambda value: read_choice(value, words),
        Kind.EMAIL: read_email,
        Kind.ORG_NUMBER: lambda value: read_org_number(value, language),
    }
    read = readers[target.kind]
    return _each(read) if target.many else read


def _guarded(read: Reader, target: Target) -> Reader:
    # "Saknas" and "ingen" are answers where a choice or a yes/no has such a word.
    own = vocabulary(target.choices).codes if target.kind is Kind.CHOICE else {}
    says_no = target.kind is Kind.BOOLEAN

    def guarded(value: CellValue) -> Value | Objection:
        if isinstance(value, Unreadable):
            return fault(Fault(value.why), value)
        if not is_empty(value):
            return read(value)
        if isinstance(value, str) and (
            fold(value) in own or (says_no and fold(value) in _NO_WORDS)
        ):
            return read(value)
        return None

    return guarded


_NO_WORDS = frozenset({"ingen", "inget", "saknas"})


def _remembering(read: Reader) -> Reader:
    """Read equal cells once: a column of ten thousand rows seldom holds a thousand values."""
    seen: dict[tuple[type, CellValue], Value | Objection] = {}

    def remembered(value: CellValue) -> Value | Objection:
        if value is None:
            return None
        key = (type(value), value)  # True == 1 == 1.0, yet they read differently
        if key not in seen:
            if len(seen) > _MOST_REMEMBERED:
                seen.clear()
            seen[key] = read(value)
        return seen[key]

    return remembered


_MOST_REMEMBERED = 20_000


def _text(value: CellValue, longest: int) -> str | Objection:
    text = _SPACES.sub(" ", shown(value)).replace(" \n", "\n").replace("\n ", "\n").strip()
    if longest and len(text) > longest:
        return fault(Fault.TOO_LONG, value, longest=longest, length=len(text))
    return text


def _each(read: Reader) -> Reader:
    def read_each(value: CellValue) -> Value | Objection:
        found: dict[str, None] = {}
        for part in _SEPARATORS.split(shown(value)):
            if is_empty(part):
                continue
            one = read(part)
            if isinstance(one, Objection):
                return one
            found[str(one)] = None
        return tuple(found)

    return read_each
