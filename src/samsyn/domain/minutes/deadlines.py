"""Read by when something is to be done."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from samsyn.domain.minutes import dates
from samsyn.domain.tabular.calendar_words import MONTHS
from samsyn.domain.tabular.folding import fold

_LEAD = (
    r"(?:senast|innan|före|klart|klar|färdigt|innen|frist|fristen er|seinast|senest|inden"
    r"|deadline|ferdig"
    r"|til|till|før|forfall|utgangen av|utgången av|udgangen af|slutet av|slutten av|slutningen af"
    r"|löpet av|løpet av|løbet af|den|per|i uke|v|by|frem til|fram til|frå)"
)
_NEXT = re.compile(
    r"(?:(?:till|til|inför|innan|före|før|inden|på|senast|innen|senest|seinast)\s+){1,3}(?:nästa"
    r"|neste"
    r"|næste|nästkommande|det neste|förra)"
    r"\s+(?:möte|møte|møde|sammanträde|rådsmøte|styremøte|bestyrelsesmøde|e-rådsmöte"
    r"|styringsgruppemøte"
    r"|styrgruppsmöte|mötet|møtet|mødet)\b",
    re.IGNORECASE,
)
_WEEK = re.compile(
    rf"(?:{_LEAD}:?\s+){{0,3}}\b(?:vecka|v\.|v|uke|veke|uge)\s?(\d{{1,2}})(?:\s+((?:19"
    rf"|20)\d\d))?\b",
    re.IGNORECASE,
)
_LEADS = re.compile(rf"(?:\b(?:{_LEAD}\b|d\.):?\s+){{0,3}}$", re.IGNORECASE)
_SEASON = re.compile(
    rf"{_LEAD}\s+(?:(?:till|til|i|af|av|den|det)\s+){{0,3}}(?:sommaren|sommeren|sumaren|jul|julen"
    rf"|nyår"
    rf"|nyttår|nytår|årsskiftet|årsskiftet|årsskifte"
    r"|påske?n?|hösten|høsten|hausten|efteråret|våren|foråret|semestern|ferien|ferie)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:(?:senast|innan|före|innen|inden|før|senest|seinast|ved|vid|i)\s+)?(?:(?:utgangen"
    r"|utgången|udgangen"
    r"|slutet|slutten|slutningen|løpet|löpet|løbet|loppet)\s+(?:av|af)|ultimo|inom|under)\s+"
    rf"({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b(?:\s+((?:19|20)\d\d))?",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(
    rf"\bi\s+({'|'.join(sorted(MONTHS, key=len, reverse=True))})\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_AT_ONCE = re.compile(
    r"\b(?:omgående|omgåande|snarast|snarest|straks|löpande|løpende|løbende|fortløpende)\b",
    re.IGNORECASE,
)
_FRIDAY, _LONGEST = 5, 600


class Due(NamedTuple):
    """The words for it, their day if they name one, and where they stand."""

    said: str
    day: date | None
    start: int
    end: int


def due_in(text: str, meeting: date | None, next_meeting: date | None) -> Due | None:
    """Return the deadline some words name; a day without year is the next after the meeting."""
    text = text[:_LONGEST]
    for found in dates.days_in(text, meeting):
        lead = _LEADS.search(text[: found.start])
        if lead and lead[0].strip():
            return Due(text[lead.start() : found.end].strip(), found.day, lead.start(), found.end)
    if later := _NEXT.search(text):
        return Due(later[0], next_meeting, later.start(), later.end())
    for pattern, last in _PERIODS:
        if named := pattern.search(text):
            return Due(named[0].strip(), last(named, meeting), named.start(), named.end())
    return None


def due_of(said: str, meeting: date | None, next_meeting: date | None) -> Due:
    """Return what a deadline's own cell or label says."""
    days = dates.days_in(said, meeting)
    if days:
        return Due(said.strip(" ."), days[0].day, 0, len(said))
    named = due_in(said, meeting, next_meeting)
    if re.search(r"(?:nästa|neste|næste) m[öø][td]e", said, re.IGNORECASE):
        return Due(said.strip(" ."), next_meeting, 0, len(said))
    return Due(said.strip(" ."), named.day if named else None, 0, len(said))


def _last_of(said: re.Match[str], meeting: date | None) -> date | None:
    """Return the last day of a month; without a year the next such month from the meeting on."""
    if meeting is None and not said[2]:
        return None
    month = MONTHS[fold(said[1])]
    year = int(said[2]) if said[2] else 0
    if not year and meeting:
        year = meeting.year + (month < meeting.month)
    return date(year, month, monthrange(year, month)[1])


def _friday(week: re.Match[str], meeting: date | None) -> date | None:
    """Return the Friday of the week: the last day the work week still counts."""
    year = int(week[2]) if week[2] else meeting.year if meeting else 0
    number = int(week[1])
    if not year or not 1 <= number <= 53:  # noqa: PLR2004
        return None
    try:
        day = date.fromisocalendar(year, number, _FRIDAY)
    except ValueError:
        return None
    if meeting and not week[2] and day < meeting:
        return date.fromisocalendar(year + 1, min(number, 52), _FRIDAY)
    return day


def _no_day(_said: re.Match[str], _meeting: date | None) -> date | None:
    return None


_Ends = Callable[[re.Match[str], date | None], date | None]
_PERIODS: tuple[tuple[re.Pattern[str], _Ends], ...] = (
    (_WEEK, _friday), (_MONTH, _last_of), (_IN_MONTH, _last_of), (_SEASON, _no_day),
    (_AT_ONCE, _no_day),
)  # fmt: skip
