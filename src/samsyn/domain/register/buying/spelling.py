"""How many slips of the finger lie between two words."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT, _LONG = 6, 11


def slips(one: str, other: str, most: int) -> int:
    """Return the letters added, left out, changed or swapped with their neighbour; at most+1 ends.

    Optimal string alignment distance (Damerau 1964).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        now = [place]
        for at, there in enumerate(other, 1):
            cost = min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (letter != there))
            swapped = place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == there
            now.append(min(cost, before[at - 2] + 1) if swapped else cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]


def allowed(word: str) -> int:
    """Return how many slips a word of this length may hold and still be the same word."""
    return 1 if len(word) < _SHORT else 2 if len(word) < _LONG else 3


def nearest(word: str, known: Iterable[str], *, guess: int = 0) -> list[tuple[str, int]]:
    """Return the known words that this one may be a slip for, with the slips, the nearest first.

    With `guess` that many more slips are looked past than one would dare to mend.
    """
    most = allowed(word) + guess
    measured = ((other, slips(word, other, most)) for other in known)
    near = [(other, count) for other, count in measured if 0 < count <= most]
    return sorted(near, key=lambda pair: (pair[1], pair[0]))
