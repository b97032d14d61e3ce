"""What others may read of minutes: without the secret, and without the personal held back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samsyn.domain.minutes_paper.adjusting import Obstacle
from samsyn.domain.minutes_paper.content import (
    Aside,
    Content,
    Decided,
    Item,
    Promised,
    Someone,
    members_of,
)
from samsyn.domain.personal_data.finding import find_contact_details, find_identity_numbers, masked
from samsyn.domain.shared.refusal import Objection

HELD_BACK = "[…]"
NAME = "name"
_AROUND = 40
# Codes, days and figures; and names that are shown or not by who the person is.
_NOT_WRITTEN = frozenset(
    {"id", "type", "state", "part", "seat", "right", "kind", "numbering", "sha256", "year"}
    | {"starts_at", "ends_at", "began_at", "ended_at", "came_at", "left_at", "due_on"}
    | {"effective_on", "added_on"}
)
_PEOPLE = frozenset({"present", "absent", "adjusters", "voting", "conflicts"})


@dataclass(frozen=True, slots=True)
class Find:
    """Something personal in what is to be shown: where, what, and the words around it.

    `key` is the same as long as the place and the find are the same; `shown` hides numbers, mail
    and phone, but tells a name: whoever judges it must know whose.
    """

    path: tuple[str | int, ...]
    start: int
    end: int
    kind: str
    shown: str
    key: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody said about one find: shown all the same, and why, or held back."""

    release: bool
    reason: str = ""


def shown_of(
    content: Content, *, closed: Collection[int] = (), guests_named: bool = False
) -> Content:
    """Return what may be shown at all: closed items as such and without a word of their text.

    `closed` are ids of items that somebody holds back besides. Those who sit on the forum are
    named; presenters and guests only where somebody says so.
    """
    sits = members_of(content)

    def named(name: str) -> str:
        return name if guests_named or name in sits else ""

    return {
        **content,
        "present": [_person(one, named) for one in content["present"]],
        "absent": [_person(one, named) for one in content["absent"]],
        "adjusters": [named(name) for name in content["adjusters"] if named(name)],
        "items": [
            _closed(item) if item["closed"] or item["id"] in closed else _item(item, named)
            for item in content["items"]
        ],
        "decisions": [_decision(one) for one in content["decisions"]],
        "actions": [_action(one, named) for one in content["actions"]],
    }


def finds_in(
    content: Content, people: Iterable[str], *, today: date, country: str
) -> tuple[Find, ...]:
    """Return everything personal in all that is written there, in order.

    `people` are the names known in the organisation; those who sit on the forum are no find.
    """
    sits = members_of(content)
    known = sorted({name for name in people if " " in name.strip()} - sits, key=len, reverse=True)
    return tuple(
        find
        for path, text in _texts(content, ())
        for find in _finds(path, text, known, today, country)
    )


def objections_to_showing(
    finds: Iterable[Find], judged: Mapping[str, Judged]
) -> Iterator[Objection]:
    """Say everything against showing it: what nobody has judged, and releases without a reason."""
    for find in finds:
        word = judged.get(find.key)
        if word is None:
            yield Objection(Obstacle.NOT_JUDGED, {"text": find.shown}, find.key)
        elif word.release and not word.reason.strip():
            yield Objection(Obstacle.NO_REASON, {"text": find.shown}, find.key)


def without(content: Content, finds: Iterable[Find], judged: Mapping[str, Judged]) -> Content:
    """Return the content with every find taken out that was not released."""
    held: dict[tuple[str | int, ...], list[Find]] = {}
    for find in finds:
        word = judged.get(find.key)
        if word is None or not word.release:
            held.setdefault(find.path, []).append(find)
    kept: Content = _without(content, (), held)
    return kept


def _person(one: Someone, named: Any) -> Someone:  # noqa: ANN401 - from a name to a name or nothing
    return {**one, "name": named(one["name"]), "instead_of": named(one["instead_of"])}


