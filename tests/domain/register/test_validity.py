"""An agreement holds when nothing speaks against it, and always says why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.register.notice import notice_day
from samsyn.domain.register.validity import (
    Ground,
    Renewal,
    Terms,
    add_months,
    in_force,
    period_end,
    validity,
)

TODAY = date(2026, 11, 22)
LAST = date(2026, 12, 31)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
SOUND: dict[str, Any] = {"signed_on": date(2025, 1, 1), "valid_from": date(2025, 1, 1)}


def grounds(terms: Terms, today: date = TODAY) -> list[Ground]:
    return [reason.ground for reason in validity(terms, today).reasons]


def test_an_agreement_in_force_says_what_makes_it_so() -> None:
    verdict = validity(Terms(**SOUND, valid_until=LAST), TODAY)
    assert verdict.in_force
    assert [(r.ground, r.day) for r in verdict.reasons] == [
        (Ground.SIGNED, date(2025, 1, 1)),
        (Ground.BEGUN, date(2025, 1, 1)),
        (Ground.RUNS_UNTIL, LAST),
    ]


def test_everything_against_it_is_said_first() -> None:
    terms = Terms(
        signed_on=None,
        valid_from=date(2027, 1, 1),
        valid_until=date(2026, 1, 1),
        terminated_on=TODAY,
        parent=Terms(title="Frame"),
    )
    assert not validity(terms, TODAY).in_force
    assert grounds(terms) == [
        Ground.UNSIGNED,
        Ground.NOT_BEGUN,
        Ground.ENDED,
        Ground.TERMINATED,
        Ground.PARENT_NOT_IN_FORCE,
    ]


@pytest.mark.parametrize(
    ("said", "ground", "holds"),
    [
        ({"signed_on": TODAY}, Ground.SIGNED, True),
        ({"signed_on": TODAY + timedelta(1)}, Ground.SIGNED_LATER, False),
        ({"valid_from": TODAY}, Ground.BEGUN, True),
        ({"valid_from": TODAY + timedelta(1)}, Ground.NOT_BEGUN, False),
        ({"valid_until": TODAY}, Ground.RUNS_UNTIL, True),
        ({"valid_until": TODAY - timedelta(1)}, Ground.ENDED, False),
        ({"valid_until": None}, Ground.NO_PERIOD, False),
        ({"valid_until": None, "ongoing": True}, Ground.ONGOING, True),
        ({"terminated_on": TODAY}, Ground.TERMINATED, False),
        ({"terminated_on": TODAY + timedelta(1)}, Ground.TERMINATED_AS_OF, True),
    ],
)
def test_each_day_counts_from_its_first_hour(
    said: dict[str, date | bool | None], ground: Ground, holds: bool
) -> None:
    terms = Terms(**{**SOUND, "valid_until": LAST, **said})
    assert ground in grounds(terms)
    assert validity(terms, TODAY).in_force is holds
    assert in_force(terms, TODAY) is holds


def test_a_renewing_agreement_rolls_on_from_the_day_after_its_end() -> None:
    terms = Terms(**SOUND, valid_until=LAST, renewal=Renewal.RENEWS, renewal_months=12)
    assert period_end(terms, LAST) == LAST
    assert period_end(terms, LAST + timedelta(1)) == date(2027, 12, 31)
    assert period_end(terms, date(2030, 6, 1)) == date(2030, 12, 31)
    assert Ground.RENEWED_UNTIL in grounds(terms, date(2027, 1, 1))


def test_an_option_that_nobody_used_ends_the_agreement() -> None:
    terms = Terms(**SOUND, valid_until=LAST, renewal=Renewal.OPTION, renewal_months=12)
    assert grounds(terms, date(2027, 1, 1))[0] is Ground.ENDED


def test_what_stands_under_a_fallen_parent_falls_too() -> None:
    top = Terms(**SOUND, title="Top", valid_until=date(2026, 6, 30))
    middle = Terms(**SOUND, title="Middle", ongoing=True, parent=top)
    low = Terms(**SOUND, title="Low", ongoing=True, parent=middle)
    assert in_force(low, date(2026, 6, 30))
    verdict = validity(low, date(2026, 7, 1))
    assert [(r.ground, r.title) for r in verdict.reasons if not r.holds] == [
        (Ground.PARENT_NOT_IN_FORCE, "Middle")
    ]


def test_what_holds_on_its_own_does_not_fall_with_its_parent() -> None:
    top = Terms(**SOUND, title="Top", valid_until=date(2026, 6, 30))
    alone = Terms(**SOUND, ongoing=True, parent=top, needs_parent=False)
    assert in_force(alone, TODAY)
    assert grounds(alone)[-1] is Ground.PARENT_NOT_NEEDED


def test_notice_counts_back_from_the_end_of_the_present_period() -> None:
    terms = Terms(
        **SOUND, valid_until=LAST, renewal=Renewal.RENEWS, renewal_months=12, notice_months=3
    )
    assert notice_day(terms, TODAY) == date(2026, 9, 30)
    assert notice_day(terms, date(2027, 1, 1)) == date(2027, 9, 30)
    assert notice_day(Terms(**SOUND, valid_until=LAST), TODAY) is None
    assert notice_day(Terms(**SOUND, ongoing=True, notice_months=3), TODAY) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 31)),
        (date(2026, 6, 30), -3, date(2026, 3, 31)),
        (date(2026, 6, 15), -6, date(2025, 12, 15)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_contracts_say_they_end(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(end=DAYS, today=DAYS, months=st.integers(1, 60))
def test_a_renewed_period_is_the_first_whole_one_that_reaches_today(
    end: date, today: date, months: int
) -> None:
    terms = Terms(valid_until=end, renewal=Renewal.RENEWS, renewal_months=months)
    found = period_end(terms, today)
    assert found is not None
    assert found == end or found >= today
    periods = ((found.year - end.year) * 12 + found.month - end.month) // months
    assert add_months(end, periods * months) == found
    assert periods == 0 or add_months(end, (periods - 1) * months) < today


@given(
    signed=st.none() | DAYS,
    begins=st.none() | DAYS,
    ends=st.none() | DAYS,
    terminated=st.none() | DAYS,
    today=DAYS,
)
def test_an_agreement_is_in_force_exactly_when_no_reason_speaks_against_it(
    signed: date | None,
    begins: date | None,
    ends: date | None,
    terminated: date | None,
    today: date,
) -> None:
    terms = Terms(signed_on=signed, valid_from=begins, valid_until=ends, terminated_on=terminated)
    expected = (
        signed is not None
        and signed <= today
        and (begins is None or begins <= today)
        and ends is not None
        and today <= ends
        and (terminated is None or today < terminated)
    )
    verdict = validity(terms, today)
    assert verdict.in_force is expected
    assert verdict.in_force is all(reason.holds for reason in verdict.reasons)
