"""The order of initiatives: by weights that are known, with its reasons and what it can bear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.portfolio.ranking import WHOLE, Criterion, Marks, Ranked, rank

BENEFIT = Criterion(key=1, weight=30)
COST = Criterion(key=2, weight=20, less_is_better=True)
FIT = Criterion(key=3, weight=50, best=5)


def by_key(ranked: list[Ranked]) -> dict[int, Ranked]:
    return {one.key: one for one in ranked}


def test_figures_are_compared_and_marks_are_shares_of_the_best() -> None:
    marks: Marks = {
        10: {1: 900_000.0, 2: 500_000.0, 3: 2.0},
        11: {1: 100_000.0, 2: 100_000.0, 3: 5.0},
        12: {1: 500_000.0, 2: 300_000.0, 3: None},
    }
    first, second, third = rank([BENEFIT, COST, FIT], marks)

    assert [one.key for one in (first, second, third)] == [11, 10, 12]
    assert first.score == pytest.approx(0 + 20 + 50)
    assert second.score == pytest.approx(30 + 0 + 20)
    assert third.score == pytest.approx(15 + 10 + 0)
    assert third.unknown == (3,)
    assert [part.value for part in second.contributions] == [WHOLE, 0, 4000]


def test_equal_scores_share_a_place_and_the_next_one_is_skipped() -> None:
    marks = {1: {3: 4.0}, 2: {3: 4.0}, 3: {3: 1.0}}

    assert [one.place for one in rank([FIT], marks)] == [1, 1, 3]


def test_a_place_that_turns_on_one_weight_says_which() -> None:
    marks = {1: {1: 100.0, 3: 2.0}, 2: {1: 0.0, 3: 3.0}}
    narrow = by_key(rank([Criterion(key=1, weight=11), FIT], marks))

    assert narrow[1].place == 1
    assert narrow[1].range == (1, 2)
    assert set(narrow[1].turns_on) == {1, 3}
    assert not narrow[1].is_firm


def test_what_is_better_in_everything_is_firmly_first() -> None:
    marks = {1: {1: 9.0, 2: 1.0, 3: 5.0}, 2: {1: 1.0, 2: 9.0, 3: 0.0}}

    assert by_key(rank([BENEFIT, COST, FIT], marks))[1].is_firm


def test_without_weights_or_initiatives_nothing_is_before_anything() -> None:
    nothing = Criterion(key=1, weight=0, best=5)

    assert [one.place for one in rank([nothing], {1: {1: 5.0}, 2: {1: 0.0}})] == [1, 1]
    assert [one.place for one in rank([], {1: {}, 2: {}})] == [1, 1]
    assert rank([FIT], {}) == []


@given(
    weights=st.lists(st.integers(0, 100), min_size=1, max_size=4),
    rows=st.lists(
        st.lists(st.none() | st.integers(0, 5), min_size=4, max_size=4), min_size=1, max_size=6
    ),
)
def test_doubling_all_weights_changes_nothing(
    weights: list[int], rows: list[list[int | None]]
) -> None:
    marks = {
        key: {c: None if row[c] is None else float(row[c] or 0) for c in range(len(weights))}
        for key, row in enumerate(rows)
    }
    single = [Criterion(key=c, weight=w, best=5) for c, w in enumerate(weights)]
    double = [Criterion(key=c, weight=2 * w, best=5) for c, w in enumerate(weights)]

    assert [(r.key, r.place, r.range) for r in rank(single, marks)] == [
        (r.key, r.place, r.range) for r in rank(double, marks)
    ]
    assert all(0 <= r.score <= 100.0001 for r in rank(single, marks))
    assert all(r.range[0] <= r.place <= r.range[1] for r in rank(single, marks))
