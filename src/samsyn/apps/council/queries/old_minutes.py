"""Lay old minutes out for a person: each stretch of the source beside what was understood of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from samsyn.apps.council.models import Meeting, OldMinutes
from samsyn.domain.access.actor import Actor
from samsyn.domain.minutes.draft import KINDS, Fact

_ROOM, _OF_A_FACT, _OF_A_STRETCH = 70_000, 1700, 1200  # bytes of a page, about


_FRONT = frozenset({"people", "items"})  # what is added by hand stands first


@dataclass
class SourceLine:
    """One line as it stood, and whether nobody understood it."""

    number: int
    text: str
    lost: bool = False
    masked: bool = False


@dataclass
class Stretch:
    """Part of the source: an item's text, or what stands before or after all items (key empty)."""

    key: str
    title: str
    lines: list[SourceLine]
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Return how much room it takes on a page, about, in bytes: an item's text stands twice."""
        facts = sum(len(found) for found in self.facts.values())
        source = sum(len(line.text) + 25 for line in self.lines)
        return 2 * source + facts * _OF_A_FACT + _OF_A_STRETCH


def stretches_of(row: OldMinutes) -> list[Stretch]:
    """Return the stretches, in the order of the source; the first is always there."""
    told = _source(row)
    items = [one for one in row.draft["items"] if _was_read(one)]
    items.sort(key=lambda one: one["lines"][0])
    first = items[0]["lines"][0] if items else len(told) + 1
    found = [Stretch("", "", told[: first - 1])]
    for at, item in enumerate(items):
        begins = item["lines"][0]
        ends = items[at + 1]["lines"][0] - 1 if at + 1 < len(items) else item["lines"][1]
        title = f"{item['number']} {item['title']}".strip()
        found.append(Stretch(item["key"], title, told[begins - 1 : ends]))
    last = items[-1]["lines"][1] if items else len(told)
    if any(line.text.strip() for line in told[last:]):
        found.append(Stretch("", "", told[last:]))
    _place(row, found, first)
    return found


def pages_of(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Return the stretches in pages that a browser and a person can take."""
    pages: list[list[Stretch]] = [[]]
    room = _ROOM
    for one in stretches:
        if pages[-1] and one.weight > room:
            pages.append([])
            room = _ROOM
        pages[-1].append(one)
        room -= one.weight
    return pages


def meetings_that_day(actor: Actor, row: OldMinutes) -> list[Meeting]:
    """Return the forum's meetings on the day the minutes tell of: it may be there already."""
    try:
        day = date.fromisoformat(str(row.draft["meeting"]["day"]))
    except ValueError:
        return []
    return list(Meeting.owned_by(actor).filter(forum_id=row.forum_id, starts_at__date=day)[:3])


def _was_read(item: Fact) -> bool:
    """Tell an item with text of its own from a line of the agenda and from one that was added."""
    return item["lines"][0] > 0 and not str(item["key"]).startswith("g")


def _source(row: OldMinutes) -> list[SourceLine]:
    lost, masked = set(row.draft.get("lost", ())), set(row.draft.get("masked", ()))
    return [
        SourceLine(number, text, number in lost, number in masked)
        for number, text in enumerate(row.text.split("\n"), 1)
    ]


def _place(row: OldMinutes, found: list[Stretch], first: int) -> None:
    by_key = {one.key: one for one in found if one.key}
    rest = found[-1] if len(found) > 1 and not found[-1].key else found[0]
    for kind in KINDS:
        for fact in row.draft[kind]:
            if kind == "items" and fact["key"] in by_key:
                there = by_key[fact["key"]]
            elif fact["item"] in by_key:
                there = by_key[fact["item"]]
            else:
                last = fact["lines"][0] >= first or (not fact["lines"][0] and kind not in _FRONT)
                there = rest if last else found[0]
            there.facts.setdefault(kind, []).append(fact)
