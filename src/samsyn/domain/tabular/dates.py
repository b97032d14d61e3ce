"""Read dates the way Nordic people type them, letting the whole column settle day and month.

`2024-03-01`, `1.3.2024`, `01/03-24`, `1 mars 2024`, `mars 2024`, `Q2 2024`, `v. 12 2024`, `2024`,
Excel's serial numbers, and date cells.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.calendar_words import FILLERS, MONTHS, NO_END, QUARTER_WORDS, WEEK_WORDS
from samsyn.domain.tabular.cells import CellValue
from samsyn.domain.tabular.faults import Fault, fault
from samsyn.domain.tabular.folding import fold

FIRST_YEAR, LAST_YEAR = 1900, 2199
_EPOCH = date(1899, 12, 30)  # Excel's day 0, with its invented 29 February 1900 counted in
_SERIALS = range(10959, 109572)  # 1930-01-01 .. 2199-12-31
_LARGEST = 10**8
_NEVER = 2900  # 9999-12-31 and its like are how registers write "no end"
_CENTURY_TURN = 70  # "69" is 2069, "70" is 1970
_FEW = 0.05  # a smaller share of odd ones out is taken for slips, not for another habit
_CLOCK = re.compile(
    r"[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*Z|\s*[+-]\d{2}:?\d{2})?\s*$"
)
_THREE = re.compile(r"(\d{1,4})\s*([./\-])\s*(\d{1,2})\s*[./\-]\s*(\d{1,4})\.?")
_TWO = re.compile(r"(\d{1,4})\s*[./\-]\s*(\d{1,4})")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


class Span(NamedTuple):
    """The days a written date covers: one for a date, thirty-one for "mars 2024"."""

    first: date
    last: date


class _Trio(NamedTuple):
    """Three numbers whose order is not yet known."""

    numbers: tuple[int, int, int]
    widths: tuple[int, int, int]
    mark: str


@dataclass(frozen=True, slots=True)
class DateStyle:
    """In which order a column writes day, month and year: "dmy", "mdy", "ymd".

    `settled` is False when nothing in the column proved it and the language decided.
    `mixed` is True when two orders are both used, so that 3/4/2024 can be either.
    """

    order: str = "dmy"
    settled: bool = False
    mixed: bool = False


def date_style(values: Iterable[CellValue], language: str) -> DateStyle:
    """Find the one order in which most of a column's dates exist; ties go to the language."""
    trios = [
        found
        for value in values
        if isinstance(value, str)
        if isinstance(found := _written(value), _Trio)
    ]
    if not trios:
        return DateStyle()
    habits = _habits(language, Counter(trio.mark for trio in trios).most_common(1)[0][0])
    fits = {order: sum(_in_order(trio, order) is not None for trio in trios) for order in habits}
    best = max(habits, key=lambda order: (fits[order], -habits.index(order)))
    rivals = [
        order for order in habits if fits[order] == fits[best] and _differ(trios, order, best)
    ]
    odd = sum(_in_order(trio, best) is None and _any_order(trio) is not None for trio in trios)
    return DateStyle(best, settled=not rivals, mixed=odd > _FEW * len(trios))


def read_date(
    value: CellValue, style: DateStyle, *, until: bool = False
) -> date | Objection | None:
    """Return the day in a cell, None for "until further notice"; `until`: a span's last day."""
    span = read_span(value, style)
    if span is None or isinstance(span, Objection):
        return span
    return span.last if until else span.first


def read_month(value: CellValue, style: DateStyle) -> date | Objection | None:
    """Return the first day of the month in a cell."""
    span = read_span(value, style)
    return span.first.replace(day=1) if isinstance(span, Span) else span


def read_span(value: CellValue, style: DateStyle) -> Span | Objection | None:
    """Return the days a cell covers, None for "until further notice", or why it is no date."""
    match value:
        case datetime():
            return _plausible(_one_day(value.date()), value)
        case date():
            return _plausible(_one_day(value), value)
        case bool() | None:
            return fault(Fault.NOT_A_DATE, value)
        case int() | float():
            return _from_number(float(value), value)
        case str():
            return _from_text(value, style)
        case _:
            return fault(Fault.NOT_A_DATE, value)


def _from_text(text: str, style: DateStyle) -> Span | Objection | None:
    if fold(text) in NO_END:
        return None
    found = _written(text)
    if isinstance(found, _Trio):
        return _from_trio(found, text, style)
    return fault(Fault.NOT_A_DATE, text) if found is None else _plausible(found, text)


def _from_trio(trio: _Trio, text: str, style: DateStyle) -> Span | Objection | None:
    day = _in_order(trio, style.order)
    if day is None:
        other = _any_order(trio)
        if style.mixed and other:
            return _plausible(_one_day(other), text)
        return fault(Fault.NO_SUCH_DAY, text)
    if style.mixed and any(_in_order(trio, order) not in {None, day} for order in ("dmy", "mdy")):
        return fault(Fault.AMBIGUOUS_DATE, text)
    return _plausible(_one_day(day), text)


def _from_number(number: float, value: CellValue) -> Span | Objection | None:
    if not 0 <= number < _LARGEST or (number % 1 and int(number) not in _SERIALS):
        return fault(Fault.NOT_A_DATE, value)
    span = _digits(str(int(number)))
    if span is None:
        return fault(Fault.NOT_A_DATE, value)
    return _plausible(span, value)


