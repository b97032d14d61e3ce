"""Every way into the database turns the day over when the municipality does."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
from django.conf import settings
from django.db import connection

from samsyn.kernel import clock

# The last hour of a day in universal time is the first of the next in every Nordic country
NEARLY_MIDNIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def _day_of(raw: psycopg.Connection) -> str:
    row = raw.execute("SELECT (%s::timestamptz)::date::text", [NEARLY_MIDNIGHT]).fetchone()
    assert row is not None
    return str(row[0])


def test_the_database_and_the_clock_agree_on_the_day(
    db: None, as_owner: psycopg.Connection
) -> None:
    with clock.stopped_at(NEARLY_MIDNIGHT):
        today = clock.today().isoformat()
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::timestamptz)::date::text", [NEARLY_MIDNIGHT])
        assert cursor.fetchone() == (today,) == ("2026-11-23",)
    assert _day_of(as_owner) == today
    assert connection.timezone_name == settings.TIME_ZONE
