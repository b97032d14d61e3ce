"""Tell what was read as plain data: for programs, and to keep it until somebody has looked."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from samsyn.domain.minutes.result import Minutes, Said
from samsyn.domain.minutes.source import Span

_FACTS = ("participants", "agenda", "items", "decisions", "actions", "polls", "documents")


def plain(minutes: Minutes) -> dict[str, Any]:
    """Return the facts as JSON has them: days as 2024-05-31, times as 09:00, lines as first, last.

    `not_understood` are the numbers and words of the lines that no fact and no item claims;
    `marks` says of every line how far it was understood, in order.
    """
    return {
        "paper": str(minutes.paper),
        "language": minutes.language,
        "meeting": {
            name.name: _plain(said)
            for name in fields(minutes.meeting)
            if (said := getattr(minutes.meeting, name.name))
        },
        **{name: [_plain(fact) for fact in getattr(minutes, name)] for name in _FACTS},
        "not_understood": [
            {"line": line.number, "text": line.text} for line in minutes.not_understood
        ],
        "marks": [str(mark) for mark in minutes.marks],
    }


def _plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - JSON, a line for each sort of value
    match value:
        case Said(value=said, lines=lines):
            return {"value": _plain(said), "lines": _plain(lines)}
        case Span(first=first, last=last):
            return [first, last]
        case time():
            return value.isoformat("minutes")
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return value
