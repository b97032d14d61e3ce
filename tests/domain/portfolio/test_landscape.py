"""The picture of effort and benefit: nothing is hidden behind anything else."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.portfolio.landscape import (
    HEIGHT,
    LEFT,
    RADIUS,
    RIGHT,
    WIDTH,
    Landscape,
    Spot,
    lay_out,
)


def at(picture: Landscape, key: int) -> tuple[int, int]:
    (mark,) = (mark for mark in picture.marks if mark.key == key)
    return mark.x, mark.y


def test_more_effort_is_to_the_right_and_more_benefit_is_higher() -> None:
    picture = lay_out([Spot(1, 10, 100), Spot(2, 40, 400), Spot(3, 160, 25)])

    assert at(picture, 1)[0] < at(picture, 2)[0] < at(picture, 3)[0]
    assert at(picture, 2)[1] < at(picture, 1)[1] < at(picture, 3)[1]


def test_a_picture_of_nothing_has_no_marks_and_no_grid() -> None:
    assert lay_out([]) == Landscape((), (), ())


def test_the_grid_has_round_figures_within_the_picture() -> None:
    picture = lay_out([Spot(1, 97, 1_900_000)])

    assert [tick.value for tick in picture.across] == [0, 20, 40, 60, 80]
    assert [tick.value for tick in picture.up] == [0, 200_000] + [200_000 * n for n in range(2, 10)]
    assert all(LEFT <= tick.at <= WIDTH - RIGHT for tick in picture.across)


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(-1e6, 1e8)), min_size=1, max_size=60))
def test_no_mark_covers_another_or_leaves_the_picture(figures: list[tuple[float, float]]) -> None:
    marks = lay_out(Spot(n, effort, benefit) for n, (effort, benefit) in enumerate(figures)).marks

    assert all(0 <= mark.x <= WIDTH and 0 <= mark.y <= HEIGHT for mark in marks)
    for one, other in combinations(marks, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * RADIUS - 2) ** 2
