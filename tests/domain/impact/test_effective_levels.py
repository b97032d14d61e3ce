"""Every node has the highest of what it holds and receives, however the levels came about."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.impact.effective import ASPECTS, Effective, nothing_known
from samsyn.domain.impact.graph import Ints, graph_of
from samsyn.domain.impact.spreading import UNKNOWN, point_back, spread, spread_again
from samsyn.domain.impact.starting import warm_up
from samsyn.domain.shared.compiled import interpreted
from tests.support.impact import LEVELS, Sketch, columns, sketches

THOROUGH = settings(deadline=None, max_examples=300)
CONFIDENTIALITY = 0


@pytest.fixture(autouse=True, scope="module")
def compiled_engine() -> None:
    warm_up()


def agrees(measured: Effective, sketch: Sketch) -> None:
    for aspect in range(len(ASPECTS)):
        assert measured.level[aspect].tolist() == sketch.level(aspect)


def ways_are_right(measured: Effective, sketch: Sketch) -> None:
    afresh = sketch.measured()
    for aspect in range(len(ASPECTS)):
        level, steps = sketch.level(aspect), sketch.steps(aspect)
        for node in range(sketch.nodes):
            way = measured.way(node, aspect)
            assert way == afresh.way(node, aspect)
            if level[node] == UNKNOWN:
                assert way == []
                continue
            assert way[-1] == node
            assert len(way) == 2 * steps[node] + 1
            cause = (aspect, way[0])
            assert sketch.fixed.get(cause, sketch.own.get(cause)) == level[node]
            for begin, link, end in zip(way[0::2], way[1::2], way[2::2], strict=False):
                assert sketch.links[link] == (begin, end)
                assert level[begin] == level[end]


@THOROUGH
@given(sketches())
def test_the_levels_are_those_of_the_obvious_reckoning(sketch: Sketch) -> None:
    measured = sketch.measured()
    agrees(measured, sketch)
    ways_are_right(measured, sketch)


@THOROUGH
@given(sketches(), st.data())
def test_after_any_edits_the_levels_are_those_of_a_new_reckoning(
    sketch: Sketch, data: st.DataObject
) -> None:
    measured = sketch.measured()
    for turn in range(6):
        before = measured.level.copy()
        changed = edit(measured, sketch, data.draw(edits(sketch)), 100 + turn).tolist()
        assert changed == np.flatnonzero((before != measured.level).any(axis=0)).tolist()
        agrees(measured, sketch)
    ways_are_right(measured, sketch)


def edits(sketch: Sketch) -> st.SearchStrategy[tuple[str, int, int, int]]:
    node, aspect = st.integers(0, sketch.nodes - 1), st.integers(0, len(ASPECTS) - 1)
    kinds = ["give", "fix", "free", "connect", *(["disconnect"] if sketch.links else [])]
    return st.tuples(st.sampled_from(kinds), node, node | aspect, LEVELS)


def edit(measured: Effective, sketch: Sketch, what: tuple[str, int, int, int], number: int) -> Ints:
    kind, node, other, level = what
    aspect = other % len(ASPECTS)
    match kind:
        case "give":
            sketch.own[aspect, node] = level
            return measured.give(node, aspect, level)
        case "fix":
            sketch.fixed[aspect, node] = level
            return measured.fix(node, aspect, level)
        case "free":
            sketch.fixed.pop((aspect, node), None)
            return measured.fix(node, aspect, UNKNOWN)
        case "connect":
            link = (node, other % sketch.nodes)
            sketch.links[number] = link
            return measured.connect(*link, number)
    number = sorted(sketch.links)[(node + level) % len(sketch.links)]
    link = sketch.links.pop(number)
    return measured.disconnect(*link, number)


@THOROUGH
@given(sketches(), st.integers(0, 8), st.integers(0, 3))
def test_what_a_decision_hides_can_be_asked_without_undoing_it(
    sketch: Sketch, node: int, aspect: int
) -> None:
    node %= sketch.nodes
    measured = sketch.measured()
    sketch.fixed.pop((aspect, node), None)
    assert measured.without_decision(node, aspect) == sketch.level(aspect)[node]
    assert (
        measured.level.tolist()
        == measured.of(measured.graph, measured.own, measured.fixed).level.tolist()
    )


def test_a_circle_does_not_keep_its_own_level_alive() -> None:
    sketch = Sketch(4, {0: (0, 1), 1: (1, 2), 2: (2, 3), 3: (3, 1)}, {(CONFIDENTIALITY, 0): 4})
    measured = sketch.measured()
    assert measured.level[CONFIDENTIALITY].tolist() == [4, 4, 4, 4]
    assert measured.disconnect(0, 1, 0).tolist() == [1, 2, 3]
    assert measured.level[CONFIDENTIALITY].tolist() == [4, UNKNOWN, UNKNOWN, UNKNOWN]


def test_a_decision_is_handed_on_instead_of_what_came_in() -> None:
    chain = {0: (0, 1), 1: (1, 2)}
    sketch = Sketch(3, chain, {(CONFIDENTIALITY, 0): 3}, {(CONFIDENTIALITY, 1): 1})
    measured = sketch.measured()
    assert measured.level[CONFIDENTIALITY].tolist() == [3, 1, 1]
    assert measured.way(2, CONFIDENTIALITY) == [1, 1, 2]
    measured.fix(1, CONFIDENTIALITY, 4)
    assert measured.level[CONFIDENTIALITY].tolist() == [3, 4, 4]


def test_what_is_not_linked_cannot_be_unlinked() -> None:
    measured = Sketch(3, {5: (0, 1)}).measured()
    for wrong in ((0, 1, 4), (1, 0, 5), (0, 2, 5)):
        with pytest.raises(KeyError):
            measured.disconnect(*wrong)
    assert measured.graph.in_link.tolist() == [5]


def test_what_is_not_compiled_yet_says_the_same() -> None:
    lots = np.random.default_rng(7)
    nodes, links = 300, 900
    pairs = lots.integers(0, nodes, (links, 2)).tolist()
    graph = graph_of(nodes, *columns(pairs))
    own, fixed = nothing_known(nodes)[0], nothing_known(nodes)[0]
    own[:60] = lots.integers(0, 5, 60)
    fixed[::29] = 2
    answers = []
    for made in (lambda kernel: kernel, interpreted):
        level, support = own.copy(), np.zeros(nodes, np.int32)
        made(spread)(graph, own, fixed, level, support)
        first = level.tolist(), support.tolist()
        own_after = own.copy()
        own_after[own_after == 4] = 0
        for node in np.flatnonzero(own == 4).tolist():
            made(spread_again)(graph, own_after, fixed, level, support, node)
        back = np.full(nodes, UNKNOWN, np.int32)
        made(point_back)(graph, own_after, fixed, level, back)
        answers.append((first, level.tolist(), support.tolist(), back.tolist()))
    assert answers[0] == answers[1]
