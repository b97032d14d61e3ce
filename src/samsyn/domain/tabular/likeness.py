"""Tell how alike two short texts are: typing errors, trigrams, shared words."""

from __future__ import annotations

from collections.abc import Iterable


def edit_distance(one: str, other: str, limit: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours; stop above `limit`.

    Returns at most `limit + 1`. Optimal string alignment (Damerau 1964, restricted).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    one, other = _where_they_differ(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        row, before, older = _next_row(row, left, other, i), row, before
        if i > 1:
            _allow_swaps(row, older, (one[i - 2], left), other)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Cut what both texts begin and end with; the distance stays the same."""
    shortest = min(len(one), len(other))
    start = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    one, other = one[start:], other[start:]
    shortest -= start
    end = next((i for i in range(shortest) if one[-1 - i] != other[-1 - i]), shortest)
    return one[: len(one) - end], other[: len(other) - end]


def _next_row(row: list[int], left: str, other: str, i: int) -> list[int]:
    fresh = [i]
    for j, right in enumerate(other, start=1):
        fresh.append(min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (left != right)))
    return fresh


def _allow_swaps(row: list[int], older: list[int], pair: tuple[str, str], other: str) -> None:
    first, second = pair
    for j in range(2, len(other) + 1):
        if other[j - 2] == second and other[j - 1] == first:
            row[j] = min(row[j], older[j - 2] + 1)


def spelled_alike(one: str, other: str) -> float:
    """Return 1.0 for equal texts down to 0.0; counts typing errors against the longer text."""
    longest = max(len(one), len(other))
    if not longest:
        return 1.0
    return max(0.0, 1.0 - edit_distance(one, other, longest // 2 + 1) / longest)


def trigrams(text: str) -> frozenset[str]:
    """Return every run of three letters, the edges padded, as PostgreSQL's pg_trgm does."""
    padded = f"  {text} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the shared part of two sets: 1.0 equal, 0.0 nothing in common or both empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def nearest(text: str, candidates: Iterable[str], *, floor: float) -> tuple[str, float] | None:
    """Return the candidate spelled most like `text`, first one on ties, or None below `floor`."""
    best: tuple[str, float] | None = None
    for candidate in candidates:
        score = spelled_alike(text, candidate)
        if score >= floor and (best is None or score > best[1]):
            best = candidate, score
    return best
