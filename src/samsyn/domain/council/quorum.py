"""How many votes it takes before a meeting can decide."""

from __future__ import annotations


def votes_needed(kind: str, number: int | None, voting_seats: int) -> int:
    """Return the least number of votes: `none`, `half` (more than half of the seats) or `number`.

    A forum that asks for more votes than it has seats can never decide: that is told as it is.
    """
    if kind == "half":
        return voting_seats // 2 + 1
    if kind == "number":
        return number or 1
    return 0