def _item(item: Item, named: Any) -> Item:  # noqa: ANN401
    conflicts: list[Aside] = [
        {"name": named(one["name"]), "reason": ""} for one in item["conflicts"]
    ]
    return {
        **item,
        "presenter": named(item["presenter"]),
        "notes": [{**note, "by": named(note["by"])} for note in item["notes"]],
        "conflicts": conflicts,
        "voting": {
            "votes_for": [named(name) for name in item["voting"]["votes_for"]],
            "against": [named(name) for name in item["voting"]["against"]],
            "abstains": [named(name) for name in item["voting"]["abstains"]],
        },
        "decisions": [_decision(one) for one in item["decisions"]],
        "actions": [_action(one, named) for one in item["actions"]],
    }


def _closed(item: Item) -> Item:
    return {
        "id": item["id"],
        "number": item["number"],
        "name": "",
        "type": item["type"],
        "state": "",
        "outcome": "",
        "closed": True,
        "consent": False,
        "presenter": "",
        "began_at": "",
        "ended_at": "",
        "description": "",
        "proposal": "",
        "notes": [],
        "conflicts": [],
        "voting": {"votes_for": [], "against": [], "abstains": []},
        "decisions": [],
        "actions": [],
        "papers": [],
        "postponed_to": None,
    }


def _decision(one: Decided) -> Decided:
    if not one["closed"]:
        return one
    return {
        "number": one["number"],
        "name": "",
        "outcome": "",
        "text": "",
        "effective_on": "",
        "votes": [],
        "closed": True,
    }


def _action(one: Promised, named: Any) -> Promised:  # noqa: ANN401
    return {**one, "who": named(one["who"]) if one["person"] else one["who"]}


def _texts(
    told: Any,  # noqa: ANN401 - JSON
    path: tuple[str | int, ...],
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text that somebody wrote, with its place."""
    if isinstance(told, str):
        if told:
            yield path, told
    elif isinstance(told, dict):
        for name, value in told.items():
            if name not in _NOT_WRITTEN and not (name in _PEOPLE and _is_people(path)):
                yield from _texts(value, (*path, name))
    elif isinstance(told, list):
        for place, value in enumerate(told):
            yield from _texts(value, (*path, place))


def _is_people(path: tuple[str | int, ...]) -> bool:
    """Tell the lists of people, at the top and of an item, from words that happen to be alike."""
    return not path or path[0] == "items"


def _finds(
    path: tuple[str | int, ...], text: str, people: list[str], today: date, country: str
) -> Iterator[Find]:
    spotted = [
        (find.start, find.end, str(find.kind))
        for find in (
            *find_identity_numbers(text, today=today, country=country),
            *find_contact_details(text),
        )
    ]
    hidden = masked(text, [*find_identity_numbers(text, today=today, country=country),
                           *find_contact_details(text)])  # fmt: skip
    taken = [(begin, end) for begin, end, _kind in spotted]
    for begin, end in () if path[-1] in {"presenter", "by", "who"} else _names(text, people):
        if not any(begin < until and since < end for since, until in taken):
            spotted.append((begin, end, NAME))
            taken.append((begin, end))
    for begin, end, kind in sorted(spotted):
        around = hidden[max(0, begin - _AROUND) : end + _AROUND]
        said = "\x00".join([*map(str, path), kind, str(begin), text[begin:end]])
        key = hashlib.sha256(said.encode()).hexdigest()[:20]
        yield Find(path, begin, end, kind, " ".join(around.split()), key)


def _names(text: str, people: list[str]) -> Iterator[tuple[int, int]]:
    folded = text.casefold()
    same_length = len(folded) == len(text)  # ß and its like would move what comes after
    where = folded if same_length else text
    for name in people:
        wanted = name.casefold() if same_length else name
        begin = where.find(wanted)
        while begin >= 0:
            yield begin, begin + len(wanted)
            begin = where.find(wanted, begin + len(wanted))


def _without(
    told: Any,  # noqa: ANN401 - JSON
    path: tuple[str | int, ...],
    held: Mapping[tuple[str | int, ...], list[Find]],
) -> Any:  # noqa: ANN401 - JSON
    if isinstance(told, str):
        for find in sorted(held.get(path, ()), key=lambda one: one.start, reverse=True):
            told = told[: find.start] + HELD_BACK + told[find.end :]
        return told
    if isinstance(told, dict):
        return {name: _without(value, (*path, name), held) for name, value in told.items()}
    if isinstance(told, list):
        return [_without(value, (*path, place), held) for place, value in enumerate(told)]
    return told
