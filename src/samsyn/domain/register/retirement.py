"""When a system may be retired, and every reason it may not.

A system keeps its place in the register until nothing leans on it any more. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.register.lifecycle import IN_USE, Stage
from samsyn.domain.shared.refusal import Objection


class Obstacle(StrEnum):
    """Why a system cannot be retired as asked."""

    ALREADY_RETIRED = "already_retired"
    NOT_YET = "not_yet"
    BEFORE_IT_BEGAN = "before_it_began"
    AGREEMENT_RUNNING = "agreement_running"
    MEANT_TO_REPLACE = "meant_to_replace"
    REPLACED_BY_NOTHING = "replaced_by_nothing"
    REPLACED_BY_ITSELF = "replaced_by_itself"
    SUCCESSOR_NOT_IN_USE = "successor_not_in_use"
    INFORMATION_LEFT = "information_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The system that takes over."""

    pk: int
    title: str
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RetirementCase:
    """What must be known about a system before its retirement is decided.

    running       agreements still in force that day and covering nothing else in use
    to_replace    systems still in use that it is meant to replace
    left          information assets that lie in no other system in use
    """

    pk: int
    stage: Stage
    on: date
    today: date
    began_on: date | None = None
    running: tuple[str, ...] = ()
    to_replace: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    successor: Successor | None = None
    nothing_replaces_it: bool = False
    information_after: str = ""


def objections_to_retirement(case: RetirementCase) -> Iterator[Objection]:
    """Yield every reason the system cannot be retired; nothing means it can."""
    if case.stage is Stage.RETIRED:
        yield Objection(Obstacle.ALREADY_RETIRED)
    yield from _about_the_day(case)
    for title in case.running:
        yield Objection(Obstacle.AGREEMENT_RUNNING, {"title": title})
    for title in case.to_replace:
        yield Objection(Obstacle.MEANT_TO_REPLACE, {"title": title})
    yield from _about_the_successor(case)
    if case.left and not case.information_after.strip():
        facts: dict[str, int | str] = {"count": len(case.left), "titles": ", ".join(case.left)}
        yield Objection(Obstacle.INFORMATION_LEFT, facts, field="information_after")


def _about_the_day(case: RetirementCase) -> Iterator[Objection]:
    if case.on > case.today:
        yield Objection(Obstacle.NOT_YET, field="on")
    if case.began_on is not None and case.on < case.began_on:
        yield Objection(Obstacle.BEFORE_IT_BEGAN, field="on")


def _about_the_successor(case: RetirementCase) -> Iterator[Objection]:
    successor = case.successor
    if successor is None:
        if case.stage in IN_USE and not case.nothing_replaces_it:
            yield Objection(Obstacle.REPLACED_BY_NOTHING, field="replaced_by")
        return
    if successor.pk == case.pk:
        yield Objection(Obstacle.REPLACED_BY_ITSELF, field="replaced_by")
    elif successor.stage not in IN_USE:
        facts: dict[str, int | str] = {"title": successor.title}
        yield Objection(Obstacle.SUCCESSOR_NOT_IN_USE, facts, field="replaced_by")
