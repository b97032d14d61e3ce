"""What leans on what has stopped, stops too, at the hour its patience ends."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.impact.outage import outage
from samsyn.domain.impact.starting import warm_up
from samsyn.domain.impact.stopping import MOST_HOURS, NEVER, blame, stop
from samsyn.domain.shared.compiled import interpreted
from tests.support.impact import earliest, leaning

NODES = 10
HOURS = st.sampled_from([0, 0, 1, 4, 24, MOST_HOURS])
NODE = st.integers(0, NODES - 1)
LINKS = st.lists(st.tuples(NODE, NODE, HOURS), max_size=30)


@pytest.fixture(autouse=True, scope="module")
def compiled_engine() -> None:
    warm_up()


@settings(deadline=None, max_examples=300)
@given(LINKS, st.lists(NODE, max_size=4))
def test_each_stops_at_the_earliest_hour_by_the_shortest_chain(
    links: list[tuple[int, int, int]], stopped: list[int]
) -> None:
    found = outage(leaning(NODES, links), np.array(stopped, np.int32))
    expected = earliest(NODES, links, stopped)
    assert {node: int(found.hour[node]) for node in found.hit()} == {
        node: hour for node, (hour, _steps) in expected.items()
    }
    for node, (hour, steps) in expected.items():
        chain = found.chain(node)
        assert chain[0] in stopped
        assert chain[-1] == node
        assert len(chain) == 2 * steps + 1
        waited = 0
        for begin, link, end in zip(chain[0::2], chain[1::2], chain[2::2], strict=False):
            assert links[link][:2] == (begin, end)
            waited += links[link][2]
        assert waited == hour


def test_two_that_lean_on_each_other_stop_once() -> None:
    found = outage(leaning(3, [(0, 1, 2), (1, 2, 3), (2, 1, 0)]), np.array([0], np.int32))
    assert found.hour.tolist() == [0, 2, 5]
    assert found.chain(2) == [0, 0, 1, 1, 2]


def test_nobody_waits_longer_than_eleven_years() -> None:
    found = outage(leaning(2, [(0, 1, MOST_HOURS + 1)]), np.array([0], np.int32))
    assert found.hour.tolist() == [0, MOST_HOURS]


def test_nothing_stops_when_nothing_was_stopped() -> None:
    found = outage(leaning(2, [(0, 1, 0)]), np.array([], np.int32))
    assert found.hour.tolist() == [NEVER, NEVER]


def test_what_is_not_compiled_yet_says_the_same() -> None:
    lots = np.random.default_rng(3)
    leans = leaning(200, [(a, b, c % 9) for a, b, c in lots.integers(0, 200, (900, 3)).tolist()])
    answers = []
    for made in (lambda kernel: kernel, interpreted):
        hour, began = np.zeros(200, np.int32), np.zeros(200, np.int32)
        began[[1, 2]] = 1
        made(stop)(leans.graph, leans.patience_in_order, np.array([1, 2], np.int32), hour)
        ways = [
            made(blame)(leans.graph, leans.patience, began, hour, node).tolist()
            for node in range(200)
        ]
        answers.append((hour.tolist(), ways))
    assert answers[0] == answers[1]
