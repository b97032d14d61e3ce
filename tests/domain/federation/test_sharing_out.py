"""Seats and costs are shared out fairly, the same every time, to the last one and the last öre."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.federation.cost_sharing import share
from samsyn.domain.federation.polling import Standing, is_late, may_answer, tally
from samsyn.domain.federation.seating import seat

LAST = date(2026, 11, 20)
AFTER = date(2026, 11, 21)


def test_an_equal_cost_that_does_not_divide_gives_the_rest_to_the_first() -> None:
    assert share(Decimal(100), {1: 1, 2: 1, 3: 1}) == {
        1: Decimal(34),
        2: Decimal(33),
        3: Decimal(33),
    }


def test_a_cost_in_hundredths_is_shared_in_hundredths() -> None:
    assert share(Decimal("100.10"), {1: 1, 2: 1, 3: 1}) == {
        1: Decimal("33.37"),
        2: Decimal("33.37"),
        3: Decimal("33.36"),
    }


def test_the_rest_goes_to_who_lost_most_by_rounding_down() -> None:
    """By inhabitants: 100 kronor over 4,800, 27,000 and 58,000 is 5.35, 30.07 and 64.59."""
    assert share(Decimal(100), {1: 4800, 2: 27000, 3: 58000}) == {
        1: Decimal(5),
        2: Decimal(30),
        3: Decimal(65),
    }


@given(
    st.decimals(min_value=0, max_value=10_000_000, places=2),
    st.dictionaries(st.integers(1, 60), st.integers(1, 1_000_000), min_size=1, max_size=49),
)
def test_parts_always_add_up_and_never_stray_a_unit_from_what_is_fair(
    total: Decimal, weights: dict[int, int]
) -> None:
    parts = share(total, weights)
    unit = Decimal(1) if total == total.to_integral_value() else Decimal("0.01")

    assert sum(parts.values()) == total
    whole = sum(weights.values())
    for key, part in parts.items():
        assert abs(part - total * weights[key] / whole) < unit


def test_twenty_eight_seats_two_each_and_what_others_leave_goes_on() -> None:
    """Ten of fourteen say yes: eight seats are left; the three who want more get them in turn."""
    wanted = dict.fromkeys(range(1, 11), 2) | {3: 6, 5: 4, 9: 5}
    seated = seat(wanted, seats=28, each=2, turns=list(range(1, 11)))

    assert dict(seated.given) == {1: 2, 2: 2, 3: 5, 4: 2, 5: 4, 6: 2, 7: 2, 8: 2, 9: 5, 10: 2}
    assert seated.free == 0
    assert [seated.beyond(m, 2) for m in (3, 5, 9)] == [3, 2, 3]


def test_the_last_seat_goes_by_turn() -> None:
    for turns in ([1, 2], [2, 1]):
        seated = seat({1: 4, 2: 4}, seats=5, each=2, turns=turns)

        assert seated.given[turns[0]] == 3
        assert seated.given[turns[1]] == 2


def test_a_seat_that_was_given_stays_and_who_comes_late_gets_what_is_left() -> None:
    seated = seat({1: 4, 2: 2}, seats=5, each=2, turns=[1, 2], kept={1: 4})

    assert dict(seated.given) == {1: 4, 2: 1}


def test_a_seat_that_is_no_longer_wanted_goes_on() -> None:
    seated = seat({1: 1, 2: 4}, seats=5, each=2, turns=[1, 2], kept={1: 4})

    assert dict(seated.given) == {1: 1, 2: 4}
    assert dict(seated.left) == {1: 1, 2: 0}


@given(
    st.dictionaries(st.integers(1, 49), st.integers(0, 9), min_size=1, max_size=49),
    st.integers(0, 120),
    st.integers(0, 4),
)
def test_nobody_has_more_while_another_who_wants_one_has_fewer(
    wanted: dict[int, int], seats: int, each: int
) -> None:
    seated = seat(wanted, seats=seats, each=each, turns=sorted(wanted))

    given_out = sum(seated.given.values())
    assert given_out + seated.free == seats
    assert given_out == min(seats, sum(wanted.values()))
    for member, has in seated.given.items():
        if has < wanted[member]:
            assert all(other <= has + 1 for other in seated.given.values())


def test_counts_say_yes_for_those_who_lead_and_those_who_join() -> None:
    counts = tally([*["lead"], *["join"] * 9, *["no"] * 2, *["waiting"] * 2])

    assert (counts.asked, counts.yes, counts.no, counts.waiting) == (14, 10, 2, 2)


@pytest.mark.parametrize(
    ("state", "today", "has_answered", "may"),
    [
        ("draft", LAST, False, False),
        ("asked", LAST, False, True),
        ("asked", LAST, True, True),
        ("asked", AFTER, True, False),
        ("asked", AFTER, False, True),
        ("ended", AFTER, True, False),
        ("ended", AFTER, False, True),
        ("settled", LAST, True, False),
        ("settled", AFTER, False, True),
    ],
)
def test_an_answer_changes_until_the_last_day_and_a_first_one_comes_any_day(
    state: str, today: date, has_answered: bool, may: bool
) -> None:
    assert may_answer(state=state, deadline=LAST, today=today, has_answered=has_answered) is may


def test_the_last_day_is_in_time() -> None:
    assert (is_late(LAST, LAST), is_late(AFTER, LAST)) == (False, True)
    assert Standing.WAITING.value == "waiting"
