"""Solve public instances with the product's own model, and check every schedule apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from samsyn.domain.scheduling.outcome import Status
from samsyn.domain.scheduling.psplib import PROJECT, read_instance
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance's result, times are wall seconds.

    `status` is optimal, feasible, infeasible (proven) or unknown; the last two have no makespan.
    """

    instance: str
    makespan: int | None
    lower_bound: int | None
    status: str
    seconds: float
    first_feasible_seconds: float


class NotAPlan(AssertionError):
    """A solver gave a schedule that breaks the rules."""


def benchmark(paths: Iterable[Path], seconds: float, workers: int) -> Iterator[Measured]:
    """Yield one result per instance as soon as it is there.

    Raises ValueError for a file that is no instance, naming the line, NotAPlan for a schedule that
    the independent verifier refuses.
    """
    for path in paths:
        problem = read_instance(path)
        result = solve(problem, seconds=seconds, workers=workers)
        broken = violations(problem, result.schedule)
        if broken:
            raise NotAPlan(f"{path.stem}: {broken[:3]}")
        planned = PROJECT in result.schedule.finishes
        proven = result.status is Status.OPTIMAL
        yield Measured(
            instance=path.stem,
            makespan=result.schedule.finishes.get(PROJECT),
            lower_bound=result.bound.finish if planned else None,
            status=result.status.value if planned else ("infeasible" if proven else "unknown"),
            seconds=round(result.seconds, 4),
            first_feasible_seconds=round(result.first_feasible_seconds, 4),
        )
