"""Read public benchmark instances as ordinary problems: one initiative, one holder per resource.

PSPLIB single-mode `.sm` (Kolisch & Sprecher 1997) and Patterson `.rcp`. A unit of a resource is
read as one percent of full time, and a period as a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.problem import (
    Assignment,
    Initiative,
    Link,
    Person,
    Phase,
    Problem,
)

PROJECT = "project"
_START = date(2001, 1, 1)


def read_instance(path: Path) -> Problem:
    """Read an instance by its file name's ending; raises ValueError for what is not one."""
    readers = {".sm": _read_sm, ".rcp": _read_rcp}
    if path.suffix.lower() not in readers:
        raise ValueError(f"{path.name}: not one of {', '.join(readers)}")
    try:
        return readers[path.suffix.lower()](path.read_text(encoding="latin-1"))
    except (IndexError, StopIteration) as error:
        raise ValueError(f"{path.name}: not a complete {path.suffix} file") from error


def _read_sm(text: str) -> Problem:
    lines = text.splitlines()
    precedence = list(_table(lines, "PRECEDENCE RELATIONS", 2))
    requests = list(_table(lines, "REQUESTS/DURATIONS", 3))
    available = _numbers(lines[_line(lines, "RESOURCEAVAILABILITIES") + 2])
    return _project(
        weeks=[row[2] for row in requests],
        demands=[row[3:] for row in requests],
        available=available,
        successors=[[number - 1 for number in row[3:]] for row in precedence],
    )


def _read_rcp(text: str) -> Problem:
    numbers = iter(_numbers(text))
    jobs, resources = next(numbers), next(numbers)
    available = [next(numbers) for _ in range(resources)]
    weeks, demands, successors = [], [], []
    for _ in range(jobs):
        weeks.append(next(numbers))
        demands.append([next(numbers) for _ in range(resources)])
        successors.append([next(numbers) - 1 for _ in range(next(numbers))])
    return _project(weeks=weeks, demands=demands, available=available, successors=successors)


def _project(
    *,
    weeks: Sequence[int],
    demands: Sequence[Sequence[int]],
    available: Sequence[int],
    successors: Sequence[Sequence[int]],
) -> Problem:
    roles = [f"R{number + 1}" for number in range(len(available))]
    phases = tuple(
        Phase(
            key=str(number + 1),
            weeks=length,
            demand={role: need for role, need in zip(roles, needs, strict=True) if need},
        )
        for number, (length, needs) in enumerate(zip(weeks, demands, strict=True))
    )
    links = tuple(
        Link(before=str(number + 1), after=str(successor + 1))
        for number, following in enumerate(successors)
        for successor in following
    )
    return Problem(
        calendar=Calendar(start=_START, weeks=sum(weeks)),
        people=tuple(
            Person(key=role, working_share=units)
            for role, units in zip(roles, available, strict=True)
        ),
        assignments=tuple(
            Assignment(person=role, role=role, share=units)
            for role, units in zip(roles, available, strict=True)
        ),
        initiatives=(Initiative(key=PROJECT, phases=phases),),
        links=links,
    )


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", text)]


def _line(lines: Sequence[str], words: str) -> int:
    """Find the line that begins with some words, however they are spaced."""
    wanted = words.replace(" ", "")
    found = [n for n, line in enumerate(lines) if line.replace(" ", "").startswith(wanted)]
    return found[0]


def _table(lines: Sequence[str], title: str, below: int) -> Iterable[list[int]]:
    for line in lines[_line(lines, title) + below :]:
        if line.startswith("*"):
            return
        yield _numbers(line)
