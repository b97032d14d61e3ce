"""Who leads to whom, laid out so that a million links can be followed in milliseconds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.impact.warming import soonest
from samsyn.domain.shared.compiled import compiled

Ints = NDArray[np.int32]


class Graph(NamedTuple):
    """Nodes 0…n-1 and directed links, twice: by where they begin and by where they end.

    Node v leads to `out_node[out_start[v]:out_start[v + 1]]` by the links of the same places in
    `out_link`, in order of node and link; likewise `in_` for what leads to it.
    """

    out_start: Ints
    out_node: Ints
    out_link: Ints
    in_start: Ints
    in_node: Ints
    in_link: Ints

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.out_start) - 1


@compiled
def sort_by_counting(key: Ints, links: Ints, place: Ints, ordered: Ints) -> None:
    """Put links in order of their key, equals as they come; `place` says where each key begins."""
    for link in links:
        at = place[key[link]]
        ordered[at] = link
        place[key[link]] = at + 1


def graph_of(nodes: int, source: Ints, target: Ints) -> Graph:
    """Lay out links given as two columns; link i has number i."""
    links = np.arange(len(source), dtype=np.int32)
    out_start, in_start = _starts(nodes, source), _starts(nodes, target)
    by_source = _in_order(source, links, out_start)
    by_target = _in_order(target, links, in_start)
    outwards = _in_order(source, by_target, out_start)
    inwards = _in_order(target, by_source, in_start)
    return Graph(out_start, target[outwards], outwards, in_start, source[inwards], inwards)


def with_link(graph: Graph, source: int, target: int, link: int) -> Graph:
    """Return the graph with one more link, whose number must be new."""
    out_at = _after(graph.out_start, graph.out_node, source, target)
    in_at = _after(graph.in_start, graph.in_node, target, source)
    return Graph(
        _moved(graph.out_start, source, 1),
        _inserted(graph.out_node, out_at, target),
        _inserted(graph.out_link, out_at, link),
        _moved(graph.in_start, target, 1),
        _inserted(graph.in_node, in_at, source),
        _inserted(graph.in_link, in_at, link),
    )


def without_link(graph: Graph, source: int, target: int, link: int) -> Graph:
    """Return the graph without one of its links; raises KeyError where it is not there."""
    out_at = _place(graph.out_start, graph.out_node, graph.out_link, (source, target, link))
    in_at = _place(graph.in_start, graph.in_node, graph.in_link, (target, source, link))
    return Graph(
        _moved(graph.out_start, source, -1),
        _deleted(graph.out_node, out_at),
        _deleted(graph.out_link, out_at),
        _moved(graph.in_start, target, -1),
        _deleted(graph.in_node, in_at),
        _deleted(graph.in_link, in_at),
    )


def _starts(nodes: int, key: Ints) -> Ints:
    start = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(key, minlength=nodes), out=start[1:])
    return start


def _in_order(key: Ints, links: Ints, start: Ints) -> Ints:
    """Sort links by a column, keeping the order of equals."""
    ordered = np.empty_like(links)
    soonest(sort_by_counting, len(links))(key, links, start[:-1].copy(), ordered)
    return ordered


def _after(start: Ints, node: Ints, here: int, there: int) -> int:
    begin, end = start[here], start[here + 1]
    return int(begin + np.searchsorted(node[begin:end], there, side="right"))


def _place(start: Ints, node: Ints, link: Ints, wanted: tuple[int, int, int]) -> int:
    here, there, number = wanted
    begin, end = start[here], start[here + 1]
    found = np.flatnonzero((node[begin:end] == there) & (link[begin:end] == number))
    if not found.size:
        raise KeyError(number)
    return int(begin + found[0])


def _moved(start: Ints, after: int, by: int) -> Ints:
    moved = start.copy()
    moved[after + 1 :] += by
    return moved


def _inserted(values: Ints, at: int, value: int) -> Ints:
    longer = np.empty(len(values) + 1, np.int32)
    longer[:at], longer[at], longer[at + 1 :] = values[:at], value, values[at:]
    return longer


def _deleted(values: Ints, at: int) -> Ints:
    shorter = np.empty(len(values) - 1, np.int32)
    shorter[:at], shorter[at:] = values[:at], values[at + 1 :]
    return shorter
