"""Every published format is read, solved and checked; what is wrong in a file is named by line."""

from itertools import product
from pathlib import Path

import pytest

from samsyn.domain.scheduling.benchmark import Measured, benchmark
from samsyn.domain.scheduling.bounds import lower_bound
from samsyn.domain.scheduling.compile import compile_problem
from samsyn.domain.scheduling.psplib import read_instance
from tests.support.instances import (
    Crew,
    Project,
    Tied,
    as_dzn,
    as_mm,
    as_sch,
    drawn_crew,
    drawn_project,
    drawn_ties,
)

SOME = range(4)


def solved(folder: Path, name: str, text: str) -> Measured:
    """Write, read, solve and check one instance."""
    path = folder / name
    path.write_text(text)
    (measured,) = benchmark([path], seconds=20, workers=2)
    assert measured.status in {"optimal", "infeasible"}
    assert measured.makespan == measured.lower_bound
    return measured


@pytest.mark.parametrize("seed", SOME)
def test_a_multi_mode_instance_has_the_makespan_that_trying_all_finds(
    tmp_path: Path, seed: int
) -> None:
    project = drawn_project(seed)
    assert solved(tmp_path, "drawn.mm", as_mm(project)).makespan == best_of_modes(project)


@pytest.mark.parametrize("seed", SOME)
def test_an_instance_with_most_lags_has_the_makespan_that_trying_all_finds(
    tmp_path: Path, seed: int
) -> None:
    tied = drawn_ties(seed)
    assert solved(tmp_path, "drawn.sch", as_sch(tied)).makespan == best_of_ties(tied)


@pytest.mark.parametrize("seed", SOME)
def test_an_instance_of_many_skills_has_the_makespan_that_trying_all_finds(
    tmp_path: Path, seed: int
) -> None:
    crew = drawn_crew(seed)
    assert solved(tmp_path, "drawn.dzn", as_dzn(crew)).makespan == best_of_crews(crew)


def test_somebody_of_two_skills_counts_once_in_what_no_plan_can_beat(tmp_path: Path) -> None:
    both = [[True, True], [True, True]]
    work = [(0, [0, 0]), *((3, [1, 1]) for _ in range(4)), (0, [0, 0])]
    before = [(0, job) for job in range(1, 5)] + [(job, 5) for job in range(1, 5)]
    path = tmp_path / "both.dzn"
    path.write_text(as_dzn(Crew(work, both, before)))
    network = compile_problem(read_instance(path))
    assert lower_bound(network).finish == 12  # each skill for itself says 6


def test_lags_that_contradict_each_other_are_proven_to_allow_no_plan(tmp_path: Path) -> None:
    tied = Tied([(0, 0), (2, 1), (2, 1), (0, 0)], {(0, 1): 0, (1, 2): 4, (2, 1): -3, (2, 3): 2}, 2)
    assert solved(tmp_path, "tied.sch", as_sch(tied)).status == "infeasible"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "a.mm",
            as_mm(drawn_project(1)).replace("-\n  1      1     0", "-\n  1      x     0"),
            "line 15: expected mode, duration and 2 amounts",
        ),
        ("a.sch", "2\t1\t0\t0\n0\t1\t2\t1\t[0]\n", "line 2: expected 2 successors and weights"),
        ("a.dzn", "nActs = 3;\nnSkills = x;\n", "line 2: expected nSkills = a whole number"),
        ("a.dzn", "nActs = 3;\n", "expected nSkills"),
        ("a.rcp", "4 2\n3 1\n0 0 0 2 2", "line 3: expected a successor of job 1"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_by_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=f"{name}, .*{said}"):
        read_instance(tmp_path / name)


def best_of_modes(project: Project) -> int | None:
    """Try all modes and starts of a small project; None where nothing holds."""
    jobs = len(project.modes)
    best: int | None = None
    for ways in product(*project.modes):
        if sum(needs[1] for _weeks, needs in ways) > project.stock[0]:
            continue
        longest = sum(weeks for weeks, _needs in ways)
        for end in range(longest + 1 if best is None else best):
            if _fits(project, ways, [0] * jobs, 0, end):
                best = end
                break
    return best


def _fits(
    project: Project, ways: tuple[tuple[int, list[int]], ...], starts: list[int], job: int, end: int
) -> bool:
    """Tell whether the jobs from one on can still be placed to end in time."""
    if job == len(ways):
        return True
    weeks, needs = ways[job]
    begin = max(
        (starts[b] + ways[b][0] for b in range(job) if job in project.successors[b]), default=0
    )
    for start in range(begin, end - weeks + 1):
        room = all(
            needs[0]
            + sum(ways[o][1][0] for o in range(job) if starts[o] <= week < starts[o] + ways[o][0])
            <= project.renewable[0]
            for week in range(start, start + weeks)
        )
        if room:
            starts[job] = start
            if _fits(project, ways, starts, job + 1, end):
                return True
    return False


def best_of_ties(tied: Tied) -> int | None:
    """Try all starts of a few tied activities; None where nothing holds."""
    horizon = sum(weeks for weeks, _need in tied.work) + 8
    best: int | None = None
    for starts in product(range(horizon), repeat=len(tied.work) - 2):
        all_starts = [0, *starts]
        end = max(start + weeks for start, (weeks, _n) in zip(all_starts, tied.work, strict=False))
        all_starts.append(end)
        if best is not None and end >= best:
            continue
        kept = all(all_starts[b] >= all_starts[a] + w for (a, b), w in tied.weights.items())
        if kept and all(_taken(tied, all_starts, week) <= tied.there for week in range(end)):
            best = end
    return best


def _taken(tied: Tied, starts: list[int], week: int) -> int:
    pairs = zip(starts, tied.work, strict=True)
    return sum(need for start, (weeks, need) in pairs if start <= week < start + weeks)


def best_of_crews(crew: Crew) -> int:
    """Try all teams of each activity, and all orders they could work in."""
    teams = [
        [
            set(people)
            for people in product(range(len(crew.masters)), repeat=sum(needs))
            if len(set(people)) == sum(needs)
            and all(
                crew.masters[person][skill]
                for person, skill in zip(
                    people, [s for s, n in enumerate(needs) for _ in range(n)], strict=True
                )
            )
        ]
        for _weeks, needs in crew.work
    ]
    best = sum(weeks for weeks, _needs in crew.work)
    for chosen in product(*teams):
        for end in range(best):
            if _crews_fit(crew, chosen, [], end):
                best = end
                break
    return best


def _crews_fit(crew: Crew, teams: tuple[set[int], ...], starts: list[int], end: int) -> bool:
    job = len(starts)
    if job == len(crew.work):
        return True
    weeks = crew.work[job][0]
    begin = max((starts[a] + crew.work[a][0] for a, b in crew.before if b == job), default=0)
    for start in range(begin, end - weeks + 1):
        busy = (
            o
            for o in range(job)
            if teams[o] & teams[job]
            and starts[o] < start + weeks
            and start < starts[o] + crew.work[o][0]
        )
        if next(busy, None) is None and _crews_fit(crew, teams, [*starts, start], end):
            return True
    return False
