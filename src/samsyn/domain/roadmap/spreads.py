"""How far the length of a phase may stray: what was said of it, or what is usual for its kind."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.domain.scheduling.simulation import Spread

#: Best and worst case as shares of the likely length, by the kind of problem (Cynefin). Rules of
#: thumb of our own, wider the less is known; a phase that says its own weeks keeps to those.
USUAL: Mapping[str, tuple[float, float]] = {
    "clear": (0.9, 1.2),
    "complicated": (0.8, 1.5),
    "complex": (0.7, 2.0),
    "chaotic": (0.5, 2.5),
}
UNSAID = (0.85, 1.4)


def spread_of(
    weeks: int,
    *,
    least: int | None = None,
    most: int | None = None,
    kind: str = "",
    gone: int = 0,
) -> Spread:
    """Return the weeks a phase may take; `gone` have passed since it began, so it takes no fewer.

    What is said at one end alone leaves the other as is usual. The likely length always lies
    between the two.
    """
    best, worst = USUAL.get(kind, UNSAID)
    low = min(weeks, weeks * best if least is None else least)
    high = max(weeks, weeks * worst if most is None else most)
    return Spread(max(low, gone), max(weeks, gone), max(high, gone))
