"""What would help: the plan made again with a little more of what binds it, and what that is worth.

Levers are what the plan itself names: a role that keeps phases waiting, a fund that does, and
deadlines that are missed. Each is turned alone, everything else as it is. All are compared with the
best plan that is known without them: the search for each begins there, and what it finds that holds
without the change after all is no gain of the change, but a better plan to compare with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from samsyn.domain.scheduling.bindings import Bind
from samsyn.domain.scheduling.changing import Change, Turn, changed
from samsyn.domain.scheduling.explain import explain
from samsyn.domain.scheduling.genes import decided
from samsyn.domain.scheduling.outcome import Result, Schedule
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.verify import violations

MOST_LEVERS = 8
SECONDS_PER_LEVER = 3.0
MORE_TIME, STEP = 10, 5
"""More of a role: ten per cent of full time, or a tenth of what there is where that is more."""
MORE_MONEY = 10
"""More of a fund, in percent of what it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What one change brings, against the plan without it; nothing is ever below 0."""

    change: Change
    placed: int = 0
    """Mandatory initiatives that come into the plan."""
    lateness: int = 0
    """Weighted weeks late that go away."""
    benefit: int = 0
    """Net discounted benefit within the plan that is won."""
    weeks: int = 0
    """Weeks that finishes come earlier, all initiatives together; later ones count against."""
    moves: tuple[tuple[str, int], ...] = ()
    """The initiatives that finish at another time: (key, weeks earlier), the largest first."""
    enters: tuple[str, ...] = ()
    """Initiatives that are in the plan only with it."""
    proven: bool = False
    """Both plans are proven best, so that the gain is exactly this."""

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """What decides the ranking, most first."""
        return (self.placed, self.lateness, self.benefit, self.weeks)


Told = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def what_would_help(
    problem: Problem,
    *,
    seconds: float = SECONDS_PER_LEVER,
    workers: int = 2,
    known: Schedule | None = None,
    told: Told = lambda _done, _all: None,
    should_stop: ShouldStop = lambda: False,
) -> tuple[Gain, ...]:
    """Solve the problem once as it is and once per lever; rank what was won, the most first.

    What was published binds nobody here: the question is what could be. `known` is the plan that
    people look at. Stopping keeps what is known by then.
    """
    free = replace(problem, published={})
    base = solve(free, seconds=2 * seconds, workers=workers, known=known, should_stop=should_stop)
    levers = list(levers_of(free, base))[:MOST_LEVERS]
    told(1, 1 + len(levers))
    found: list[tuple[Change, Result]] = []
    for number, change in enumerate(levers):
        if should_stop():
            break
        turned = changed(free, [change])
        result = solve(
            turned,
            seconds=seconds,
            workers=workers,
            known=base.schedule,
            should_stop=should_stop,
        )
        found.append((change, result))
        told(2 + number, 1 + len(levers))
    base = _best_without(free, base, [result for _change, result in found])
    gains = (gain_of(change, base, result) for change, result in found)
    return tuple(sorted(gains, key=lambda gain: gain.worth, reverse=True))


def _best_without(problem: Problem, base: Result, found: Iterable[Result]) -> Result:
    """Give the best plan without any change, be it one that was found with one."""
    for result in found:
        if not violations(problem, result.schedule):
            again = solve(problem, seconds=0, known=result.schedule)
            if again.objective < base.objective:
                base = replace(again, bound=base.bound, gap=1.0)
    return base


def levers_of(problem: Problem, result: Result) -> Iterator[Change]:
    """Name what to turn: the roles and funds that bind most phases, then what is late."""
    has = _time_of_roles(problem)
    roles, funds = _what_binds(problem, result)
    for role, _times in roles.most_common(MOST_LEVERS // 2):
        more = max(MORE_TIME, has.get(role, 0) // 10 // STEP * STEP, _lacking(result, role))
        yield Change(turn=Turn.ADD_TIME, key=role, percent=more)
    for fund, _times in funds.most_common(2):
        largest = max((b.one_off or 0 for b in problem.budgets if b.fund == fund), default=0)
        yield Change(turn=Turn.MONEY, key=fund, amount=max(1, largest * MORE_MONEY // 100))
    for initiative in problem.initiatives:
        finish = result.schedule.finishes.get(initiative.key)
        late = initiative.deadline is not None and finish is not None
        if late and finish is not None and finish > (initiative.deadline or 0):
            yield Change(turn=Turn.DEADLINE, key=initiative.key, week=finish)


def _what_binds(problem: Problem, result: Result) -> tuple[Counter[str], Counter[str]]:
    roles: Counter[str] = Counter()
    funds: Counter[str] = Counter()
    planned = decided(problem, result.schedule.chosen)
    for told in explain(planned, result.schedule).values():
        for binding in told.bindings:
            if binding.code in (Bind.ROLE_FULL, Bind.ROLE_AWAY):
                roles[str(binding.facts["role"])] += 1
            elif binding.code is Bind.MONEY:
                funds[str(binding.facts["fund"])] += 1
    for objection in result.left_out:
        if "role" in objection.facts:
            roles[str(objection.facts["role"])] += 1
        if "fund" in objection.facts:
            funds[str(objection.facts["fund"])] += 1
    return roles, funds


def _time_of_roles(problem: Problem) -> Counter[str]:
    has: Counter[str] = Counter()
    for held in problem.assignments:
        has[held.role] += held.share
    return has


def _lacking(result: Result, role: str) -> int:
    """Say how much more a role would need at least, for what it leaves out altogether."""
    lacking = [
        int(objection.facts["percent"]) - int(objection.facts["most_percent"])
        for objection in result.left_out
        if objection.facts.get("role") == role and "most_percent" in objection.facts
    ]
    return max(lacking, default=0)


def gain_of(change: Change, base: Result, result: Result) -> Gain:
    """Compare the plan with a change to the plan without it."""
    better = result.objective[:3] <= base.objective[:3]
    if not better:  # the search found less in a larger room: then nothing is known to be won
        return Gain(change=change)
    both = base.schedule.finishes.keys() & result.schedule.finishes.keys()
    moves = [(k, base.schedule.finishes[k] - result.schedule.finishes[k]) for k in both]
    return Gain(
        change=change,
        placed=max(0, base.objective.unplaced - result.objective.unplaced),
        lateness=max(0, base.objective.lateness - result.objective.lateness),
        benefit=max(0, result.objective.benefit - base.objective.benefit),
        weeks=max(0, sum(weeks for _key, weeks in moves)),
        moves=tuple(sorted((m for m in moves if m[1]), key=lambda m: (-m[1], m[0]))),
        enters=tuple(sorted(result.schedule.finishes.keys() - base.schedule.finishes.keys())),
        proven=base.gap == 0.0 and result.gap == 0.0,
    )
