"""Lay out what is open and what is tied as arrays for the compiled functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.genes import Genes
from samsyn.domain.scheduling.network import (
    ABSENT,
    COST,
    LEVEL_OF,
    LOAD,
    MODE_GENE,
    NEVER,
    PHASE_AT,
    RELEASE,
    USES,
    VARIANT_AT,
    WEEKS,
    WORTH_AT,
    WORTH_ROW,
    Arc,
    Ints,
    Longs,
    Ties,
    Ways,
    Words,
)
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.ties import FAR, knots, required

Adjacency = tuple[Ints, Ints, Ints, Ints, Ints]


def adjacency(n: int, arcs: Sequence[Arc]) -> tuple[Adjacency, Adjacency]:
    """Group arcs by where they lead and by where they leave: begins, other end, lag, ends, twin."""
    forwards = [arc for arc in arcs if not arc.most]
    into = sorted(range(len(forwards)), key=lambda a: (forwards[a].after, forwards[a].before))
    out = sorted(range(len(forwards)), key=lambda a: (forwards[a].before, forwards[a].after))
    place_in = {arc: place for place, arc in enumerate(into)}
    place_out = {arc: place for place, arc in enumerate(out)}
    return (
        _grouped(n, [forwards[a] for a in into], [place_out[a] for a in into], by_after=True),
        _grouped(n, [forwards[a] for a in out], [place_in[a] for a in out], by_after=False),
    )


def _grouped(n: int, arcs: Sequence[Arc], twins: Sequence[int], *, by_after: bool) -> Adjacency:
    counts = np.bincount([a.after if by_after else a.before for a in arcs], minlength=n)
    return (
        np.concatenate([[0], counts.cumsum()]).astype(np.int32),
        np.array([arc.before if by_after else arc.after for arc in arcs], np.int32),
        np.array([arc.lag for arc in arcs], np.int32),
        np.array([arc.ends for arc in arcs], np.int32),
        np.array(twins, np.int32),
    )


def ties_of(owner: Ints, pinned: NDArray[np.bool_], arcs: Sequence[Arc]) -> Ties:
    """Find the knots; all empty where nothing has a most lag."""
    n = len(owner)
    groups: list[list[int]] = []
    if any(arc.most for arc in arcs):
        pairs = [(a.before, a.after) for a in arcs] + [(a.after, a.before) for a in arcs if a.most]
        groups = knots(n, pairs)
    knot = np.full(n if groups else 0, -1, np.int32)
    place = np.zeros(n if groups else 0, np.int32)
    for number, group in enumerate(groups):
        knot[group] = number
        place[group] = np.arange(len(group))
    inside = [a for a in arcs if groups and knot[a.before] >= 0 and knot[a.before] == knot[a.after]]
    sizes = [len(group) for group in groups]
    squares = [size * size for size in sizes]
    rows = [[knot[a.before], a.before, a.after, a.lag, a.ends, a.most] for a in inside]
    return Ties(
        node=np.stack([knot, place], axis=1),
        knot=np.stack([np.cumsum([0, *sizes]), np.cumsum([0, *squares])], axis=1).astype(np.int64),
        member=np.array([member for group in groups for member in group], np.int32),
        apart=np.full(sum(squares), FAR, np.int64),
        sure=_sure(owner, pinned, arcs, groups),
        arc=np.array(rows, np.int32).reshape(len(rows), 6),
    )


def _sure(
    owner: Ints, pinned: NDArray[np.bool_], arcs: Sequence[Arc], groups: Sequence[Sequence[int]]
) -> NDArray[np.bool_]:
    """Tell of each two in a knot whether a plan with the first always has the second."""
    if not groups:
        return np.zeros(0, bool)
    needs = required(owner, pinned, arcs)
    blocks = [
        np.array(
            [[pinned[b] or owner[b] in needs[owner[a]] for b in group] for a in group], bool
        ).ravel()
        for group in groups
    ]
    return np.concatenate(blocks)


def ways_of(  # noqa: PLR0913, PLR0917 - the tables of one network
    genes: Genes,
    stocks: dict[str, int],
    groups: Sequence[Sequence[int]],
    money: tuple[Longs, Ints, Longs],
    packed: Words,
    load: Longs,
    into: Adjacency,
    release: Ints,
    phase_at: Ints,
    void: Sequence[bool],
) -> Ways:
    """Lay the open questions out; `money` is cost by variant, first row and yearly of worth.

    `release` counts where an activity exists, `void` is what no possible level has.
    """
    cost, worth_at, yearly = money
    n, k = len(genes.mode_gene), len(worth_at)
    gene = [[len(one.options), one.kind, one.about, -1] for one in genes.genes]
    work = np.zeros((n + 1, 5), np.int32)
    work[:, VARIANT_AT] = genes.variant_at
    work[:n, MODE_GENE], work[:n, LEVEL_OF] = genes.mode_gene, genes.level_of
    work[:n, ABSENT], work[:n, RELEASE] = void, release
    owner = np.zeros((k + 1, 3), np.int32)
    owner[:, PHASE_AT] = phase_at
    owner[:k, WORTH_AT] = owner[:k, WORTH_ROW] = worth_at
    variant = np.zeros((len(genes.variants), USES + len(stocks)), np.int64)
    variant[:, WEEKS] = [way.weeks for way in genes.variants]
    variant[:, COST], variant[:, LOAD] = cost, load
    for number, stock in enumerate(stocks):
        variant[:, USES + number] = [way.uses.get(stock, 0) for way in genes.variants]
    group = np.full((len(groups), max(map(len, groups), default=0)), -1, np.int32)
    for number, members in enumerate(groups):
        group[number, : len(members)] = members
    return Ways(
        gene=np.array(gene, np.int32).reshape(len(gene), 4),
        work=work,
        owner=owner,
        variant=variant,
        demand=packed,
        yearly=yearly,
        stock=np.array(list(stocks.values()), np.int64),
        group=group,
        arc=np.stack([into[2], into[3], into[4]], axis=1),
    )


def asked_of(problem: Problem) -> dict[str, Any]:
    """Give what is asked of initiatives, and where their phases were published."""
    published = [problem.published.get(phase.key, NEVER) for phase in problem.phases]
    initiatives = problem.initiatives
    return {
        "mandatory": np.array([i.mandatory or i.running for i in initiatives], bool),
        "deadline": np.array(
            [NEVER if i.deadline is None else i.deadline for i in initiatives], np.int32
        ),
        "weight": np.array([i.lateness_weight for i in initiatives], np.int64),
        "published": np.array(published + [NEVER] * len(initiatives), np.int32),
    }


def arcs_of(into: Adjacency, out: Adjacency) -> dict[str, Any]:
    """Give the arcs from both ends; their gaps are filled in when all else is known."""
    return {
        "before_at": into[0],
        "before": into[1],
        "before_gap": np.zeros(len(into[1]), np.int32),
        "after_at": out[0],
        "after": out[1],
        "after_gap": np.zeros(len(out[1]), np.int32),
    }
