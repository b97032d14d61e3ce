"""Measures effective levels and blast radius over a large graph beside NetworkX; prints JSON.

    python -m benchmarks.impact
    python -m benchmarks.impact --systems 20000 --flows 100000 --rounds 3

The graph is drawn by lot from a seed: districts of systems that mostly send to each other, some
hubs, platforms that host, and so circles everywhere. NetworkX does the same work on the same
graph: blast radius by its own Dijkstra, levels by the same search by heights on its own
structure, since it has no function for that. Answers are compared before times are.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from samsyn.domain.classification.scales import HIGHEST
from samsyn.domain.impact.effective import Effective, nothing_known
from samsyn.domain.impact.graph import Ints, graph_of
from samsyn.domain.impact.outage import Leaning, outage
from samsyn.domain.impact.spreading import UNKNOWN, Levels
from samsyn.domain.impact.starting import warm_up
from samsyn.domain.impact.stopping import NEVER

LIMITS = {"propagation_ms": 2000, "one_edit_ms": 50, "blast_radius_ms": 200, "times_faster": 20}
DISTRICT = 200
HOURS = (0, 1, 2, 4, 8, 24, 72, 168)


@dataclass(frozen=True)
class Land:
    """Flows as columns, what systems have and are fixed at, and how long each can wait."""

    systems: int
    source: Ints
    target: Ints
    own: Levels
    fixed: Levels
    needed: NDArray[np.bool_]
    patience: Ints


def main(arguments: Sequence[str]) -> None:
    """Draw the graph, measure both, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--systems", type=int, default=100_000)
    parser.add_argument("--flows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7, help="times each thing is measured")
    parser.add_argument("--edits", type=int, default=200, help="edits of each kind")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args(arguments)
    compiling, _none = _timed(warm_up)
    land = _drawn(asked.systems, asked.flows, np.random.default_rng(asked.seed))
    answer = {
        "what": "effective levels and blast radius beside NetworkX",
        "systems": land.systems,
        "flows": len(land.source),
        "seed": asked.seed,
        "machine": _machine(),
        "limits": LIMITS,
        "compiling_or_loading_ms": compiling,
        "levels": _levels(land, asked.rounds),
        "one_edit": _edits(land, asked.edits, np.random.default_rng(asked.seed + 1)),
        "blast_radius": _blast(land, asked.rounds),
    }
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _drawn(systems: int, flows: int, lots: np.random.Generator) -> Land:
    source = lots.integers(0, systems, flows).astype(np.int32)
    near = source + lots.integers(-DISTRICT, DISTRICT + 1, flows)
    hub = lots.zipf(1.3, flows) % systems
    kind = lots.random(flows)
    target = np.where(kind < 0.85, near % systems, np.where(kind < 0.95, hub, source // 2))  # noqa: PLR2004 - mostly near, some to hubs, some to a host
    own, fixed = nothing_known(systems), nothing_known(systems)
    holds = lots.random(own.shape)
    share = {0: 0.3, 1: 0.2, 2: 0.1, 3: 0.02, 4: 0.002}
    for level, part in share.items():
        own[holds < part] = level
    decided = lots.random(own.shape) < 0.02  # noqa: PLR2004 - one in fifty is decided by people
    fixed[decided] = lots.integers(0, HIGHEST + 1, int(decided.sum()))
    return Land(
        systems,
        source,
        target.astype(np.int32),
        own,
        fixed,
        needed=lots.random(flows) < 0.5,  # noqa: PLR2004 - every other receiver needs it
        patience=lots.choice(HOURS, flows).astype(np.int32),
    )


def _levels(land: Land, rounds: int) -> dict[str, object]:
    laying, graph = _timed(lambda: graph_of(land.systems, land.source, land.target))
    ours = [_timed(lambda: Effective.of(graph, land.own, land.fixed)) for _round in range(rounds)]
    building, theirs = _timed(lambda: _in_networkx(land.systems, land.source, land.target))
    slow, found = _timed(lambda: _levels_in_networkx(theirs, land))
    assert (found == ours[0][1].level).all()
    fast = median(milliseconds for milliseconds, _found in ours)
    return {
        "laying_out_ms": laying,
        "propagation_ms": fast,
        "worst_ms": max(milliseconds for milliseconds, _found in ours),
        "with_laying_out_ms": round(laying + fast, 2),
        "nodes_at_each_level": np.bincount(found[0] + 1).tolist(),
        "networkx_building_ms": building,
        "networkx_ms": slow,
        "times_faster": round(slow / fast, 1),
        "times_faster_with_laying_out": round((building + slow) / (laying + fast), 1),
    }


def _levels_in_networkx(graph: nx.DiGraph[int], land: Land) -> Levels:
    """Search by heights, each node once in each aspect, on NetworkX's own neighbours."""
    found = []
    for own, fixed in zip(land.own.tolist(), land.fixed.tolist(), strict=True):
        level = list(fixed)
        for height in range(HIGHEST, -1, -1):
            edge = [
                node
                for node in graph
                if fixed[node] == height or (level[node] == UNKNOWN and own[node] == height)
            ]
            for node in edge:
                level[node] = height
            while edge:
                reached = []
                for node in edge:
                    for target in graph.adj[node]:
                        if level[target] == UNKNOWN:
                            level[target] = height
                            reached.append(target)
                edge = reached
        found.append(level)
    return np.array(found, np.int8)


def _edits(land: Land, edits: int, lots: np.random.Generator) -> dict[str, object]:
    """Change facts one by one, the worst among them last; compare in the end."""
    state = _state_with_one_cause(land)
    flows, cause = len(land.source), int(np.argmax(state.own[0]))
    some = lots.integers(0, land.systems, edits).tolist()
    added = [(node, node // 3, flows + number) for number, node in enumerate(some)]
    taken = dict.fromkeys(lots.integers(0, flows, edits).tolist())
    removed = [(int(land.source[link]), int(land.target[link]), link) for link in taken]
    turns = [HIGHEST - 1, HIGHEST] * (edits // 20)
    kinds: dict[str, list[Callable[[], Ints]]] = {
        "reclassified": [partial(state.give, node, 0, node % 4) for node in some],
        "override_set": [partial(state.fix, node, 0, node % 5) for node in some],
        "override_withdrawn": [partial(state.fix, node, 0, UNKNOWN) for node in some],
        "flow_added": [partial(state.connect, *link) for link in added],
        "flow_removed": [partial(state.disconnect, *link) for link in removed],
        "what_nearly_all_have_their_level_from": [
            partial(state.give, cause, 0, level) for level in turns
        ],
    }
    figures = {kind: _figures([_timed(work) for work in works]) for kind, works in kinds.items()}
    again, afresh = _timed(lambda: Effective.of(state.graph, state.own, state.fixed))
    assert (afresh.level == state.level).all()
    worst = max(kind["worst_ms"] for kind in figures.values())
    return {"worst_ms": worst, **figures, "all_over_again_ms": again}


def _state_with_one_cause(land: Land) -> Effective:
    """Let nearly everything have its confidentiality from one system alone."""
    own, fixed = land.own.copy(), land.fixed.copy()
    own[0][own[0] == HIGHEST] = HIGHEST - 1
    fixed[0][fixed[0] == HIGHEST] = HIGHEST - 1
    own[0, land.systems // 2], fixed[0, land.systems // 2] = HIGHEST, UNKNOWN
    return Effective.of(graph_of(land.systems, land.source, land.target), own, fixed)


def _figures(times: list[tuple[float, Any]]) -> dict[str, float]:
    return {
        "edits": len(times),
        "median_ms": round(median(milliseconds for milliseconds, _changed in times), 3),
        "worst_ms": max(milliseconds for milliseconds, _changed in times),
        "most_systems_changed": max(len(changed) for _milliseconds, changed in times),
    }


def _blast(land: Land, rounds: int) -> dict[str, object]:
    source, target = land.source[land.needed], land.target[land.needed]
    patience = land.patience[land.needed]
    laying, leaning = _timed(lambda: Leaning.of(land.systems, source, target, patience))
    building, theirs = _timed(lambda: _in_networkx(land.systems, source, target, patience))
    figures: dict[str, object] = {
        "links_that_are_needed": len(source),
        "laying_out_ms": laying,
        "networkx_building_ms": building,
    }
    worst, least = 0.0, float("inf")
    for name, stopped in (
        ("one_system", [1]),
        ("a_supplier_of_500", list(range(0, land.systems, land.systems // 500))),
    ):
        chosen = np.array(stopped, np.int32)
        ours = [_timed(partial(outage, leaning, chosen)) for _round in range(rounds)]
        dijkstra = nx.multi_source_dijkstra_path_length
        slow, hours = _timed(partial(dijkstra, theirs, set(stopped), weight="hours"))
        hour = ours[0][1].hour
        assert {node: int(hour[node]) for node in np.flatnonzero(hour != NEVER).tolist()} == hours
        fast = median(milliseconds for milliseconds, _found in ours)
        worst, least = max(worst, fast), min(least, slow / fast)
        figures[name] = {
            "ms": fast,
            "stops": len(hours),
            "last_hour": max(hours.values()),
            "networkx_ms": slow,
            "times_faster": round(slow / fast, 1),
        }
    return {"slowest_ms": worst, "least_times_faster": round(least, 1), **figures}


def _in_networkx(
    systems: int, source: Ints, target: Ints, hours: Ints | None = None
) -> nx.DiGraph[int]:
    """Build the graph as NetworkX keeps it; of links between the same two, the tightest counts."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(systems))
    pairs = zip(source.tolist(), target.tolist(), strict=True)
    if hours is None:
        graph.add_edges_from(pairs)
        return graph
    tightest: dict[tuple[int, int], int] = {}
    for pair, wait in zip(pairs, hours.tolist(), strict=True):
        tightest[pair] = min(wait, tightest.get(pair, wait))
    graph.add_weighted_edges_from(((a, b, wait) for (a, b), wait in tightest.items()), "hours")
    return graph


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return round((time.perf_counter() - began) * 1000, 3), result


def _machine() -> dict[str, object]:
    return {
        "processors": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "networkx": nx.__version__,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
