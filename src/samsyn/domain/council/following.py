"""What following up a promised action asks for."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Slip(StrEnum):
    """What keeps an action from being written down, or from ending, as it was typed."""

    NOT_YOURS = "not_yours"
    HAS_ENDED = "has_ended"
    NO_RESULT = "no_result"
    NO_REASON = "no_reason"
    NOBODY = "nobody"
    NOTHING = "nothing"
    NOT_OF_THE_FORUM = "not_of_the_forum"


def slips_in_promise(*, what: str, has_somebody: bool) -> Iterator[Objection]:
    """Name everything that a new action lacks."""
    if not what.strip():
        yield Objection(Slip.NOTHING, field="name")
    if not has_somebody:
        yield Objection(Slip.NOBODY, field="responsible")


def slips_in_end(*, mine: bool, ended: bool, said: str, dropped: bool) -> Iterator[Objection]:
    """Name everything that speaks against ending an action, done or dropped."""
    if not mine:
        yield Objection(Slip.NOT_YOURS)
    if ended:
        yield Objection(Slip.HAS_ENDED)
    if not said.strip():
        yield Objection(Slip.NO_REASON if dropped else Slip.NO_RESULT, field="note")
