"""Decide whether one person may take over what another answers for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Obstacle(StrEnum):
    """Why a hand-over is refused."""

    SAME_PERSON = "same_person"
    SUCCESSOR_HAS_LEFT = "successor_has_left"
    NOTHING_TO_HAND_OVER = "nothing_to_hand_over"


@dataclass(frozen=True, slots=True)
class Colleague:
    """What matters about somebody here: who they are and until when they work."""

    person_id: int
    name: str
    last_day: date | None


def objections(
    leaver: Colleague, successor: Colleague, responsibilities: int, today: date
) -> Iterator[Objection]:
    """Say everything against handing over now."""
    if leaver.person_id == successor.person_id:
        yield Objection(Obstacle.SAME_PERSON, field="successor")
    if successor.last_day and successor.last_day < today:
        yield Objection(
            Obstacle.SUCCESSOR_HAS_LEFT,
            {"name": successor.name, "day": successor.last_day.isoformat()},
            field="successor",
        )
    if not responsibilities:
        yield Objection(Obstacle.NOTHING_TO_HAND_OVER, {"name": leaver.name})
