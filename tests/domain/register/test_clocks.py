"""The statutory clocks of an incident run from the moment somebody knew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from samsyn.domain.register.clocks import Clock, State, clocks_of, state_of

KNEW = datetime(2026, 1, 30, 14, 5, tzinfo=UTC)


def test_a_day_three_days_and_a_month() -> None:
    due = {d.clock: d.at for d in clocks_of(KNEW, significant=True, personal_data=True)}

    assert due == {
        Clock.EARLY_WARNING: datetime(2026, 1, 31, 14, 5, tzinfo=UTC),
        Clock.NOTIFICATION: datetime(2026, 2, 2, 14, 5, tzinfo=UTC),
        Clock.GDPR_AUTHORITY: datetime(2026, 2, 2, 14, 5, tzinfo=UTC),
        Clock.FINAL_REPORT: datetime(2026, 3, 2, 14, 5, tzinfo=UTC),
    }


def test_the_month_runs_from_the_notification_that_was_made() -> None:
    notified = KNEW + timedelta(hours=20)

    due = {
        d.clock: d.at
        for d in clocks_of(KNEW, significant=True, personal_data=False, notified_at=notified)
    }

    assert due[Clock.FINAL_REPORT] == datetime(2026, 2, 28, 10, 5, tzinfo=UTC)
    assert Clock.GDPR_AUTHORITY not in due


def test_what_hits_nothing_runs_no_clock() -> None:
    assert clocks_of(KNEW, significant=False, personal_data=False) == []


def test_a_clock_says_how_it_stands() -> None:
    due = KNEW + timedelta(hours=24)

    assert state_of(due, None, KNEW) is State.RUNNING
    assert state_of(due, None, due - timedelta(hours=6)) is State.SOON
    assert state_of(due, None, due + timedelta(seconds=1)) is State.OUT
    assert state_of(due, due, due + timedelta(days=9)) is State.DONE
    assert state_of(due, due + timedelta(seconds=1), due) is State.DONE_LATE
