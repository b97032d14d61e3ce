"""Why each phase starts when it does: what binds it, and the chain back to where it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samsyn.domain.scheduling.bindings import Binding, Plan
from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.genes import decided
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Problem


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: this phase is bound by that."""

    phase: str
    binding: Binding


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that binds a phase, and the chain from it back to the first cause."""

    phase: str
    start: int
    bindings: tuple[Binding, ...]
    chain: tuple[Step, ...]


def explain(problem: Problem, schedule: Schedule) -> dict[str, Explanation]:
    """Explain every phase of a schedule that holds, by phase key."""
    plan = Plan(compile_problem(decided(problem, schedule.chosen)), schedule)
    found = {key: plan.bindings(key) for key in schedule.starts}
    return {
        key: Explanation(key, start, found[key], _chain(key, found))
        for key, start in schedule.starts.items()
    }


def _chain(key: str, found: Mapping[str, tuple[Binding, ...]]) -> tuple[Step, ...]:
    """Follow the first binding of each phase to its cause, until there is none or it recurs."""
    chain: dict[str, Step] = {}
    at: str | None = key
    while at is not None and at not in chain:
        chain[at] = Step(at, found[at][0])
        at = found[at][0].cause
    return tuple(chain.values())
