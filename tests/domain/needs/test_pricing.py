"""A friction costs what people lose, and clicking cannot make it dearer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.needs.merging import below
from samsyn.domain.needs.pricing import Claim, MeToo, hours_a_year, price

Minutes = st.integers(1, 2400)
Accounts = st.integers(1, 9)
ROWS = st.tuples(st.none() | Accounts, st.none() | st.integers(1, 3), Minutes, st.integers(1, 40))
claims = st.lists(ROWS, min_size=1, max_size=5).map(
    lambda rows: [
        Claim(report=n, account=a, place=p, minutes=m, people=k)
        for n, (a, p, m, k) in enumerate(rows)
    ]
)


def claim(minutes: int = 20, people: int = 1, **said: int | None) -> Claim:
    given_ = {"report": 1, "account": 1, "place": 1, **said}
    return Claim(minutes=minutes, people=people, **given_)  # type: ignore[arg-type]


def test_twelve_people_at_twenty_minutes_are_176_hours_of_44_working_weeks() -> None:
    found = price([claim(20, 12)])

    assert (found.minutes, found.voices, found.guessed, found.people) == (240, 1, 11, 12)
    assert hours_a_year(240) == 176


def test_who_says_me_too_takes_the_place_of_one_who_was_guessed() -> None:
    found = price([claim(20, 3)], [MeToo(report=1, account=2, minutes=50)])

    assert (found.minutes, found.voices, found.guessed) == (20 + 50 + 20, 2, 1)


def test_more_voices_than_were_guessed_do_add_up() -> None:
    said = [MeToo(report=1, account=n, minutes=10) for n in (2, 3, 4)]

    assert price([claim(10, 2)], said).minutes == 40


def test_one_account_counts_once_with_the_most_it_has_said() -> None:
    one, other = claim(10), claim(30, report=2)
    said = [MeToo(report=1, account=1, minutes=5), MeToo(report=2, account=1, minutes=20)]

    assert price([one, other], said).minutes == 30


def test_a_units_people_are_the_same_people_whoever_guesses_their_number() -> None:
    one, other = claim(10, 20), claim(10, 15, report=2, account=2)
    elsewhere = claim(10, 15, report=2, account=2, place=2)

    assert price([one, other]).people == 20
    assert price([one, elsewhere]).people == 35


def test_reports_without_an_account_are_people_of_their_own() -> None:
    found = price([claim(10, account=None), claim(15, report=2, account=None)])

    assert (found.minutes, found.voices) == (25, 2)


@given(claims)
def test_merged_reports_never_cost_more_than_one_by_one(rows: list[Claim]) -> None:
    apart = [price([row]) for row in rows]

    together = price(rows)

    assert together.minutes <= sum(one.minutes for one in apart)
    assert together.people <= sum(one.people for one in apart)


@given(claims)
def test_every_voice_survives_a_merger(rows: list[Claim]) -> None:
    named = {row.account for row in rows if row.account is not None}
    nameless = [row for row in rows if row.account is None]

    together = price(rows)

    assert together.voices == len(named) + len(nameless)
    assert together.minutes >= max(row.minutes for row in rows)


@given(claims, Accounts, Minutes)
def test_the_same_me_too_twice_changes_nothing(
    rows: list[Claim], account: int, minutes: int
) -> None:
    said = MeToo(report=rows[0].report, account=account, minutes=minutes)

    assert price(rows, [said, said]) == price(rows, [said])


@given(claims, st.permutations(range(5)))
def test_the_order_of_reports_does_not_matter_for_how_many_lose_time(
    rows: list[Claim], order: list[int]
) -> None:
    turned = [rows[n] for n in order if n < len(rows)]

    assert price(turned).voices == price(rows).voices


def test_what_had_been_merged_before_comes_along_when_a_merger_is_undone() -> None:
    through = {2: 1, 3: 2, 4: 3, 5: 1}

    assert below(2, through) == {3, 4}
    assert below(1, through) == {2, 3, 4, 5}
    assert below(4, through) == set()
    assert below(1, {2: 1, 1: 2}) == {2}
