"""How much of a person is at work in a week, reckoned day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.organisation.presence import Leave, presence

MONDAYS = [date(2026, 3, 2) + timedelta(weeks=week) for week in range(6)]
DAYS = st.dates(MONDAYS[0] - timedelta(days=4), MONDAYS[-1] + timedelta(days=9))
LEAVES = st.builds(
    Leave, since=DAYS, until=st.one_of(st.none(), DAYS), share=st.sampled_from([20, 50, 100])
)


@given(
    first=st.one_of(st.none(), DAYS),
    last=st.one_of(st.none(), DAYS),
    leaves=st.lists(LEAVES, max_size=2),
    holidays=st.frozensets(DAYS, max_size=3),
)
def test_a_week_is_the_mean_of_its_five_days(
    first: date | None, last: date | None, leaves: list[Leave], holidays: frozenset[date]
) -> None:
    def there(day: date) -> int:
        if day in holidays or (first and day < first) or (last and day > last):
            return 0
        away = [one for one in leaves if one.since <= day and (one.until or date.max) >= day]
        return max(0, 100 - sum(one.share for one in away))

    weeks = presence(MONDAYS, first_day=first, last_day=last, leaves=leaves, holidays=holidays)

    assert weeks == tuple(
        sum(there(monday + timedelta(days=n)) for n in range(5)) // 5 for monday in MONDAYS
    )
