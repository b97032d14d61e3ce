"""A roadmap as entries of a calendar: its phases as whole days, its deadlines as one day each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from samsyn.domain.roadmap.picture import Picture
from samsyn.domain.shared.calendar_file import Entry

DEADLINE_SIGN = "\N{BLACK FLAG}"
_WEEKEND = timedelta(days=3)
"""From the Friday on which work ends to the first day of the week after."""


def entries_of(picture: Picture, *, host: str, url: str, sequence: int) -> Iterator[Entry]:
    """Yield one entry per phase and per deadline.

    A phase keeps its name for ever, so that a calendar that reads a later version moves it;
    `sequence` is the version, 0 for a plan that nobody has decided on.
    """
    calendar = picture.calendar
    for placed in picture.placed:
        for piece in placed.pieces:
            yield Entry(
                uid=f"phase-{piece.key}@{host}",
                day=calendar.date_of(piece.start),
                until=picture.last_day(piece.end) + _WEEKEND,
                title=f"{placed.name}: {piece.name}",
                url=url,
                sequence=sequence,
            )
        if placed.deadline:
            yield Entry(
                uid=f"deadline-{placed.key}@{host}",
                day=date.fromisoformat(placed.deadline),
                title=f"{DEADLINE_SIGN} {placed.name}",
                url=url,
                sequence=sequence,
            )
