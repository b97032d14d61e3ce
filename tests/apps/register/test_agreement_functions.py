"""What PostgreSQL counts about agreements is what the domain counts, day by day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.domain.register.notice import last_day_to_give, open_question
from samsyn.domain.register.validity import (
    CountsFrom,
    Renewal,
    Terms,
    add_months,
    in_force,
    period_end,
)

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2001, 1, 1), date(2050, 12, 31))
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TERMS = st.builds(
    Terms,
    signed_on=st.none() | DAYS,
    valid_from=st.none() | DAYS,
    valid_until=st.none() | DAYS,
    ongoing=st.booleans(),
    renewal=st.sampled_from(list(Renewal)),
    renewal_months=st.none() | st.integers(0, 40),
    notice_months=st.none() | st.integers(0, 30),
    notice_from=st.sampled_from(list(CountsFrom)),
    irrevocable_until=st.none() | DAYS,
    option_months=st.none() | st.integers(0, 30),
    options_left=st.none() | st.integers(0, 4),
    terminated_on=st.none() | DAYS,
    kept_until=st.none() | DAYS,
)


def asked(function: str, *said: Any) -> Any:
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(said))
        cursor.execute(f"SELECT {function}({places})", said)
        (answer,) = cursor.fetchone() or (None,)
    return answer


@FEW
@given(day=DAYS, months=st.integers(-60, 60))
def test_months_are_added_alike(day: date, months: int) -> None:
    assert asked("agreement_months_later", day, months) == add_months(day, months)


@FEW
@given(end=DAYS, months=st.integers(0, 40), rule=st.sampled_from(list(CountsFrom)))
def test_the_last_day_to_give_notice_is_the_same(end: date, months: int, rule: CountsFrom) -> None:
    there = asked("agreement_last_day_to_give", end, months, str(rule))
    assert there == last_day_to_give(end, months, rule)


@FEW
@given(terms=TERMS, today=DAYS)
def test_it_stands_ends_and_asks_for_a_decision_alike(terms: Terms, today: date) -> None:
    renewal = (terms.valid_until, terms.ongoing, str(terms.renewal), terms.renewal_months)
    assert asked("agreement_period_end", *renewal, today) == period_end(terms, today)
    signed = (terms.signed_on, terms.valid_from)
    assert asked("agreement_stands", *signed, *renewal, terms.terminated_on, today) is in_force(
        terms, today
    )
    question = open_question(terms, today)
    notice = (terms.notice_months, str(terms.notice_from), terms.irrevocable_until)
    options = (terms.option_months, terms.options_left)
    there = asked(
        "agreement_decide_by",
        *renewal,
        *notice,
        *options,
        terms.terminated_on,
        terms.kept_until,
        today,
    )
    assert there == (question.by if question else None)
