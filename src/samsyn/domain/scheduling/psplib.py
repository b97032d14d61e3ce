"""Read public benchmark instances as ordinary problems: one initiative, one holder per resource.

PSPLIB single-mode `.sm` and multi-mode `.mm` (Kolisch & Sprecher 1997), RCPSP/max `.sch`
(Schwindt's ProGen/max), Patterson `.rcp`, and MSPSP `.dzn` (Young, Feydy & Schutt 2017). A unit of
a resource is read as one percent of full time, a period as a week, a non-renewable resource as a
stock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.lines import Lines, NotAnInstance
from samsyn.domain.scheduling.mspsp import read_dzn
from samsyn.domain.scheduling.problem import (
    Assignment,
    End,
    Initiative,
    Link,
    Mode,
    Person,
    Phase,
    Problem,
    Stock,
)

PROJECT = "project"
_START = date(2001, 1, 1)


def read_instance(path: Path) -> Problem:
    """Read an instance by its file name's ending.

    Raises ValueError for what is not one, with the line and what was expected there.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ValueError(f"{path.name}: not one of {', '.join(READERS)}")
    try:
        return reader(path.read_text(encoding="latin-1"))
    except NotAnInstance as error:
        raise ValueError(f"{path.name}, {error}") from error


def read_psplib(text: str) -> Problem:  # noqa: PLR0915 - from top to bottom
    """Read PSPLIB's own format, with one mode per job or several."""
    lines = Lines(text)
    lines.find("PRECEDENCE RELATIONS")
    lines.skip(1)
    successors: dict[int, list[int]] = {}
    modes: dict[int, int] = {}
    while not lines.at("*"):
        row = lines.numbers(3, "job, modes, number of successors, successors")
        modes[row[0]], successors[row[0]] = row[1], row[3:]
        lines.expect(len(row) - 3 == row[2], f"{row[2]} successors")
        lines.expect(row[0] == len(successors), f"job {len(successors)}")
    lines.find("REQUESTS/DURATIONS")
    head = lines.text()
    lines.skip(1 if lines.ahead().startswith("-") else 0)
    names = [f"{letter}{n}" for letter, n in _pairs(head.split()[3:])]
    lines.expect(bool(names), "names of resources such as R 1")
    ways: dict[int, list[Mode]] = {}
    while not lines.at("*"):
        ways_of = _job_of(lines, ways, modes, len(names))
        job, row = ways_of
        asks = {name: need for name, need in zip(names, row[2:], strict=True) if need}
        ways.setdefault(job, []).append(
            Mode(
                key=str(row[0]),
                weeks=row[1],
                demand={k: v for k, v in asks.items() if k.startswith("R")},
                uses={k: v for k, v in asks.items() if not k.startswith("R")},
            )
        )
    lines.find("RESOURCEAVAILABILITIES")
    lines.skip(1)
    there = dict(zip(names, lines.numbers(len(names), "an amount per resource"), strict=False))
    lines.expect(ways.keys() == modes.keys(), f"durations of {len(modes)} jobs", back=True)
    for job, mine in ways.items():
        lines.expect(len(mine) == modes[job], f"{modes[job]} modes of job {job}", back=True)
    links = _links(lines, successors)
    return project(ways, there, links)


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Pair letters and numbers, also where they are written together."""
    joined = " ".join(words).replace("R", " R ").replace("N", " N ").replace("D", " D ").split()
    return list(zip(joined[::2], joined[1::2], strict=False))


def _job_of(
    lines: Lines, ways: Mapping[int, list[Mode]], modes: Mapping[int, int], resources: int
) -> tuple[int, list[int]]:
    """Read one mode: a job's first has the job's number in front, its others have not."""
    row = lines.numbers(resources + 2, f"mode, duration and {resources} amounts")
    last = max(ways, default=0)
    if len(row) == resources + 3:
        lines.expect(row[0] in modes, "the number of a job")
        return row[0], row[1:]
    lines.expect(len(row) == resources + 2, f"job, mode, duration and {resources} amounts")
    lines.expect(last in modes, "the number of a job in front")
    return last, row


def read_patterson(text: str) -> Problem:
    """Read Patterson's format: numbers only, wherever the lines break."""
    lines = Lines(text)
    jobs, resources = lines.number("the number of jobs"), lines.number("the number of resources")
    there = {f"R{n + 1}": lines.number("an amount of a resource") for n in range(resources)}
    ways: dict[int, list[Mode]] = {}
    successors: dict[int, list[int]] = {}
    for job in range(1, jobs + 1):
        weeks = lines.number(f"the duration of job {job}")
        needs = [lines.number(f"what job {job} needs of {name}") for name in there]
        asks = {name: need for name, need in zip(there, needs, strict=True) if need}
        ways[job] = [Mode(key="1", weeks=weeks, demand=asks)]
        following = lines.number(f"the number of successors of job {job}")
        successors[job] = [lines.number(f"a successor of job {job}") for _ in range(following)]
    return project(ways, there, _links(lines, successors))


