"""Search for better roadmaps until time is up, none exists, or somebody has seen enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from samsyn.apps.roadmap.models import PlanRun
from samsyn.apps.roadmap.queries.runs import best_run, newest_of, plan_so_far
from samsyn.apps.roadmap.queries.whatif import setting_for
from samsyn.apps.roadmap.services._keep import is_no_worse, keep
from samsyn.domain.access.actor import Actor
from samsyn.domain.scheduling.outcome import Progress
from samsyn.domain.scheduling.solve import solve
from samsyn.kernel import clock

SECONDS_BETWEEN_KEEPS = 1.0
SECONDS_BETWEEN_QUESTIONS = 0.5


@dataclass(frozen=True, slots=True)
class Counted:
    """How a search may be made again: from which seed, and how many plans it builds at most."""

    seed: int = 1
    work: int | None = None


CLOCK = Counted()
"""Time alone ends the search."""

Tell = Callable[[float, float], None]
StopWanted = Callable[[], bool]


def search(
    actor: Actor,
    run: PlanRun,
    *,
    tell: Tell,
    stop_wanted: StopWanted,
    workers: int = 2,
    counted: Counted = CLOCK,
) -> PlanRun:
    """Do one waiting run to its end, and return it.

    It begins at the plan of the run before, so that searching on is not beginning again; a result
    worse than what that run found for the very same problem is not kept. Where work is counted
    neither is so: then the answer depends on nothing but the problem, the seed and the work.
    `tell` hears of seconds gone and the gap; `stop_wanted` is asked twice a second.
    """
    earlier = best_run(actor, run.plan, run.scenario) if counted.work is None else None
    setting = setting_for(actor, run.plan, run.scenario, clock.today())
    began = time.monotonic()
    watch = _Watch(tell, stop_wanted, began)
    run.state = PlanRun.State.RUNNING
    run.save(update_fields=["state"])

    def better(progress: Progress) -> None:
        """Keep a better plan as soon as it is found, so that stopping loses nothing."""
        watch.gap = progress.gap
        wanted = earlier is None or is_no_worse(earlier, setting, progress)
        if wanted and watch.may_keep() and newest_of(actor, run) == run.pk:
            keep(actor, run, setting, progress, progress.seconds)

    found = solve(
        setting.problem,
        seconds=run.wanted_seconds,
        workers=workers,
        seed=counted.seed,
        work=counted.work,
        known=plan_so_far(earlier),
        on_improvement=better,
        should_stop=watch.asked_to_stop,
    )
    run.state = PlanRun.State.STOPPED if watch.stopped else PlanRun.State.DONE
    if newest_of(actor, run) != run.pk:  # somebody has planned anew meanwhile
        run.seconds = found.seconds
        run.save(update_fields=["state", "seconds"])
        return run
    if earlier is None or is_no_worse(earlier, setting, found):
        keep(actor, run, setting, found, found.first_feasible_seconds)
    else:
        run.seconds = found.seconds
        run.save(update_fields=["state", "seconds"])
    return run


class _Watch:
    """Remembers when things were last told, asked and kept."""

    def __init__(self, tell: Tell, stop_wanted: StopWanted, began: float) -> None:
        self._tell, self._stop_wanted, self._began = tell, stop_wanted, began
        self._asked = self._kept = 0.0
        self.gap = 1.0
        self.stopped = False

    def asked_to_stop(self) -> bool:
        """Ask now and then; once the answer was yes it stays so."""
        now = time.monotonic()
        if not self.stopped and now - self._asked >= SECONDS_BETWEEN_QUESTIONS:
            self._asked = now
            self._tell(now - self._began, self.gap)
            self.stopped = self._stop_wanted()
        return self.stopped

    def may_keep(self) -> bool:
        """Tell whether the last plan was kept long enough ago."""
        now = time.monotonic()
        if now - self._kept < SECONDS_BETWEEN_KEEPS:
            return False
        self._kept = now
        return True
