"""Experiments: a hypothesis tried in a short round, which ends in something learned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Gap(StrEnum):
    """What keeps an experiment from being ended as it was typed."""

    ENDED_ALREADY = "ended_already"
    NOTHING_LEARNED = "nothing_learned"
    NOTHING_MEASURED = "nothing_measured"
    ENDS_IN_THE_FUTURE = "ends_in_the_future"
    ENDS_BEFORE_IT_BEGAN = "ends_before_it_began"


def gaps(
    *, ended: bool, begins: date, on: date, today: date, result: str, learned: str
) -> Iterator[Objection]:
    """Name everything that speaks against ending an experiment like this."""
    if ended:
        yield Objection(Gap.ENDED_ALREADY)
    if not result.strip():
        yield Objection(Gap.NOTHING_MEASURED, field="result")
    if not learned.strip():
        yield Objection(Gap.NOTHING_LEARNED, field="learned")
    if on > today:
        yield Objection(Gap.ENDS_IN_THE_FUTURE, field="on")
    elif on < begins:
        yield Objection(Gap.ENDS_BEFORE_IT_BEGAN, field="on")
