"""Small instances in the published formats, drawn by lot, and the text of a file for each."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

STARS = "*" * 72


@dataclass(frozen=True, slots=True)
class Project:
    """Jobs with modes as (weeks, needs of each resource), and what there is of each."""

    modes: list[list[tuple[int, list[int]]]]
    successors: list[list[int]]
    renewable: list[int]
    stock: list[int]


def drawn_project(seed: int, jobs: int = 5) -> Project:
    """Draw a project of a few jobs with two modes each, one renewable resource, one stock."""
    lots = Random(seed)  # noqa: S311 - test data
    modes = [[(0, [0, 0])]]
    for _job in range(jobs):
        quick = (lots.randint(1, 3), [lots.randint(1, 3), lots.randint(1, 3)])
        slow = (quick[0] + lots.randint(1, 2), [max(1, quick[1][0] - 1), lots.randint(0, 1)])
        modes.append([quick, slow])
    modes.append([(0, [0, 0])])
    successors: list[list[int]] = [[] for _ in modes]
    for job in range(1, jobs + 1):
        successors[job] = [later for later in range(job + 1, jobs + 1) if lots.random() < 0.3]
    for job in range(1, jobs + 1):
        if not any(job in following for following in successors[1:]):
            successors[0].append(job)
        if not successors[job]:
            successors[job].append(jobs + 1)
    return Project(modes, successors, [3], [jobs + 1])


def as_mm(project: Project) -> str:
    """Write PSPLIB's multi-mode format."""
    lines = [STARS, "PRECEDENCE RELATIONS:", "jobnr.    #modes  #successors   successors"]
    for job, following in enumerate(project.successors):
        numbers = "   ".join(str(after + 1) for after in following)
        lines.append(f"{job + 1:4}{len(project.modes[job]):9}{len(following):11}        {numbers}")
    lines += [STARS, "REQUESTS/DURATIONS:", "jobnr. mode duration  R 1  N 1", "-" * 72]
    for job, ways in enumerate(project.modes):
        for number, (weeks, needs) in enumerate(ways):
            head = f"{job + 1:3}" if number == 0 else "   "
            asks = "".join(f"{need:5}" for need in needs)
            lines.append(f"{head}{number + 1:7}{weeks:6}    {asks}")
    there = "".join(f"{amount:5}" for amount in project.renewable + project.stock)
    lines += [STARS, "RESOURCEAVAILABILITIES:", "  R 1  N 1", there, STARS]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Tied:
    """Activities as (weeks, need), and weights between starts; the first and last are nothing."""

    work: list[tuple[int, int]]
    weights: dict[tuple[int, int], int]
    there: int


def drawn_ties(seed: int, jobs: int = 4) -> Tied:
    """Draw a few activities of one resource with least and most lags between starts."""
    lots = Random(seed)  # noqa: S311 - test data
    work = [(0, 0), *((lots.randint(1, 3), lots.randint(1, 2)) for _ in range(jobs)), (0, 0)]
    weights = {(0, job): 0 for job in range(1, jobs + 1)}
    weights |= {(job, jobs + 1): work[job][0] for job in range(1, jobs + 1)}
    for job in range(1, jobs):
        if lots.random() < 0.7:
            least = lots.randint(0, 3)
            weights[job, job + 1] = least
            if lots.random() < 0.7:
                weights[job + 1, job] = -(least + lots.randint(0, 2))
    return Tied(work, weights, 2)


def as_sch(tied: Tied) -> str:
    """Write RCPSP/max, as ProGen/max does."""
    lines = [f"{len(tied.work) - 2}\t1\t0\t0"]
    for job in range(len(tied.work)):
        mine = [(after, weight) for (one, after), weight in tied.weights.items() if one == job]
        following = "\t".join(str(after) for after, _weight in mine)
        weights = "\t".join(f"[{weight}]" for _after, weight in mine)
        lines.append(f"{job}\t1\t{len(mine)}\t{following}\t{weights}".rstrip())
    lines += [f"{job}\t1\t{weeks}\t{need}" for job, (weeks, need) in enumerate(tied.work)]
    return "\n".join([*lines, str(tied.there)]) + "\n"


@dataclass(frozen=True, slots=True)
class Crew:
    """Activities as (weeks, people needed of each skill), who masters what, and the order."""

    work: list[tuple[int, list[int]]]
    masters: list[list[bool]]
    before: list[tuple[int, int]]


def drawn_crew(seed: int, jobs: int = 4) -> Crew:
    """Draw a few activities that need one or two of three people with two skills."""
    lots = Random(seed)  # noqa: S311 - test data
    masters = [[True, False], [False, True], [True, True]]
    work = [(0, [0, 0])]
    needs = [[1, 0], [0, 1], [1, 1], [2, 0], [2, 1]]
    work += [(lots.randint(1, 3), lots.choice(needs)) for _job in range(jobs)]
    work.append((0, [0, 0]))
    before = [(0, job) for job in range(1, jobs + 1)]
    before += [(job, jobs + 1) for job in range(1, jobs + 1)]
    before += [(job, job + 1) for job in range(1, jobs) if lots.random() < 0.3]
    return Crew(work, masters, before)


def as_dzn(crew: Crew) -> str:
    """Write the data of MiniZinc, as MSPSP-InstLib has it."""
    needs = ",\n  | ".join(",".join(map(str, row)) for _weeks, row in crew.work)
    masters = ",\n  | ".join(",".join(str(x).lower() for x in row) for row in crew.masters)
    return (
        f"% seed = 1\n\nmint = 1;\nnActs = {len(crew.work)};\n"
        f"dur = {[weeks for weeks, _row in crew.work]};\n\nnSkills = {len(crew.masters[0])};\n"
        f"sreq = [| {needs}, |];\n\nnResources = {len(crew.masters)};\n"
        f"mastery = [| {masters}, |];\n"
        f"\nnPrecs = {len(crew.before)};\npred = {[a + 1 for a, _b in crew.before]};\n"
        f"succ = {[b + 1 for _a, b in crew.before]};\n"
    )
