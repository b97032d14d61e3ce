"""What is open in a plan besides when: levels of ambition, ways to do a phase, which of several.

Each open question is a gene: a number below its options, kept behind the choices of initiatives
in `Choice`. Each activity has variants, one per way to do it; which one counts follows from genes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.problem import Initiative, Level, Mode, Phase, Problem

LEVEL, MODE, ONE_OF = 0, 1, 2
NONE = -1


@dataclass(frozen=True, slots=True)
class Gene:
    """One open question: about an initiative's level, a phase's mode, or a group."""

    kind: int
    about: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Genes:
    """All open questions, and the variants of all activities one after the other."""

    genes: tuple[Gene, ...]
    level_gene: NDArray[np.int32]
    """Gene of each initiative's level, NONE without one, shape (k)."""
    mode_gene: NDArray[np.int32]
    """Gene of each activity's mode, NONE without one, shape (n)."""
    level_of: NDArray[np.int32]
    """The only option of the level gene under which the activity exists, NONE for all."""
    variant_at: NDArray[np.int32]
    """First variant of each activity, shape (n + 1)."""
    variants: tuple[Mode, ...]


def levels_of(initiative: Initiative) -> tuple[str, ...]:
    """Name the levels that are still possible; none where there is but one way."""
    begun = [p.level for p in initiative.phases if p.pinned is not None and p.level is not None]
    decided = initiative.level or (begun[0] if begun else None)
    return (decided,) if decided else tuple(level.key for level in initiative.levels)


def modes_of(phase: Phase) -> tuple[Mode, ...]:
    """List the ways to do a phase that are still possible."""
    if phase.modes:
        return tuple(mode for mode in phase.modes if phase.mode in (None, mode.key))
    own = Mode(key="", weeks=phase.weeks, demand=phase.demand, cost=phase.cost, uses=phase.uses)
    return (own,)


def exists(initiative: Initiative, phase: Phase) -> bool:
    """Tell whether some level that is still possible has the phase."""
    return phase.level is None or not initiative.levels or phase.level in levels_of(initiative)


def genes_of(problem: Problem, most: Mapping[str, int]) -> Genes:
    """Find what is open; ways that ask more of a role than it ever has are none."""
    genes: list[Gene] = []
    level_gene = [NONE] * len(problem.initiatives)
    for k, initiative in enumerate(problem.initiatives):
        if len(levels_of(initiative)) > 1:
            level_gene[k] = len(genes)
            genes.append(Gene(LEVEL, k, levels_of(initiative)))
    mode_gene, level_of, variants, begins = [], [], list[Mode](), [0]
    for owner, phase in _owned(problem):
        initiative = problem.initiatives[owner]
        void = not exists(initiative, phase)
        ways = (Mode(key="", weeks=0),) if void else tuple(_doable(phase, most))
        mode_gene.append(len(genes) if len(ways) > 1 else NONE)
        if len(ways) > 1:
            genes.append(Gene(MODE, len(mode_gene) - 1, tuple(way.key for way in ways)))
        open_level = not void and phase.level is not None and level_gene[owner] != NONE
        level_of.append(levels_of(initiative).index(str(phase.level)) if open_level else NONE)
        variants += ways
        begins.append(len(variants))
    for _initiative in problem.initiatives:
        mode_gene.append(NONE)
        level_of.append(NONE)
        variants.append(Mode(key="", weeks=0))
        begins.append(len(variants))
    for number, group in enumerate(problem.exclusive):
        genes.append(Gene(ONE_OF, number, group))
    return Genes(
        tuple(genes),
        np.array(level_gene, np.int32),
        np.array(mode_gene, np.int32),
        np.array(level_of, np.int32),
        np.array(begins, np.int32),
        tuple(variants),
    )


def decided(problem: Problem, chosen: Mapping[str, str]) -> Problem:
    """Give the problem as it is once levels and modes are chosen: one way to do everything.

    `chosen` names a level per initiative and a mode per phase; what it does not name is taken as
    its first way.
    """
    return replace(
        problem,
        initiatives=tuple(resolved(initiative, chosen) for initiative in problem.initiatives),
    )


def as_planned(problem: Problem, chosen: Mapping[str, str]) -> Problem:
    """Give the problem with the chosen ways alone: phases of other levels are gone from it."""
    plain = decided(problem, chosen)
    return plain.of_only(
        tuple(
            replace(i, phases=tuple(p for p in i.phases if p.pinned is not None or exists(i, p)))
            for i in plain.initiatives
        )
    )


def resolved(initiative: Initiative, chosen: Mapping[str, str]) -> Initiative:
    """Give one initiative with its level's money and its phases' chosen ways."""
    phases = tuple(_resolved(phase, chosen.get(phase.key)) for phase in initiative.phases)
    possible = levels_of(initiative)
    if not possible:
        return replace(initiative, phases=phases)
    wanted = chosen.get(initiative.key, possible[0])
    level = next((level for level in initiative.levels if level.key == wanted), Level(key=wanted))
    return replace(
        initiative,
        phases=phases,
        levels=(level,),
        level=level.key,
        yearly_benefit=level.yearly_benefit,
        yearly_cost=level.yearly_cost,
    )


def _resolved(phase: Phase, wanted: str | None) -> Phase:
    if not phase.modes:
        return phase
    ways = modes_of(phase)
    way = next((way for way in ways if way.key == wanted), ways[0])
    return replace(
        phase, weeks=way.weeks, demand=way.demand, cost=way.cost, uses=way.uses, modes=(), mode=None
    )


def _owned(problem: Problem) -> Iterator[tuple[int, Phase]]:
    for owner, initiative in enumerate(problem.initiatives):
        for phase in initiative.phases:
            yield owner, phase


def _doable(phase: Phase, most: Mapping[str, int]) -> Iterator[Mode]:
    """Yield the modes that could ever be done, at least one; none that another beats in all."""
    ways = modes_of(phase)
    if phase.pinned is not None:
        yield ways[0]
        return
    able = [w for w in ways if all(most.get(r, 0) >= need for r, need in w.demand.items() if need)]
    able = able or [ways[0]]
    for number, way in enumerate(able):
        if not any(
            _beats(other, way) and (other is not way) and not (_beats(way, other) and n > number)
            for n, other in enumerate(able)
        ):
            yield way


def _beats(one: Mode, other: Mode) -> bool:
    """Tell whether the one asks no more of anything than the other."""
    return (
        one.weeks <= other.weeks
        and one.cost <= other.cost
        and all(need <= other.demand.get(role, 0) for role, need in one.demand.items())
        and all(need <= other.uses.get(stock, 0) for stock, need in one.uses.items())
    )
