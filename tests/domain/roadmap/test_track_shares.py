"""Shares of people's time by track: given and planned, quarter by quarter."""

from __future__ import annotations

from datetime import date

from samsyn.domain.roadmap.picture import Picture, Piece, Placed, Verdict
from samsyn.domain.roadmap.track_shares import over_time, planned_work, quarter_of

VERDICT = Verdict(status="", gap=0.0, seconds=0.0, first_seconds=0.0, objective=(), bound=())


def placed(track: str, start: int, weeks: int, share: int) -> Placed:
    piece = Piece(key=1, name="", start=start, weeks=weeks, shares={"r1": share, "r2": share})
    return Placed(
        key=1,
        name="",
        track=track,
        optional=False,
        deadline="",
        due=None,
        legal="",
        finish=None,
        pieces=(piece,),
    )


def test_work_counts_in_the_quarter_of_its_week_and_only_what_is_to_come() -> None:
    picture = Picture(
        start="2026-03-16",
        weeks=20,
        closed=(),
        fiscal_year_month=1,
        placed=(placed("mandated", 0, 4, 25), placed("challenge", 2, 1, 50)),
        missing=(),
        lanes=(),
        verdict=VERDICT,
    )

    assert planned_work(picture, date(2026, 3, 20)) == {
        (2026, 1): {"mandated": 100, "challenge": 100},
        (2026, 2): {"mandated": 50},
    }


def test_quarters_stand_in_order_with_what_was_given_first() -> None:
    given = {(2026, 1): {"mandated": 30.0, "challenge": 10.0}, (2025, 4): {"mandated": 0.0}}
    planned = {(2026, 1): {"mandated": 5.0}, (2026, 2): {"challenge": 5.0, "mandated": 10.0}}

    told = over_time(given, planned)

    assert [(one.year, one.quarter, one.given) for one in told] == [
        (2026, 1, True),
        (2026, 1, False),
        (2026, 2, False),
    ]
    assert told[0].shares == {"mandated": 75, "challenge": 25}
    assert told[2].shares == {"challenge": 33, "mandated": 67}


def test_december_is_in_the_fourth_quarter() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [
        (2026, 1),
        (2026, 1),
        (2026, 2),
        (2026, 4),
    ]
