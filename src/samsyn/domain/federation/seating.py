"""Who gets how many seats: each its own first, then what others leave, one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """What came of it: seats by member, seats of its own that each left, and seats nobody took."""

    given: Mapping[int, int]
    left: Mapping[int, int]
    free: int

    def beyond(self, member: int, each: int) -> int:
        """Return how many seats of others a member got."""
        return max(self.given[member] - each, 0)


def seat(
    wanted: Mapping[int, int],
    *,
    seats: int,
    each: int,
    turns: Sequence[int],
    kept: Mapping[int, int] | None = None,
) -> Seated:
    """Give seats to those who take part.

    wanted  seats by member that each would like
    seats   how many there are in all
    each    how many are a member's own, if it wants them
    turns   all members in `wanted`, in the order in which the last seat of a round is given
    kept    seats that were given before, and stay as long as they are still wanted

    First everybody gets up to `each`, then the rest goes on to those who want more: always to
    the one who has fewest, and among equals by turn. Nobody who has more than another gets a seat
    that the other would like. `left` says how many of its own seats each did not use.
    """
    given = {member: min((kept or {}).get(member, 0), wanted[member]) for member in turns}
    free = seats - sum(given.values())
    for limit in (each, max(wanted.values(), default=0)):
        free = _round(given, wanted, turns, limit=limit, free=free)
    return Seated(
        given=given,
        left={member: max(each - given[member], 0) for member in turns},
        free=max(free, 0),
    )


def _round(
    given: dict[int, int],
    wanted: Mapping[int, int],
    turns: Sequence[int],
    *,
    limit: int,
    free: int,
) -> int:
    while free > 0:
        hungry = [m for m in turns if given[m] < min(wanted[m], limit)]
        if not hungry:
            break
        given[min(hungry, key=lambda m: given[m])] += 1
        free -= 1
    return free