def _plausible(span: Span, value: CellValue) -> Span | Objection | None:
    if span.first.year >= _NEVER:
        return None
    in_range = FIRST_YEAR <= span.first.year <= LAST_YEAR
    return span if in_range else fault(Fault.UNLIKELY_YEAR, value)


def _one_day(day: date) -> Span:
    return Span(day, day)


@lru_cache(maxsize=16384)
def _written(text: str) -> Span | _Trio | None:
    bare = _CLOCK.sub("", text.strip()) if len(text) > 10 else text.strip()  # noqa: PLR2004
    if trio := _THREE.fullmatch(bare):
        first, middle, last = trio[1], trio[3], trio[4]
        numbers = (int(first), int(middle), int(last))
        return _Trio(numbers, (len(first), len(middle), len(last)), trio[2])
    if pair := _TWO.fullmatch(bare):
        return _year_and_month(pair[1], pair[2])
    if bare.isdecimal():
        return _digits(bare)
    return _with_words(fold(bare)) if len(bare) < 40 else None  # noqa: PLR2004


def _digits(text: str) -> Span | None:
    if len(text) > 8:  # noqa: PLR2004
        return None
    number = int(text)
    if len(text) == 4:  # noqa: PLR2004
        return _year(number) if number else None
    if len(text) in {6, 8} and (span := _compact(text)):
        return span
    return _one_day(_EPOCH + timedelta(days=number)) if number in _SERIALS else None


def _compact(text: str) -> Span | None:
    """Read 20240301, 240301 and 202403; years come first in all of them."""
    if len(text) == 6 and text[:2] in {"19", "20"} and "01" <= text[4:] <= "12":  # noqa: PLR2004
        return _month(int(text[:4]), int(text[4:]))
    year = text[:-4]
    day = _day(_full_year(int(year), len(year)), int(text[-4:-2]), int(text[-2:]))
    return _one_day(day) if day else None


def _year_and_month(first: str, second: str) -> Span | None:
    if len(first) == 4 and len(second) <= 2:  # noqa: PLR2004
        return _month(int(first), int(second))
    if len(second) == 4 and len(first) <= 2:  # noqa: PLR2004
        return _month(int(second), int(first))
    return None


def _with_words(text: str) -> Span | None:
    tokens = [token for token in _TOKEN.findall(text) if token not in FILLERS]
    numbers = [token for token in tokens if token.isdecimal()]
    words = [token for token in tokens if not token.isdecimal()]
    if len(words) != 1 or not 1 <= len(numbers) <= 2:  # noqa: PLR2004
        return None
    word = words[0]
    if word in MONTHS:
        return _named_month(MONTHS[word], numbers)
    if len(numbers) != 2:  # noqa: PLR2004
        return None
    part, year = numbers if len(numbers[0]) != 4 else numbers[::-1]  # noqa: PLR2004
    if word in QUARTER_WORDS:
        return _quarter(_full_year(int(year), len(year)), int(part))
    return _week(int(year), int(part)) if word in WEEK_WORDS and len(year) == 4 else None  # noqa: PLR2004


def _named_month(month: int, numbers: list[str]) -> Span | None:
    if len(numbers) == 1:
        year = numbers[0]
        return _month(_full_year(int(year), len(year)), month) if len(year) in {2, 4} else None
    first, second = numbers
    if len(first) == 4:  # noqa: PLR2004
        first, second = second, first
    day = _day(_full_year(int(second), len(second)), month, int(first))
    return _one_day(day) if day else None


def _quarter(year: int, quarter: int) -> Span | None:
    first, last = _month(year, quarter * 3 - 2), _month(year, quarter * 3)
    return Span(first.first, last.last) if first and last else None


def _week(year: int, week: int) -> Span | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Span(monday, monday + timedelta(days=6))


def _month(year: int, month: int) -> Span | None:
    first = _day(year, month, 1)
    return None if first is None else Span(first, first.replace(day=monthrange(year, month)[1]))


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(year: int, width: int) -> int:
    if width > 2:  # noqa: PLR2004
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def _in_order(trio: _Trio, order: str) -> date | None:
    at = order.index("y")
    # A four-digit number is the year wherever it stands, and no other number may be.
    wide = [i for i, width in enumerate(trio.widths) if width > 2]  # noqa: PLR2004
    if wide == [0]:
        order = "ymd"
    elif wide == [2]:
        order = order if at == 2 else "dmy"  # noqa: PLR2004
    elif wide:
        return None
    parts = dict(zip(order, zip(trio.numbers, trio.widths, strict=True), strict=True))
    year, width = parts["y"]
    return _day(_full_year(year, width), parts["m"][0], parts["d"][0]) if width in {2, 4} else None


def _any_order(trio: _Trio) -> date | None:
    found = (_in_order(trio, order) for order in ("dmy", "mdy", "ymd"))
    return next((day for day in found if day), None)


def _differ(trios: list[_Trio], order: str, best: str) -> bool:
    return any(_in_order(trio, order) != _in_order(trio, best) for trio in trios)


def _habits(language: str, mark: str) -> tuple[str, ...]:
    """Return the orders to try, most usual first: Swedes write 24-03-01, all others days first."""
    return ("ymd", "dmy", "mdy") if language == "sv" and mark == "-" else ("dmy", "mdy", "ymd")
