"""Whole days as a calendar file that other programs read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_LONGEST = 75  # octets of a line


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day, or several: what it is, where to read more, and its name for ever."""

    uid: str
    day: date
    title: str
    url: str
    until: date | None = None
    """The first day after it; None: it is one day."""
    sequence: int = 0
    """How many times it has been said otherwise; a program takes the highest."""


def calendar_file(name: str, entries: Iterable[Entry], made_at: datetime) -> str:
    """Return the text of a calendar; lines end as the standard says and none is too long."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samsyn//Samsyn//EN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    stamp = made_at.strftime("%Y%m%dT%H%M%SZ")
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.until or entry.day + timedelta(days=1):%Y%m%d}",
            f"SEQUENCE:{entry.sequence}",
            f"SUMMARY:{_escaped(entry.title)}",
            f"URL:{entry.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(marked.split())


def _folded(line: str) -> Iterator[str]:
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
