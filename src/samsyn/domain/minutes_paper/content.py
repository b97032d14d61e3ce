"""What the minutes of a meeting say, as plain data: days in ISO form, codes instead of words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict


class Someone(TypedDict):
    """Somebody at the meeting; `instead_of` names whom a substitute sat for."""

    id: int
    name: str
    represents: str
    part: str
    seat: str
    right: str
    instead_of: str
    came_at: str
    left_at: str


class Note(TypedDict):
    """A paragraph of an item: a note, a reservation, or a statement to the minutes."""

    kind: str
    text: str
    by: str


class Aside(TypedDict):
    """Somebody who stood aside at an item."""

    name: str
    reason: str


class Voting(TypedDict):
    """Who voted how, by name."""

    votes_for: list[str]
    against: list[str]
    abstains: list[str]


class Decided(TypedDict):
    """A decision; `votes` counts for, against and abstained, or is empty."""

    number: str
    name: str
    outcome: str
    text: str
    effective_on: str
    votes: list[int]
    closed: bool


class Promised(TypedDict):
    """An action; `person` tells that `who` is somebody's name and not a municipality's."""

    name: str
    who: str
    person: bool
    due_on: str


class Paper(TypedDict):
    """A document of an item, by name and by what is in it."""

    name: str
    sha256: str


class Later(TypedDict):
    """Another meeting: the next one, or the one that an item went to."""

    name: str
    starts_at: str
    place: str


class Item(TypedDict):
    """One item as it was dealt with."""

    id: int
    number: str
    name: str
    type: str
    state: str
    outcome: str
    closed: bool
    consent: bool
    presenter: str
    began_at: str
    ended_at: str
    description: str
    proposal: str
    notes: list[Note]
    conflicts: list[Aside]
    voting: Voting
    decisions: list[Decided]
    actions: list[Promised]
    papers: list[Paper]
    postponed_to: Later | None


class Form(TypedDict):
    """What the organisation's own template says."""

    title: str
    intro: str
    closing: str
    header: str
    footer: str
    numbering: str
    show_votes: bool
    show_times: bool


class Sitting(TypedDict):
    """Which meeting, where and when."""

    name: str
    number: int
    year: int
    starts_at: str
    ends_at: str
    place: str


class Added(TypedDict):
    """A dated correction of what was locked."""

    text: str
    item_number: str
    added_on: str
    added_by: str


class Content(TypedDict):
    """The whole minutes; `addenda` is filled in only where they are shown to others."""

    forum: str
    meeting: Sitting
    template: Form
    present: list[Someone]
    absent: list[Someone]
    adjusters: list[str]
    items: list[Item]
    decisions: list[Decided]
    actions: list[Promised]
    next: Later | None
    addenda: list[Added]


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the content: the same text, the same digest, whatever the order."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def what_was_said(content: Mapping[str, Any]) -> str:
    """Return a digest of what happened at the meeting, without what goes on moving after it.

    The next meeting, where a postponed item stands now, and the template's form are as they were
    when the minutes were sent: they are part of the text approved, but no reason to ask again.
    """
    items = [{**item, "postponed_to": None} for item in content.get("items", ())]
    return digest_of({**content, "items": items, "next": None, "template": None})


def numbers(kind: str, count: int, before: int, year: int) -> list[str]:
    """Return the numbers of a meeting's items; `before` were dealt with earlier in the year.

    plain: 1, 2, 3 · paragraph: § 8, § 9 · case: 8/26, 9/26.
    """
    match kind:
        case "paragraph":
            return [f"§ {before + n}" for n in range(1, count + 1)]
        case "case":
            return [f"{before + n}/{year % 100:02d}" for n in range(1, count + 1)]
        case _:
            return [str(n) for n in range(1, count + 1)]


def members_of(content: Content) -> frozenset[str]:
    """Return the names of those who sit on the forum, or sat there as substitutes that day."""
    return frozenset(_names(content["present"]) | _names(content["absent"]))


def _names(people: Iterable[Someone]) -> set[str]:
    sits = ("member", "substitute", "secretary")
    return {one["name"] for one in people if one["part"] in sits}
