"""When a plan may be made, fixed and published, and everything that may speak against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Standstill(StrEnum):
    """What keeps the engine from planning, or a phase from being fixed."""

    NOTHING_TO_PLAN = "nothing_to_plan"
    ALREADY_AT_WORK = "already_at_work"
    HAS_BEGUN = "has_begun"
    OUTSIDE_THE_PLAN = "outside_the_plan"


class Reservation(StrEnum):
    """What keeps a plan from being published."""

    NOTHING_PLANNED = "nothing_planned"
    NOT_THE_LATEST = "not_the_latest"
    STILL_AT_WORK = "still_at_work"
    NOBODY_DECIDED = "nobody_decided"
    DECIDED_IN_THE_FUTURE = "decided_in_the_future"
    LATE_WITHOUT_A_REASON = "late_without_a_reason"


def reservations(  # noqa: PLR0913 - each may speak against it
    *,
    planned: int,
    is_latest: bool,
    at_work: bool,
    decided_by: str,
    decided_on: date,
    today: date,
    late: int,
    reason: str,
) -> Iterator[Objection]:
    """Name everything that speaks against publishing; `late` counts missed legal deadlines."""
    if not planned:
        yield Objection(Reservation.NOTHING_PLANNED)
    if not is_latest:
        yield Objection(Reservation.NOT_THE_LATEST)
    if at_work:
        yield Objection(Reservation.STILL_AT_WORK)
    if not decided_by.strip():
        yield Objection(Reservation.NOBODY_DECIDED, field="decided_by")
    if decided_on > today:
        yield Objection(Reservation.DECIDED_IN_THE_FUTURE, field="decided_on")
    if late and not reason.strip():
        yield Objection(Reservation.LATE_WITHOUT_A_REASON, {"count": late}, field="reason")
