"""Waiting, overlapping and deciding, as plain facts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.portfolio.course import COMES_FROM, ENDED, LEADS_TO, State, Step
from samsyn.domain.portfolio.overlap import meetings, span_of
from samsyn.domain.portfolio.tracks import METHOD, Ask, Footing, Misfit, OwnerLevel, Track, misfits
from samsyn.domain.portfolio.waiting import way_back

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12)
MONDAY = date(2026, 1, 5)


@given(PAIRS, st.integers(0, 6), st.integers(0, 6))
def test_a_way_back_is_a_chain_of_known_pairs_from_the_later_to_the_earlier(
    pairs: list[tuple[int, int]], before: int, after: int
) -> None:
    chain = way_back(pairs, before=before, after=after)

    if chain:
        assert (chain[0], chain[-1]) == (after, before)
        assert all(step in pairs for step in pairwise(chain))
    else:
        reached, grown = {after}, True
        while grown:
            new = {b for a, b in pairs if a in reached} - reached
            reached, grown = reached | new, bool(new)
        assert before not in reached


def test_nothing_leads_out_of_an_end_and_everything_else_leads_somewhere() -> None:
    left = {state for states in COMES_FROM.values() for state in states}

    assert left == set(State) - set(ENDED)
    assert set(LEADS_TO) == set(COMES_FROM) == set(Step)


@pytest.mark.parametrize(
    ("track", "level", "codes"),
    [
        (Track.CHALLENGE, OwnerLevel.POLITICAL, []),
        (Track.CHALLENGE, OwnerLevel.DEPARTMENT, [Misfit.OWNED_TOO_LOW]),
        (Track.CHALLENGE, None, [Misfit.OWNED_TOO_LOW]),
        (Track.MANDATED, OwnerLevel.DEPARTMENT, []),
        (Track.MANDATED, OwnerLevel.IT, [Misfit.OWNED_BY_IT]),
        (Track.MANDATED, None, [Misfit.OWNED_TOO_LOW]),
        (Track.PREREQUISITE, OwnerLevel.IT, []),
        (Track.PREREQUISITE, None, []),
    ],
)
def test_each_track_asks_for_its_own_level_of_owner(
    track: Track, level: OwnerLevel | None, codes: list[Misfit]
) -> None:
    footing = Footing(policy=METHOD[track], has_owner=True, owner_level=level, has=frozenset(Ask))

    assert [objection.code for objection in misfits(footing)] == codes


@given(st.integers(0, 20), st.integers(1, 8), st.integers(0, 20), st.integers(1, 8))
def test_two_meet_exactly_when_they_share_a_week(
    first: int, long: int, second: int, short: int
) -> None:
    spans = [
        span_of(n, start=MONDAY + timedelta(weeks=start), weeks=weeks, systems=[7], shares={})
        for n, (start, weeks) in enumerate([(first, long), (second, short)])
    ]
    shared = set(range(first, first + long)) & set(range(second, second + short))

    assert bool(meetings(spans, known=set(), narrow={})) == bool(shared)
    assert meetings(spans, known={frozenset({0, 1})}, narrow={}) == []
