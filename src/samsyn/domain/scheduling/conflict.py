"""Why not at all: a smallest set of demands that cannot all be met, and the proof that it is one.

A deletion filter in the manner of QuickXplain finds the set; then each of its parts is taken away
once more. CP-SAT answers every question: can what is left be done in time? Where it proves both
that the set is impossible and that every set one smaller is possible, the set is proven smallest
(nothing can be left away from it; another conflict may still have fewer parts).

A large portfolio is first planned: a plan that has everything in time is the answer. Otherwise
conflicts are sought in small sets around what is late, for what is impossible of a part is
impossible of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ortools.sat.python import cp_model

from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.model import build_model
from samsyn.domain.scheduling.model_money import add_money, levels_of
from samsyn.domain.scheduling.model_people import add_people
from samsyn.domain.scheduling.problem import Assignment, Initiative, Person, Problem
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.suspects import late_in, sets_around

SECONDS_PER_QUESTION = 2.0
MOST_CONFLICTS = 3
LARGE = 150
"""Phases from which a plan is made first, and conflicts are sought in parts."""
PLANNING_SECONDS = 4.0
MOST_UNKNOWN = 4
"""Questions in a row without an answer, after which larger sets are not asked."""


class What(StrEnum):
    """The kinds of demands that may stand against each other."""

    DONE = "done"
    """The initiative must be in the plan."""
    DEADLINE = "deadline"
    """It must be done by its deadline."""
    PEOPLE = "people"
    """A role has no more time than its holders give it."""
    MONEY = "money"
    """A fund has no more than was allotted."""
    PIN = "pin"
    """A phase was fixed to a week by somebody."""


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """One demand: what, and of which initiative, role, fund or phase."""

    what: What
    key: str


class Answer(StrEnum):
    """What is known of a set of demands."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that cannot all be met; `proven` where none of them can be left away."""

    demands: tuple[Demand, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all demands can be met; if not, conflicts that have nothing in common but limits."""

    answer: Answer
    conflicts: tuple[Conflict, ...] = ()


Asked = Callable[[int], None]
ShouldStop = Callable[[], bool]


def conflicts_in(
    problem: Problem,
    *,
    pins: Iterable[str] = (),
    seconds_per_question: float = SECONDS_PER_QUESTION,
    asked: Asked = lambda _count: None,
    should_stop: ShouldStop = lambda: False,
    large: int = LARGE,
) -> Verdict:
    """Say whether everything mandatory can be done in time, and if not, what stands against what.

    `pins` are phases that somebody fixed and could let go; other pinned work is a fact. `asked`
    hears how many questions were put so far.
    """
    desk = _Desk(_only_mandatory(problem), frozenset(pins), seconds_per_question, asked)
    rest = desk.demands()
    in_parts = len(desk.problem.phases) >= large
    answer, part = _narrowed(desk, rest, should_stop) if in_parts else (desk.answer(rest), rest)
    found: list[Conflict] = []
    while answer is Answer.IMPOSSIBLE and len(found) < MOST_CONFLICTS and not should_stop():
        conflict = desk.smallest(part)
        found.append(conflict)
        settled = {d for d in conflict.demands if d.what in (What.DONE, What.DEADLINE, What.PIN)}
        if not settled:
            break
        keys = {d.key for d in settled if d.what is What.DONE and _is_alone(d, settled)}
        rest = [d for d in rest if d not in settled and d.key not in keys]
        again, part = _narrowed(desk, rest, should_stop) if in_parts else (desk.answer(rest), rest)
        if again is not Answer.IMPOSSIBLE:
            break
    return Verdict(answer, tuple(found))


def _narrowed(
    desk: _Desk, demands: list[Demand], should_stop: ShouldStop
) -> tuple[Answer, list[Demand]]:
    """Plan, and where that leaves something late, find a part of the demands that is impossible."""
    asked = relaxed(desk.problem, frozenset(demands), desk.pins)
    plan = solve(asked, seconds=PLANNING_SECONDS, should_stop=should_stop)
    late = late_in(asked, plan)
    if not late:
        return Answer.POSSIBLE, demands
    unknown = 0
    for _around, keys in sets_around(asked, late):
        if should_stop() or unknown >= MOST_UNKNOWN:
            break
        part = desk.about(demands, keys)
        answer = desk.answer(part)
        if answer is Answer.IMPOSSIBLE:
            return answer, part
        unknown = unknown + 1 if answer is Answer.UNKNOWN else 0
    return Answer.UNKNOWN, demands


def _is_alone(done: Demand, settled: Iterable[Demand]) -> bool:
    return Demand(What.DEADLINE, done.key) not in settled


class _Desk:
    """Asks whether a set of demands can be met, and remembers the answers."""

    def __init__(
        self, problem: Problem, pins: frozenset[str], seconds: float, asked: Asked
    ) -> None:
        self.problem = problem
        self.pins = pins & {phase.key for phase in problem.phases if phase.pinned is not None}
        self._seconds = seconds
        self._asked = asked
        self._known: dict[frozenset[Demand], Answer] = {}

    def demands(self) -> list[Demand]:
        """List all demands: limits first, so that wishes are the first to be found guilty."""
        problem = self.problem
        roles = sorted({role for phase in problem.phases for role in phase.demand})
        funds = sorted({budget.fund for budget in problem.budgets})
        return [
            *(Demand(What.PEOPLE, role) for role in roles),
            *(Demand(What.MONEY, fund) for fund in funds),
            *(Demand(What.DONE, initiative.key) for initiative in problem.initiatives),
            *(Demand(What.PIN, key) for key in sorted(self.pins)),
            *(Demand(What.DEADLINE, i.key) for i in problem.initiatives if i.deadline is not None),
        ]

    def about(self, demands: Sequence[Demand], keys: frozenset[str]) -> list[Demand]:
        """Keep what is demanded of some initiatives, and every limit."""
        phases = {p.key for i in self.problem.initiatives if i.key in keys for p in i.phases}
        limits = (What.PEOPLE, What.MONEY)
        return [d for d in demands if d.what in limits or d.key in keys or d.key in phases]

    def answer(self, demands: Iterable[Demand]) -> Answer:
        """Ask whether a plan meets exactly these demands."""
        asked = frozenset(demands)
        if asked not in self._known:
            self._known[asked] = self._solve(asked)
            self._asked(len(self._known))
        return self._known[asked]

    def smallest(self, demands: Sequence[Demand]) -> Conflict:
        """Find a set within the demands from which nothing can be left away."""
        found = self._explain([], [], list(demands))
        proven = self.answer(found) is Answer.IMPOSSIBLE
        for demand in list(found):
            without = [one for one in found if one != demand]
            answer = self.answer(without)
            if answer is Answer.IMPOSSIBLE:
                found = without
            proven = proven and answer is not Answer.UNKNOWN
        return Conflict(tuple(found), proven)

    def _explain(
        self, base: list[Demand], added: list[Demand], demands: list[Demand]
    ) -> list[Demand]:
        """Halve what is to be searched: QuickXplain (Junker 2004)."""
        if added and self.answer(base) is Answer.IMPOSSIBLE:
            return []
        if len(demands) == 1:
            return demands
        first, second = demands[: len(demands) // 2], demands[len(demands) // 2 :]
        guilty = self._explain(base + first, first, second)
        return self._explain(base + guilty, guilty, first) + guilty

    def _solve(self, demands: frozenset[Demand]) -> Answer:
        network = compile_problem(relaxed(self.problem, demands, self.pins))
        if bool((network.net.mandatory & ~network.net.possible).any()):
            return Answer.IMPOSSIBLE
        model = build_model(network, 0)
        add_money(model)
        if network.problem.same_people:
            add_people(model)
        model.cp.add(levels_of(model)[1] <= 0)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = self._seconds
        status = solver.solve(model.cp)
        if status == cp_model.INFEASIBLE:
            return Answer.IMPOSSIBLE
        known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return Answer.POSSIBLE if known else Answer.UNKNOWN


def relaxed(problem: Problem, demands: frozenset[Demand], pins: frozenset[str]) -> Problem:
    """Return the problem in which only these demands are made."""
    kept = tuple(
        _relaxed(initiative, demands, pins)
        for initiative in problem.initiatives
        if Demand(What.DONE, initiative.key) in demands
    )
    free = {
        role
        for initiative in kept
        for phase in initiative.phases
        for role in phase.demand
        if Demand(What.PEOPLE, role) not in demands
    }
    return replace(
        problem.of_only(kept),
        people=(*problem.people, *(Person(key=f"+{role}", working_share=_PLENTY) for role in free)),
        assignments=(
            *(held for held in problem.assignments if held.role not in free),
            *(Assignment(person=f"+{r}", role=r, share=_PLENTY) for r in sorted(free)),
        ),
        budgets=tuple(b for b in problem.budgets if Demand(What.MONEY, b.fund) in demands),
        published={},
    )


_PLENTY = 30_000
"""More of a role than any portfolio asks for in a week, in percent."""


def _relaxed(
    initiative: Initiative, demands: frozenset[Demand], pins: frozenset[str]
) -> Initiative:
    due = Demand(What.DEADLINE, initiative.key) in demands
    return replace(
        initiative,
        mandatory=True,
        deadline=initiative.deadline if due else None,
        lateness_weight=1,
        phases=tuple(
            replace(phase, pinned=None)
            if phase.key in pins and Demand(What.PIN, phase.key) not in demands
            else phase
            for phase in initiative.phases
        ),
    )


def _only_mandatory(problem: Problem) -> Problem:
    """Leave out what may be left out, but for what something mandatory waits for."""
    owner = {phase.key: i.key for i in problem.initiatives for phase in i.phases}
    owner |= {i.key: i.key for i in problem.initiatives}
    needed = {i.key for i in problem.initiatives if i.mandatory or i.running}
    while True:
        more = {
            owner[link.before]
            for link in problem.links
            if owner.get(link.after) in needed and link.before in owner
        } - needed
        if not more:
            break
        needed |= more
    kept = tuple(i for i in problem.initiatives if i.key in needed)
    return problem.of_only(kept)
