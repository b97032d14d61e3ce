"""What is asked of something that is planned to happen when an item is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Gap(StrEnum):
    """What a planned effect lacks."""

    DECIDED_ALREADY = "decided_already"
    INITIATIVE_MISSING = "initiative_missing"
    GATE_OF_ANOTHER_TRACK = "gate_of_another_track"
    NOT_ALL_IN_PLACE = "not_all_in_place"
    CONDITIONS_MISSING = "conditions_missing"
    TRACK_MISSING = "track_missing"
    POLL_MISSING = "poll_missing"
    PLAN_MISSING = "plan_missing"
    NOTHING_PLANNED_YET = "nothing_planned_yet"
    FUND_MISSING = "fund_missing"
    AMOUNT_MISSING = "amount_missing"
    YEAR_MISSING = "year_missing"
    PLANNED_ALREADY = "planned_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An effect as somebody typed it; what is not of its kind is empty.

    in_place  whether all that the gate asks was said to be in place
    moves     whether the initiative also takes the step behind the gate
    """

    kind: str
    initiative: int | None = None
    gate: int | None = None
    verdict: str = "go_on"
    conditions: str = ""
    in_place: bool = False
    moves: bool = True
    track: str = ""
    owner_level: str = ""
    poll: int | None = None
    plan: int | None = None
    fund: int | None = None
    amount: Decimal | None = None
    year: int | None = None
    money: str = "one_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known where an effect is planned."""

    decided: bool = False
    gate_fits: bool = True
    gate_asks: bool = False
    has_run: bool = True
    twice: bool = False


def gaps(planned: Planned, ground: Ground) -> Iterator[Objection]:
    """Name everything that a planned effect lacks."""
    if ground.decided:
        yield Objection(Gap.DECIDED_ALREADY)
    if ground.twice:
        yield Objection(Gap.PLANNED_ALREADY)
    yield from _OF_KIND[planned.kind](planned, ground)


def _gate(planned: Planned, ground: Ground) -> Iterator[Objection]:
    if not planned.initiative:
        yield Objection(Gap.INITIATIVE_MISSING, field="initiative")
    if not ground.gate_fits:
        yield Objection(Gap.GATE_OF_ANOTHER_TRACK, field="gate")
    changed = planned.verdict == "change"
    if changed and not planned.conditions.strip():
        yield Objection(Gap.CONDITIONS_MISSING, field="conditions")
    if ground.gate_asks and not planned.in_place and not changed:
        yield Objection(Gap.NOT_ALL_IN_PLACE, field="in_place")


def _track(planned: Planned, _ground: Ground) -> Iterator[Objection]:
    if not planned.initiative:
        yield Objection(Gap.INITIATIVE_MISSING, field="initiative")
    if not planned.track:
        yield Objection(Gap.TRACK_MISSING, field="track")


def _poll(planned: Planned, _ground: Ground) -> Iterator[Objection]:
    if not planned.poll:
        yield Objection(Gap.POLL_MISSING, field="poll")


def _roadmap(planned: Planned, ground: Ground) -> Iterator[Objection]:
    if not planned.plan:
        yield Objection(Gap.PLAN_MISSING, field="plan")
    elif not ground.has_run:
        yield Objection(Gap.NOTHING_PLANNED_YET, field="plan")


def _money(planned: Planned, _ground: Ground) -> Iterator[Objection]:
    if not planned.fund:
        yield Objection(Gap.FUND_MISSING, field="fund")
    if planned.amount is None or planned.amount <= 0:
        yield Objection(Gap.AMOUNT_MISSING, field="amount")
    if not planned.year:
        yield Objection(Gap.YEAR_MISSING, field="year")


_OF_KIND = {
    "gate": _gate,
    "track": _track,
    "poll": _poll,
    "roadmap": _roadmap,
    "money": _money,
}
