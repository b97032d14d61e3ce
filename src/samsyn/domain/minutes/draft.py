"""Lay out what was read for a person to correct: plain words under keys, agenda and items as one.

A draft is JSON: for each kind of fact a list of objects. Each has `key` (its name in the form),
`lines` (first and last), `item` (the key of its item, or empty), `removed`, and its words as they
are typed: days as 2024-05-31, times as 09:00, numbers as digits, empty for what is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

from samsyn.domain.minutes.plain import plain
from samsyn.domain.minutes.result import AgendaKind, AgendaLine, Item, Mark, Minutes, Outcome
from samsyn.domain.minutes.source import Span
from samsyn.domain.tabular.folding import fold

Fact = dict[str, Any]
Draft = dict[str, Any]
KINDS = ("people", "items", "decisions", "actions", "polls", "documents")
_LONG_AGO = timedelta(days=180)
_MOST_MINUTES = 600


def draft_of(minutes: Minutes, today: date) -> Draft:
    """Return what was read, as a draft; actions of long ago are taken to be done."""
    told = plain(minutes)
    items, keys = _items(minutes)
    day = minutes.meeting.day
    old = day is not None and today - day.value > _LONG_AGO
    return {
        "meeting": _meeting(told["meeting"]),
        "people": [_person(one, at) for at, one in enumerate(told["participants"])],
        "items": items,
        "decisions": [
            {
                **_of(one, f"d{at}", keys),
                "text": one["text"],
                "kind": one["kind"],
                "votes_for": _digits((one["votes"] or {}).get("in_favour")),
                "votes_against": _digits((one["votes"] or {}).get("against")),
                "votes_abstained": _digits((one["votes"] or {}).get("abstained")),
                "reservations": "; ".join(one["reservations"]),
            }
            for at, one in enumerate(told["decisions"])
        ],
        "actions": [
            {
                **_of(one, f"a{at}", keys),
                "what": one["what"],
                "who": ", ".join(one["who"]),
                "due": one["due"] or "",
                "state": "done" if old else "open",
            }
            for at, one in enumerate(told["actions"])
        ],
        "polls": [
            {
                **_of(one, f"v{at}", keys),
                "subject": one["subject"],
                **{name: _digits(one[name]) for name in ("asked", "yes", "no", "unanswered")},
            }
            for at, one in enumerate(told["polls"])
        ],
        "documents": [
            {**_of(one, f"f{at}", keys), "name": one["name"]}
            for at, one in enumerate(told["documents"])
        ],
        "lost": [line.number for line in minutes.not_understood],
        "furniture": [
            line.number
            for line, mark in zip(minutes.lines, minutes.marks, strict=True)
            if mark is Mark.FURNITURE
        ],
    }


def _meeting(said: dict[str, Any]) -> Fact:
    names = ("body", "day", "starts", "ends", "place", "chair", "secretary", "next_day")
    spans = [one["lines"] for one in said.values()]
    return {
        "key": "m",
        "lines": [min(s[0] for s in spans), max(s[1] for s in spans)] if spans else [1, 1],
        **{name: said[name]["value"] if name in said else "" for name in names},
    }


def _person(one: dict[str, Any], at: int) -> Fact:
    return {
        "key": f"p{at}",
        "lines": one["lines"],
        "item": "",
        "removed": False,
        **{name: one[name] for name in ("name", "organisation", "role", "for_whom", "office")},
    }


def _of(one: dict[str, Any], key: str, keys: Sequence[str]) -> Fact:
    item = keys[one["item"]] if one["item"] is not None else ""
    return {"key": key, "lines": one["lines"], "item": item, "removed": False}


def _digits(count: int | None) -> str:
    return "" if count is None else str(count)


def _items(minutes: Minutes) -> tuple[list[Fact], list[str]]:
    """Return the agenda and the items as one list, and the key of each item that was read."""
    keys = [f"i{at}" for at in range(len(minutes.items))]
    planned = list(_planned(minutes.agenda))
    line_of = {
        at: row
        for at, item in enumerate(minutes.items)
        if (row := _line_of(item, minutes.agenda)) is not None
    }
    found = [
        _item(item, keys[at], planned[line_of[at]] if at in line_of else None)
        for at, item in enumerate(minutes.items)
    ]
    used = set(line_of.values())
    for at, fact in enumerate(planned):
        if at not in used and not minutes.agenda[at].is_end:
            found.insert(_place(found, minutes.agenda, at), fact)
    return found, keys


def _line_of(item: Item, agenda: Sequence[AgendaLine]) -> int | None:
    """Return which line of the agenda announced an item: the same words, or the same number."""
    for same in (
        lambda row: fold(row.title) == fold(item.title),
        lambda row: bool(row.number) and row.number == item.number,
    ):
        for at, row in enumerate(agenda):
            if not (row.is_break or row.is_end) and same(row):
                return at
    return None


def _planned(agenda: Sequence[AgendaLine]) -> Iterator[Fact]:
    """Yield the agenda's lines as items nobody wrote about; how long is told by the next time."""
    for at, row in enumerate(agenda):
        after = next((later.at for later in agenda[at + 1 :] if later.at), None)
        yield {
            "key": f"g{at}",
            "lines": _span(row.lines),
            "item": "",
            "removed": False,
            "number": row.number,
            "title": row.title,
            "type": str(row.kind),
            "presenter": row.presenter,
            "minutes": _digits(row.minutes or _between(row.at, after)),
            "is_break": row.is_break,
            "outcome": str(Outcome.DONE),
            "body": "",
        }


def _item(item: Item, key: str, planned: Fact | None) -> Fact:
    type_ = planned["type"] if planned else ""
    return {
        "key": key,
        "lines": _span(item.lines),
        "item": "",
        "removed": False,
        "number": item.number,
        "title": item.title,
        "type": type_ or str(AgendaKind.INFORMATION),
        "presenter": (planned["presenter"] if planned else "") or item.presenter,
        "minutes": planned["minutes"] if planned else "",
        "is_break": False,
        "outcome": str(item.outcome),
        "body": item.body,
    }


def _place(found: Sequence[Fact], agenda: Sequence[AgendaLine], at: int) -> int:
    """Return where a line that only the agenda has goes: behind what stands above it there."""
    above = {agenda[earlier].title for earlier in range(at)}
    places = [n for n, one in enumerate(found) if one["title"] in above]
    return max(places) + 1 if places else 0


def _span(lines: Span) -> list[int]:
    return [lines.first, lines.last]


def _between(begins: time | None, ends: time | None) -> int | None:
    if begins is None or ends is None or ends <= begins:
        return None
    minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    return minutes if minutes <= _MOST_MINUTES else None
