"""Months are counted as people count them."""

from datetime import date

import pytest

from samsyn.domain.findings.days import months_before


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 22), 6, date(2026, 5, 22)),
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 5), 1, date(2025, 12, 5)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
    ],
)
def test_the_same_day_earlier_or_the_last_of_a_shorter_month(
    day: date, months: int, then: date
) -> None:
    assert months_before(day, months) == then
