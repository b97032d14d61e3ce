"""Check a corrected draft: days, times and numbers that can be kept, and all that cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from samsyn.domain.minutes.draft import KINDS, Draft, Fact
from samsyn.domain.shared.refusal import Objection

_LARGEST = 10_000


class Trouble(StrEnum):
    """Why old minutes cannot be kept or saved."""

    NO_TEXT = "old_minutes_no_text"
    TWO_TEXTS = "old_minutes_two_texts"
    NO_DAY = "old_minutes_no_day"
    NOT_A_DAY = "old_minutes_not_a_day"
    IN_THE_FUTURE = "old_minutes_in_the_future"
    NOT_A_TIME = "old_minutes_not_a_time"
    ENDS_BEFORE = "old_minutes_ends_before"
    NOT_A_NUMBER = "old_minutes_not_a_number"
    NO_WORDS = "old_minutes_no_words"
    MORE_THAN_ASKED = "old_minutes_more_than_asked"
    CHANGED_MEANWHILE = "old_minutes_changed_meanwhile"
    SAVED_ALREADY = "old_minutes_saved_already"


#: The words a fact is nothing without.
MAIN = {
    "people": "name",
    "items": "title",
    "decisions": "text",
    "actions": "what",
    "polls": "subject",
    "documents": "name",
}
_NUMBERS = {
    "items": ("minutes",),
    "decisions": ("votes_for", "votes_against", "votes_abstained"),
    "polls": ("asked", "yes", "no", "unanswered"),
}


@dataclass
class Checked:
    """The draft with its values in their own types, removed facts gone, and what stands against."""

    meeting: dict[str, Any]
    facts: dict[str, list[dict[str, Any]]]
    objections: list[Objection] = field(default_factory=list)

    def of_item(self, kind: str, item: str) -> list[dict[str, Any]]:
        """Return the facts of a kind that belong to an item; of none for the empty key."""
        keys = {one["key"] for one in self.facts["items"]}
        return [
            one
            for one in self.facts[kind]
            if one["item"] == item or (not item and one["item"] not in keys)
        ]


def checked(draft: Draft, today: date) -> Checked:
    """Return a draft's values and every objection; a field is named `key-field`."""
    objections: list[Objection] = []
    meeting = _meeting(draft["meeting"], today, objections)
    facts = {
        kind: [_fact(one, kind, objections) for one in draft[kind] if _counts(one, kind)]
        for kind in KINDS
    }
    return Checked(meeting, facts, objections)


def _counts(one: Fact, kind: str) -> bool:
    """Tell a fact from one that was left out, or added and never written."""
    return not one.get("removed") and bool(one["lines"][0] or one[MAIN[kind]].strip())


def _meeting(said: Fact, today: date, objections: list[Objection]) -> dict[str, Any]:
    day = _day(said["day"], "m-day", objections)
    if day is None and not said["day"]:
        objections.append(Objection(Trouble.NO_DAY, {}, "m-day"))
    elif day and day > today:
        objections.append(Objection(Trouble.IN_THE_FUTURE, {}, "m-day"))
    starts = _time(said["starts"], "m-starts", objections)
    ends = _time(said["ends"], "m-ends", objections)
    if starts and ends and ends <= starts:
        objections.append(Objection(Trouble.ENDS_BEFORE, {}, "m-ends"))
    return {**said, "day": day, "starts": starts, "ends": ends}


def _fact(said: Fact, kind: str, objections: list[Objection]) -> dict[str, Any]:
    key, main = said["key"], MAIN[kind]
    values = dict(said)
    if not said[main].strip():
        objections.append(Objection(Trouble.NO_WORDS, {}, f"{key}-{main}"))
    for name in _NUMBERS.get(kind, ()):
        values[name] = _number(said[name], f"{key}-{name}", objections)
    if kind == "actions":
        values["due"] = _day(said["due"], f"{key}-due", objections)
    if kind == "polls":
        objections.extend(_too_many(values))
    return values


def _too_many(poll: dict[str, Any]) -> Iterator[Objection]:
    told = [poll[name] for name in ("yes", "no", "unanswered") if poll[name] is not None]
    if poll["asked"] is not None and sum(told) > poll["asked"]:
        yield Objection(Trouble.MORE_THAN_ASKED, {}, f"{poll['key']}-asked")


def _day(said: str, place: str, objections: list[Objection]) -> date | None:
    try:
        return date.fromisoformat(said.strip()) if said.strip() else None
    except ValueError:
        objections.append(Objection(Trouble.NOT_A_DAY, {"said": said[:40]}, place))
        return None


def _time(said: str, place: str, objections: list[Objection]) -> time | None:
    told = said.strip().replace(".", ":")
    try:
        return time.fromisoformat(told.zfill(5)) if told else None
    except ValueError:
        objections.append(Objection(Trouble.NOT_A_TIME, {"said": said[:40]}, place))
        return None


def _number(said: str, place: str, objections: list[Objection]) -> int | None:
    told = said.strip()
    if not told:
        return None
    if told.isascii() and told.isdecimal() and int(told[:6]) <= _LARGEST:
        return int(told)
    objections.append(Objection(Trouble.NOT_A_NUMBER, {"said": said[:40]}, place))
    return None
