"""A project read backwards is the same project: a plan of the one is a plan of the other."""

import numpy as np
import pytest

from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.generation import build, desk_for
from samsyn.domain.scheduling.incumbent import schedule_of
from samsyn.domain.scheduling.mirror import mirrored, mirrors, turned
from samsyn.domain.scheduling.parallel import build_by_week
from samsyn.domain.scheduling.problem import Initiative, Link, Phase, Problem
from samsyn.domain.scheduling.verify import violations
from samsyn.domain.shared.compiled import interpreted
from tests.support.scheduling import calendar, team


def project(*, earliest: int = 0) -> Problem:
    """One initiative whose phases wait for each other and share one developer."""
    lengths = [3, 1, 4, 2, 5, 2]
    phases = tuple(
        Phase(key=f"{n}", weeks=weeks, demand={"developer": 30 + 10 * n}, earliest=earliest)
        for n, weeks in enumerate(lengths)
    )
    links = (Link(before="0", after="2"), Link(before="1", after="3", lag=2))
    return Problem(
        calendar=calendar(40),
        initiatives=(Initiative(key="project", phases=phases),),
        links=(*links, Link(before="2", after="5")),
        **team(developer=100),  # type: ignore[arg-type]
    )


def test_a_plan_built_backwards_holds_when_read_forwards() -> None:
    problem = project()
    network = compile_problem(problem)
    assert mirrors(network)
    net = mirrored(network)
    for make in (interpreted(build), interpreted(build_by_week)):
        start, choice = np.zeros(len(net.duration), np.int32), np.ones(1, np.int8)
        make(net, desk_for(net), net.topological.copy(), choice, start)
        plan = turned(net, start)
        assert violations(problem, schedule_of(network, plan, choice)) == []
        assert turned(net, plan).tolist() == start.tolist()


def test_where_weeks_differ_nothing_is_read_backwards() -> None:
    assert not mirrors(compile_problem(project(earliest=1)))


@pytest.mark.parametrize("urgent_first", [True, False])
def test_no_work_waits_that_could_have_begun(urgent_first: bool) -> None:
    """Built week by week, no phase could have begun earlier beside what had begun by then."""
    problem = project()
    network = compile_problem(problem)
    net, desk = network.net, desk_for(network.net)
    order = net.topological if urgent_first else net.topological[np.argsort(net.latest)]
    start, choice = np.zeros(len(net.duration), np.int32), np.ones(1, np.int8)
    interpreted(build_by_week)(net, desk, order.copy(), choice, start)
    assert violations(problem, schedule_of(network, start, choice)) == []
    need = network.demand[:, 0]
    for activity, begun in enumerate(start.tolist()):
        for week in range(begun):
            ready = all(
                start[before] + gap <= week for before, b, gap in network.arcs if b == activity
            )
            busy = sum(
                need[other]
                for other in range(len(need))
                if start[other] <= week < start[other] + net.duration[other]
            )
            assert not (ready and net.duration[activity] and busy + need[activity] <= 100)
