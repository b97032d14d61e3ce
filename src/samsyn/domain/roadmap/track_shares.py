"""How people's time is shared between the tracks, quarter by quarter: as given, and as planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samsyn.domain.roadmap.picture import Picture

MONTHS_IN_A_QUARTER = 3
Quarter = tuple[int, int]
"""(year, quarter from 1 to 4)."""
Work = Mapping[Quarter, Mapping[str, float]]
"""By quarter and track, in any one measure."""


@dataclass(frozen=True, slots=True)
class SharedQuarter:
    """One quarter: whole per cent by track, and whether it was given or is planned."""

    year: int
    quarter: int
    given: bool
    shares: Mapping[str, int]


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day."""
    return day.year, (day.month - 1) // MONTHS_IN_A_QUARTER + 1


def planned_work(picture: Picture, since: date) -> dict[Quarter, dict[str, float]]:
    """Add up what a roadmap takes of all roles from a day on, in percent-weeks."""
    calendar = picture.calendar
    found: dict[Quarter, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for placed in picture.placed:
        for piece in placed.pieces:
            for week in range(piece.start, piece.end):
                monday = calendar.date_of(week)
                if monday >= since:
                    found[quarter_of(monday)][placed.track] += sum(piece.shares.values())
    return found


def over_time(given: Work, planned: Work) -> list[SharedQuarter]:
    """Return all quarters with any work, in order; one that has begun may be there as both."""
    told = []
    for is_given, work in ((True, given), (False, planned)):
        for (year, quarter), tracks in work.items():
            whole = sum(tracks.values())
            if whole:
                shares = {track: round(100 * part / whole) for track, part in tracks.items()}
                told.append(SharedQuarter(year, quarter, is_given, shares))
    return sorted(told, key=lambda one: (one.year, one.quarter, not one.given))
