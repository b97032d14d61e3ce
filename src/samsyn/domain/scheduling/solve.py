"""Solve a problem: a feasible plan at once, then better ones until time is up or none exists."""

from __future__ import annotations

from datetime import date
from random import Random
from time import perf_counter

import numpy as np

from samsyn.domain.scheduling import simulation
from samsyn.domain.scheduling.beginning import offer_known
from samsyn.domain.scheduling.breeding import Breeding
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.crews import Staff, plan_with_crews, shuffled
from samsyn.domain.scheduling.generation import desk_for
from samsyn.domain.scheduling.incumbent import Incumbent
from samsyn.domain.scheduling.layered import Layered
from samsyn.domain.scheduling.network import Network
from samsyn.domain.scheduling.outcome import Result, Schedule, Status
from samsyn.domain.scheduling.population import LEVELS, evolve, first_plan
from samsyn.domain.scheduling.problem import Initiative, Problem
from samsyn.domain.scheduling.run import OnImprovement, Run, ShouldStop
from samsyn.domain.scheduling.settling import measure_knots, own, settle
from samsyn.domain.scheduling.wellformed import objections_to
from samsyn.domain.shared.compiled import ready
from samsyn.domain.shared.refusal import refuse_if


def solve(  # noqa: PLR0913 - all that a caller may wish of a search
    problem: Problem,
    *,
    seconds: float,
    workers: int = 2,
    seed: int = 1,
    work: int | None = None,
    known: Schedule | None = None,
    on_improvement: OnImprovement | None = None,
    should_stop: ShouldStop | None = None,
) -> Result:
    """Plan the problem within some seconds of wall time on some cores.

    `on_improvement` hears of each better plan, `should_stop` is asked a hundred times a second;
    both are called in the caller's thread. Stopping keeps the best plan. `work` is how many plans
    to build at most: the same problem, seed and work then give the same plan on any machine and
    any number of cores, as long as the seconds last. `known` is a plan to begin from, of this
    problem or of one much like it. Raises Refused with every flaw of a problem that makes no
    sense.
    """
    refuse_if(objections_to(problem))
    began = perf_counter()
    network = compile_problem(problem)
    incumbent = Incumbent(network, began)
    _offer_first(network, incumbent)
    if known is not None and not problem.same_people:
        offer_known(network, incumbent, known)
    run = Run(network, incumbent, began + seconds, on_improvement, should_stop)
    run.tell()
    if work is None:
        run.search(workers=max(1, workers), seed=seed)
    else:
        run.search_in_rounds(workers=max(1, workers), seed=seed, work=work)
    last = incumbent.progress()
    return Result(
        schedule=last.schedule,
        objective=last.objective,
        bound=last.bound,
        gap=last.gap,
        status=Status.OPTIMAL if incumbent.proven else Status.FEASIBLE,
        left_out=last.left_out,
        seconds=perf_counter() - began,
        first_feasible_seconds=incumbent.first_feasible_seconds,
    )


def is_warm() -> bool:
    """Tell whether the machine code is there in this process, so that counting waits for none."""
    return bool(getattr(evolve, "signatures", ()))


def warm_up() -> None:
    """Compile all that is to be compiled, some twenty seconds the first time; later it is kept."""
    week = Calendar(start=date(2001, 1, 1), weeks=1)
    network = compile_problem(Problem(calendar=week, initiatives=(Initiative(key="", phases=()),)))
    incumbent = Incumbent(network)
    _offer_first(network, incumbent)
    breeding = Breeding(network, incumbent, seed=1)
    breeding.prepare()
    breeding.breed(1)
    Layered(network, incumbent).prepare()
    settle(network.net, incumbent.plan()[1])
    measure_knots(network.net)
    simulation.warm_up()


def _offer_first(network: Network, incumbent: Incumbent) -> None:
    if network.problem.same_people:
        start, choice, crews = plan_with_crews(
            network,
            Staff(network.problem),
            shuffled(network, Random(1)),  # noqa: S311 - an order to try
        )
        incumbent.offer(start, choice, "first", crews)
        return
    net = own(network.net)
    order, start = net.topological.copy(), net.topological.copy()
    choice = np.ones(len(net.milestone) + len(net.ways.gene), np.int8)
    score = np.zeros(LEVELS, np.int64)
    ready(first_plan)(net, desk_for(net), order, choice, start, score)
    incumbent.offer(start, choice, "first")
