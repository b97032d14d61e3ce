"""Places go by what others decided to adopt, then by what they took, then by thanks."""

from __future__ import annotations

from samsyn.domain.sharing.prize import Standing, placed


def standing(name: str, adopters: int, takers: int, thankers: int) -> Standing:
    return Standing(
        origin=len(name), name=name, adopters=adopters, takers=takers, thankers=thankers
    )


def test_adopting_counts_before_taking_and_taking_before_thanks() -> None:
    found = placed([standing("a", 0, 9, 9), standing("bb", 1, 1, 0), standing("ccc", 0, 9, 8)])

    assert [(place, one.name) for place, one in found] == [(1, "bb"), (2, "a"), (3, "ccc")]


def test_equal_counts_share_a_place_and_the_next_one_is_left_out() -> None:
    found = placed([standing("a", 2, 2, 0), standing("bb", 2, 2, 0), standing("ccc", 1, 1, 1)])

    assert [(place, one.name) for place, one in found] == [(1, "a"), (1, "bb"), (3, "ccc")]


def test_nobody_stands_anywhere_where_nothing_was_reused() -> None:
    assert placed([]) == []