def read_rcpsp_max(text: str) -> Problem:
    """Read RCPSP/max: weights are weeks from start to start, negative ones say at most."""
    lines = Lines(text)
    head = lines.numbers(2, "the number of activities and of resources")
    jobs, resources = head[0] + 2, head[1]
    links: list[Link] = []
    for job in range(jobs):
        row = lines.numbers(3, "activity, modes, number of successors, successors, [weights]")
        lines.expect(row[0] == job, f"activity {job}")
        lines.expect(row[1] == 1, "one mode")
        following, weights = row[3 : 3 + row[2]], row[3 + row[2] :]
        lines.expect(len(following) == len(weights) == row[2], f"{row[2]} successors and weights")
        for after, weight in zip(following, weights, strict=True):
            lines.expect(0 <= after < jobs, f"successors from 0 to {jobs - 1}")
            links.append(_tie(job, after, weight))
    ways: dict[int, list[Mode]] = {}
    for job in range(jobs):
        row = lines.numbers(resources + 3, f"activity, mode, duration and {resources} amounts")
        lines.expect(row[0] == job, f"activity {job}")
        asks = {f"R{n + 1}": need for n, need in enumerate(row[3:]) if need}
        ways[job] = [Mode(key="1", weeks=row[2], demand=asks)]
    amounts = lines.numbers(resources, "an amount per resource")
    there = {f"R{n + 1}": amounts[n] for n in range(resources)}
    waiting = sum(max(link.lag or 0, 0) for link in links)
    return project(ways, there, links, more_weeks=waiting)


def _tie(before: int, after: int, weight: int) -> Link:
    """Say S(after) >= S(before) + weight; what goes back in the list is said the other way."""
    if weight > 0 or (weight == 0 and before < after):
        return Link(before=str(before), after=str(after), lag=weight, leaves=End.START)
    return Link(before=str(after), after=str(before), lag=None, most=-weight, leaves=End.START)


def project(
    ways: Mapping[int, Sequence[Mode]],
    there: Mapping[str, int],
    links: Sequence[Link],
    *,
    more_weeks: int = 0,
) -> Problem:
    """Put jobs, what there is and links into one mandatory initiative."""
    phases = tuple(
        Phase(
            key=str(job),
            weeks=mine[0].weeks,
            demand=mine[0].demand,
            uses=mine[0].uses,
            modes=tuple(mine) if len(mine) > 1 else (),
        )
        for job, mine in ways.items()
    )
    longest = sum(max(mode.weeks for mode in mine) for mine in ways.values())
    renewable = {name: units for name, units in there.items() if name.startswith("R")}
    return Problem(
        calendar=Calendar(start=_START, weeks=longest + more_weeks),
        people=tuple(Person(key=name, working_share=n) for name, n in renewable.items()),
        assignments=tuple(
            Assignment(person=name, role=name, share=n) for name, n in renewable.items()
        ),
        initiatives=(Initiative(key=PROJECT, phases=phases),),
        links=tuple(links),
        stocks=tuple(Stock(key=k, amount=n) for k, n in there.items() if k not in renewable),
    )


def _links(lines: Lines, successors: Mapping[int, Sequence[int]]) -> tuple[Link, ...]:
    for job, following in successors.items():
        for after in following:
            lines.expect(after in successors, f"successors of job {job} that exist", back=True)
    return tuple(
        Link(before=str(job), after=str(after))
        for job, following in successors.items()
        for after in following
    )


READERS: Mapping[str, Callable[[str], Problem]] = {
    ".sm": read_psplib,
    ".mm": read_psplib,
    ".sch": read_rcpsp_max,
    ".rcp": read_patterson,
    ".dzn": read_dzn,
}
