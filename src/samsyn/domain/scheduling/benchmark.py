"""Solve public instances with the product's own model, and check every schedule apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from samsyn.domain.scheduling.psplib import PROJECT, read_instance
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance's result; `status` is optimal or feasible, times are wall seconds."""

    instance: str
    makespan: int
    lower_bound: int
    status: str
    seconds: float
    first_feasible_seconds: float


class NotAPlan(AssertionError):
    """A solver gave a schedule that breaks the rules."""


def benchmark(paths: Iterable[Path], seconds: float, workers: int) -> Iterator[Measured]:
    """Yield one result per instance as soon as it is there.

    Raises ValueError for a file that is no instance, NotAPlan for a schedule that the independent
    verifier refuses.
    """
    for path in paths:
        problem = read_instance(path)
        result = solve(problem, seconds=seconds, workers=workers)
        broken = violations(problem, result.schedule)
        if broken or PROJECT not in result.schedule.finishes:
            raise NotAPlan(f"{path.stem}: {broken[:3]}")
        yield Measured(
            instance=path.stem,
            makespan=result.schedule.finishes[PROJECT],
            lower_bound=result.bound.finish,
            status=result.status.value,
            seconds=round(result.seconds, 4),
            first_feasible_seconds=round(result.first_feasible_seconds, 4),
        )
