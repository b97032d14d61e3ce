"""Read instances of the multi-skill project scheduling problem, as data of MiniZinc.

The fields of MSPSP-InstLib: nActs, dur, nSkills, sreq, nResources, mastery, nPrecs, pred, succ; the
derived ones are not needed. A person is one percent, works on one activity at a time, in one
skill, and stays to its end (Bellenguez & Neron 2005).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.lines import NotAnInstance
from samsyn.domain.scheduling.problem import (
    Assignment,
    Initiative,
    Link,
    Person,
    Phase,
    Problem,
)

_FIELD = re.compile(r"([A-Za-z_]\w*)\s*=\s*([^;]*);")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field's text and the line it stands on."""

    line: int
    text: str


def read_dzn(text: str) -> Problem:
    """Read one instance; raises NotAnInstance with the line and what was expected."""
    bare = re.sub(r"%[^\n]*", "", text)
    fields = {
        found.group(1): _Field(bare.count("\n", 0, found.start()) + 1, found.group(2))
        for found in _FIELD.finditer(bare)
    }
    acts, skills, people = (_one(fields, name) for name in ("nActs", "nSkills", "nResources"))
    weeks = _list(fields, "dur", acts)
    needs = _table(fields, "sreq", acts, skills)
    masters = _table(fields, "mastery", people, skills)
    links = _one(fields, "nPrecs")
    before, after = _list(fields, "pred", links), _list(fields, "succ", links)
    for name, ends in (("pred", before), ("succ", after)):
        if not all(1 <= act <= acts for act in ends):
            raise _error(fields[name].line, f"activities from 1 to {acts} in {name}", "others")
    return Problem(
        calendar=Calendar(start=date(2001, 1, 1), weeks=sum(weeks)),
        people=tuple(Person(key=f"P{n + 1}", working_share=1) for n in range(people)),
        assignments=tuple(
            Assignment(person=f"P{n + 1}", role=f"S{skill + 1}", share=1)
            for n, row in enumerate(masters)
            for skill, masters_it in enumerate(row)
            if masters_it
        ),
        initiatives=(
            Initiative(
                key="project",
                phases=tuple(
                    Phase(
                        key=str(act + 1),
                        weeks=weeks[act],
                        demand={f"S{s + 1}": need for s, need in enumerate(needs[act]) if need},
                    )
                    for act in range(acts)
                ),
            ),
        ),
        links=tuple(
            Link(before=str(one), after=str(other))
            for one, other in zip(before, after, strict=True)
        ),
        same_people=True,
    )


def _one(fields: dict[str, _Field], name: str) -> int:
    return _values(fields, name, 1, "a whole number")[0]


def _list(fields: dict[str, _Field], name: str, length: int) -> list[int]:
    return _values(fields, name, length, f"a list of {length} whole numbers")


def _table(fields: dict[str, _Field], name: str, rows: int, columns: int) -> list[list[int]]:
    flat = _values(fields, name, rows * columns, f"a table of {rows} rows and {columns} columns")
    return [flat[row * columns : (row + 1) * columns] for row in range(rows)]


def _values(fields: dict[str, _Field], name: str, length: int, expected: str) -> list[int]:
    if name not in fields:
        raise _error(1, f"{name} = {expected};", "no such field")
    field = fields[name]
    words = re.sub(r"[\[\]|,\s]+", " ", field.text).split()
    known = {"true": 1, "false": 0}
    if not all(word in known or re.fullmatch(r"\d+", word) for word in words):
        raise _error(field.line, f"{name} = {expected};", f'"{field.text.strip()[:40]}"')
    if len(words) != length:
        raise _error(field.line, f"{name} = {expected};", f"{len(words)} values")
    return [known[word] if word in known else int(word) for word in words]


def _error(line: int, expected: str, found: str) -> NotAnInstance:
    return NotAnInstance(f"line {line}: expected {expected}, found {found}")
