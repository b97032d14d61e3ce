"""Find days, clock times and lengths in the words around a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from samsyn.domain.tabular.calendar_words import MONTHS
from samsyn.domain.tabular.folding import fold

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?![\d-])")
_POINTS = re.compile(
    r"(?<![\d.])(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./ -]\s?((?:19|20)\d{2}|\d{2})(?!\d|[.:/]\d)"
)
_WORDS = re.compile(
    rf"(?<![\d.])(\d{{1,2}})[.:]?\s*(?:e\s+|de\s+)?(?:i\s+)?({_MONTH})\b\.?,?\s*((?:19|20)\d{{2}})?"
)
_SHORT = re.compile(r"(?<![\d./])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])")
_CLOCK = r"(?:[01]?\d|2[0-4])"
_SPAN = re.compile(
    rf"(?<![\d.:-])({_CLOCK})(?:[.:h](\d{{2}}))?\s*(?:-|\u2013|\u2014|till|til"
    rf"|to)\s*(?:kl(?:ockan|okken|\.)?\s*)?"
    rf"({_CLOCK})(?:[.:h](\d{{2}}))?(?![\d.:]\d|\d|\s*(?:min|%|/))",
    re.IGNORECASE,
)
_AFTER_KL = re.compile(
    rf"\bkl(?:\.|ockan|okka|okken|)\s*:?\s*({_CLOCK})(?:[.:](\d{{2}}))?(?!\d)", re.IGNORECASE
)
_RUN_TOGETHER = re.compile(r"(?<![\d.:-])([01]\d|2[0-3])([0-5]\d)(?![\d.:])")
_CLOCK_ALONE = re.compile(rf"(?<![\d.:-])({_CLOCK})[.:](\d{{2}})(?![\d.:]\d|\d)")
_LENGTH = re.compile(
    r"(?<![\d.:])(\d{1,3})\s*(?:min(?:uter|utter|utt|uttar)?|m)\b\.?", re.IGNORECASE
)
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day and where its words stand; `sure` is False when the year was borrowed."""

    day: date
    start: int
    end: int
    sure: bool = True


def days_in(text: str, near: date | None = None) -> list[DayFound]:
    """Return the days a text names, in order; one without year is the first at or after `near`."""
    found: list[DayFound] = []
    for one in (*_iso(text), *_by_points(text), *_by_words(text, near), *_short(text, near)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def day_in(text: str, near: date | None = None) -> date | None:
    """Return the first day a text names."""
    return next((found.day for found in days_in(text, near)), None)


def times_in(text: str) -> tuple[time | None, time | None]:
    """Return when something starts and ends: `09.00-12.00`, `kl. 13-15`, `klockan 9 till 11:30`."""
    bare = without_days(text)
    if re.search(r"\bkl", bare, re.IGNORECASE):
        bare = _RUN_TOGETHER.sub(r"\1.\2", bare)  # kl 0900
    for span in _SPAN.finditer(bare):
        begins, ends = _clock(span[1], span[2]), _clock(span[3], span[4])
        spoken = span[2] or span[4] or re.search(r"\bkl|tid", bare[: span.start()], re.IGNORECASE)
        if begins and ends and (spoken or bare.strip() == span[0].strip()):
            return begins, ends
    clocks = [_clock(one[1], one[2]) for one in _AFTER_KL.finditer(bare)] or [
        _clock(one[1], one[2]) for one in _CLOCK_ALONE.finditer(bare)
    ]
    told = [clock for clock in clocks if clock]
    return (told[0] if told else None), (told[1] if len(told) > 1 else None)


def time_in(text: str) -> time | None:
    """Return the first clock time; a bare hour counts only after `kl`."""
    return times_in(text)[0]


def minutes_in(text: str) -> int | None:
    """Return a length in minutes: `15 min`."""
    found = _LENGTH.search(text)
    return int(found[1]) if found else None


def without_days(text: str) -> str:
    """Return the text with its days blanked, so that their figures are not taken for the clock."""
    for found in days_in(text):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def without_times(text: str) -> str:
    """Return what is left when days, weekdays and clock times are taken out: often the place."""
    bare = without_days(text)
    bare = re.sub(_SPAN, " ", bare)
    bare = re.sub(_AFTER_KL, " ", bare)
    bare = re.sub(_CLOCK_ALONE, " ", bare)
    bare = re.sub(
        r"\b(?:kl(?:ockan|okken|okka)?\b\.?|(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|fre|lør"
        r"|søn)dag(?:en)?\b"
        r"|(?:mån|tys|laur|sun|mån)dag\b|den\b(?=\s*[,;]|\s*$)|^\s*den\b)",
        " ", bare, flags=re.IGNORECASE,
    )  # fmt: skip
    bare = re.sub(r"^(?:\s|[,;.:\u2013-]|den\b|i\s(?=[A-ZÅÄÖÆØ]))+", "", bare)
    bare = re.sub(r"\s+", " ", bare)
    bare = re.sub(r"(?:\s*[,;]\s*)+", ", ", bare)
    bare = re.sub(r"[\s,]+den$", "", bare.strip(" ,;.:-\u2013"))
    return bare.strip(" ,;.:-\u2013")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + _CENTURY if year < 100 else year, month, day)  # noqa: PLR2004
    except ValueError:
        return None


def _iso(text: str) -> Iterator[DayFound]:
    for found in _ISO.finditer(text):
        if day := _day(int(found[1]), int(found[2]), int(found[3])):
            yield DayFound(day, found.start(), found.end())


def _by_points(text: str) -> Iterator[DayFound]:
    for found in _POINTS.finditer(text):
        if day := _day(int(found[3]), int(found[2]), int(found[1])):
            yield DayFound(day, found.start(), found.end())


def _by_words(text: str, near: date | None) -> Iterator[DayFound]:
    lowered = text.lower()
    for found in _WORDS.finditer(lowered):
        month = MONTHS[fold(found[2])]
        if found[3]:
            day = _day(int(found[3]), month, int(found[1]))
        else:
            day = _next(near, month, int(found[1])) if near else None
        if day:
            yield DayFound(day, found.start(), found.end(), sure=bool(found[3]))


def _short(text: str, near: date | None) -> Iterator[DayFound]:
    if near is None:
        return
    for found in _SHORT.finditer(text):
        if day := _next(near, int(found[2]), int(found[1])):
            yield DayFound(day, found.start(), found.end(), sure=False)


def _next(near: date, month: int, day: int) -> date | None:
    """Return the day in the year it must mean: this one, unless it was long before the meeting."""
    this = _day(near.year, month, day)
    if this and this < near - timedelta(days=60):
        return _day(near.year + 1, month, day)
    return this


def _clock(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    if hours == 24:  # noqa: PLR2004
        return time(23, 59)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None  # noqa: PLR2004
