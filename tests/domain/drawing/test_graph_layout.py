"""The same graph is drawn the same; what is known stays put; nothing stands on anything else."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.drawing.forces import near_pairs
from samsyn.domain.drawing.graph_layout import ARM, Picture, Place, arrange

KEYS = [f"s{number}" for number in range(30)]
links = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=60)
nodes = st.lists(st.sampled_from(KEYS), min_size=1, unique=True)


def distance(a: Place, b: Place) -> float:
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))


@settings(deadline=None, max_examples=40)
@given(nodes=nodes, links=links, order=st.randoms())
def test_the_same_graph_is_drawn_the_same_in_whatever_order_it_is_told(
    nodes: list[str], links: list[tuple[str, str]], order: object
) -> None:
    drawn = arrange(Picture(nodes, links))
    order.shuffle(nodes)  # type: ignore[attr-defined]
    order.shuffle(links)  # type: ignore[attr-defined]

    assert arrange(Picture(nodes, links)) == drawn
    assert drawn.keys() == set(nodes)


@settings(deadline=None, max_examples=40)
@given(nodes=nodes, links=links, new=st.lists(st.tuples(st.just("x1"), st.sampled_from(KEYS))))
def test_nothing_known_moves_when_one_more_comes(
    nodes: list[str], links: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    before = arrange(Picture(nodes, links))
    after = arrange(Picture([*nodes, "x1"], [*links, *new]), before)

    if len(nodes) > 1:
        assert {key: after[key] for key in before} == before
    assert all(distance(after["x1"], place) > ARM / 10 for place in before.values())


@settings(deadline=None, max_examples=25)
@given(nodes=nodes, links=links)
def test_groups_do_not_mix(nodes: list[str], links: list[tuple[str, str]]) -> None:
    groups = {key: int(key[1:]) % 3 for key in nodes}
    drawn = arrange(Picture(nodes, links, groups))
    middles = {
        group: np.mean([drawn[k] for k in nodes if groups[k] == group], axis=0)
        for group in set(groups.values())
    }
    for key in nodes:
        near = min(middles, key=lambda g: distance(drawn[key], tuple(middles[g])))
        widest = max(distance(drawn[k], tuple(middles[groups[k]])) for k in nodes)
        assert near == groups[key] or widest > 0


def test_what_is_gone_leaves_the_rest_where_it_was() -> None:
    before = arrange(Picture(KEYS, [("s1", "s2")]))

    assert arrange(Picture(KEYS[:-5], []), before) == {key: before[key] for key in KEYS[:-5]}


def test_a_graph_that_is_mostly_new_is_drawn_anew() -> None:
    assert arrange(Picture(KEYS, []), {"s0": (9.0, 9.0)})["s0"] != (9.0, 9.0)


def test_connected_things_stand_nearer_than_others() -> None:
    chain = list(pairwise(KEYS))
    drawn = arrange(Picture(KEYS, chain))
    linked = np.mean([distance(drawn[a], drawn[b]) for a, b in chain])
    others = np.mean([distance(drawn[a], drawn[b]) for a in KEYS for b in KEYS if a < b])

    assert linked < others / 2


def test_hundreds_of_nodes_keep_their_distance() -> None:
    keys = [f"s{n}" for n in range(300)]
    pairs = [(f"s{n}", f"s{(n * n + 7) % 300}") for n in range(300)] * 3
    places = np.array(list(arrange(Picture(keys, pairs)).values()))

    assert len(near_pairs(places, ARM / 3)[0]) == 0


def test_an_empty_graph_is_an_empty_drawing() -> None:
    assert arrange(Picture([], [])) == {}
