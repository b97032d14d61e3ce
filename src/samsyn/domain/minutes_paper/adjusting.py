"""Decide who has approved exactly these minutes, who has not, and when they may lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Obstacle(StrEnum):
    """Why minutes cannot go the next step."""

    NOT_HELD = "minutes_not_held"
    TWO_VERSIONS = "minutes_two_versions"
    TOO_FEW_ADJUSTERS = "minutes_too_few_adjusters"
    NO_ACCOUNT = "minutes_no_account"
    WAS_NOT_THERE = "minutes_was_not_there"
    NOT_SENT = "minutes_not_sent"
    CHANGED = "minutes_changed"
    NOT_ADJUSTER = "minutes_not_adjuster"
    SAY_WHY = "minutes_say_why"
    LOCKED = "minutes_locked"
    NOT_LOCKED = "minutes_not_locked"
    NOTHING_SAID = "minutes_nothing_said"
    NOT_JUDGED = "minutes_not_judged"
    NO_REASON = "minutes_no_reason"
    NOT_SHOWN = "minutes_not_shown"


class Word(StrEnum):
    """Where one adjuster stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    OBJECTED = "objected"
    BROKEN = "broken"  # approved a text that has been changed since


@dataclass(frozen=True, slots=True)
class Adjuster:
    """Somebody who is to approve; `signs_in` tells whether they have an account to do it with."""

    attendance: int
    name: str
    chair: bool
    present: bool
    signs_in: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What an adjuster said about the text with this digest."""

    attendance: int
    digest: str
    approved_at: datetime | None
    objection: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One adjuster and where they stand with the text as it is now."""

    adjuster: Adjuster
    word: Word
    at: datetime | None = None
    objection: str = ""


def standings(
    adjusters: Iterable[Adjuster], said: Sequence[Said], digest: str
) -> tuple[Standing, ...]:
    """Return where each stands; an approval counts for the text it was given to and no other."""
    return tuple(_standing(one, [s for s in said if s.attendance == one.attendance], digest)
                 for one in adjusters)  # fmt: skip


def _standing(one: Adjuster, said: Sequence[Said], digest: str) -> Standing:
    for word in said:
        if word.digest == digest and word.approved_at:
            return Standing(one, Word.APPROVED, word.approved_at)
        if word.digest == digest and word.objection:
            return Standing(one, Word.OBJECTED, None, word.objection)
    broken = [word.approved_at for word in said if word.digest != digest and word.approved_at]
    if broken:
        return Standing(one, Word.BROKEN, max(broken))
    return Standing(one, Word.WAITING)


def all_approve(standing: Sequence[Standing]) -> bool:
    """Tell whether the minutes lock: somebody is to approve, and everybody has."""
    return bool(standing) and all(one.word is Word.APPROVED for one in standing)


def objections_to_sending(
    adjusters: Sequence[Adjuster], *, wanted: int, held: bool, two_versions: int = 0
) -> Iterator[Objection]:
    """Say everything against sending minutes round; `wanted` approve beside the chair."""
    if not held:
        yield Objection(Obstacle.NOT_HELD)
    if two_versions:
        yield Objection(Obstacle.TWO_VERSIONS)
    beside = [one for one in adjusters if not one.chair]
    needed = wanted if len(beside) < len(adjusters) else wanted + 1
    if len(beside) < needed:
        yield Objection(Obstacle.TOO_FEW_ADJUSTERS, {"wanted": needed, "chosen": len(beside)})
    for one in adjusters:
        if not one.present:
            yield Objection(Obstacle.WAS_NOT_THERE, {"name": one.name})
        if not one.signs_in:
            yield Objection(Obstacle.NO_ACCOUNT, {"name": one.name})
