"""What everybody may read of a published roadmap: what was chosen, and nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samsyn.domain.personal_data.finding import find_contact_details, find_identity_numbers
from samsyn.domain.roadmap.picture import Picture
from samsyn.domain.shared.refusal import Objection


class Closure(StrEnum):
    """What keeps a roadmap from being shown to everybody."""

    NOTHING_CHOSEN = "nothing_chosen"
    NOT_IN_THE_VERSION = "not_in_the_version"
    PERSONAL_DATA = "personal_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One initiative as everybody reads it."""

    name: str
    track: str
    begins: date
    in_use: date | None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return {
            "name": self.name,
            "track": self.track,
            "begins": self.begins.isoformat(),
            "in_use": self.in_use.isoformat() if self.in_use else "",
        }


def read_shown(told: dict[str, Any]) -> Shown:
    """Return what was kept as JSON."""
    return Shown(
        name=told["name"],
        track=told["track"],
        begins=date.fromisoformat(told["begins"]),
        in_use=date.fromisoformat(told["in_use"]) if told["in_use"] else None,
    )


def shown_of(picture: Picture, chosen: Collection[int]) -> list[Shown]:
    """Return the chosen initiatives in order of their beginning: name, track and dates alone."""
    calendar = picture.calendar
    lines = [
        Shown(
            name=placed.name,
            track=placed.track,
            begins=calendar.date_of(placed.start),
            in_use=None if placed.finish is None else calendar.date_of(placed.finish),
        )
        for placed in picture.placed
        if placed.key in chosen
    ]
    return sorted(lines, key=lambda line: (line.begins, line.name))


def closures(
    picture: Picture,
    chosen: Collection[int],
    words: str,
    *,
    people: Iterable[str],
    today: date,
    country: str,
) -> Iterator[Objection]:
    """Name everything that speaks against showing these initiatives with these words."""
    if not chosen:
        yield Objection(Closure.NOTHING_CHOSEN, field="chosen")
    if set(chosen) - {placed.key for placed in picture.placed}:
        yield Objection(Closure.NOT_IN_THE_VERSION, field="chosen")
    known = {name.casefold() for name in people if " " in name.strip()}
    for line in shown_of(picture, chosen):
        if _names_somebody(line.name, known, today, country):
            yield Objection(Closure.PERSONAL_DATA, {"text": line.name}, field="chosen")
    if _names_somebody(words, known, today, country):
        yield Objection(Closure.PERSONAL_DATA, {"text": words[:80]}, field="words")


def _names_somebody(text: str, people: Collection[str], today: date, country: str) -> bool:
    folded = text.casefold()
    return (
        any(name in folded for name in people)
        or bool(find_identity_numbers(text, today=today, country=country))
        or bool(find_contact_details(text))
    )
