"""What the search goes by: where there is no room, and which of two equal plans it prefers."""

import numpy as np
import pytest

from samsyn.domain.scheduling.network import NEVER
from samsyn.domain.scheduling.population import LEVELS, is_fitter
from samsyn.domain.scheduling.room import NOWHERE, last_full
from samsyn.domain.shared.compiled import interpreted

GUARD = np.uint64(1 << 15)


@pytest.mark.parametrize(
    ("start", "end", "full"),
    [(0, 5, 3), (0, 3, 1), (2, 3, NOWHERE), (4, 5, NOWHERE), (3, 6, NEVER), (1, 1, NOWHERE)],
)
def test_work_that_meets_a_full_week_is_asked_again_after_the_last_of_them(
    start: int, end: int, full: int
) -> None:
    free = np.array([[9], [4], [9], [4], [9]], np.uint64)
    need = np.array([[5]], np.uint64)
    assert interpreted(last_full)(free, need, GUARD, 0, start, end) == full


def test_the_last_full_week_is_that_of_any_role() -> None:
    free = np.array([[9, 9], [9, 1], [1, 9], [9, 9]], np.uint64)
    assert interpreted(last_full)(free, np.array([[5, 5]], np.uint64), GUARD, 0, 0, 4) == 2
    assert interpreted(last_full)(free, np.array([[0, 5]], np.uint64), GUARD, 0, 0, 4) == 1


def test_of_equal_plans_that_with_more_play_is_the_fitter_and_a_better_plan_always_is() -> None:
    score = np.zeros((3, LEVELS), np.int64)
    score[2, LEVELS - 1] = 1
    play = np.array([4.0, 7.0, 99.0])
    fitter = interpreted(is_fitter)
    assert fitter(score, play, 1, 0)
    assert not fitter(score, play, 0, 1)
    assert not fitter(score, play, 0, 0)
    assert fitter(score, play, 0, 2)
    assert not fitter(score, play, 2, 0)
