"""What is wrong with a problem before anybody tries to solve it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from samsyn.domain.scheduling.problem import Phase, Problem
from samsyn.domain.shared.refusal import Objection


class Flaw(StrEnum):
    """Ways in which a problem makes no sense."""

    KEY_TWICE = "key_twice"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_PERSON = "unknown_person"
    NEGATIVE_NUMBER = "negative_number"
    OVERLAP_TOO_LONG = "overlap_too_long"
    NO_WEEKS = "no_weeks"


def objections_to(problem: Problem) -> Iterator[Objection]:
    """Yield every flaw; circles are none, they leave their initiatives out of the plan."""
    if problem.calendar.weeks < 1:
        yield Objection(Flaw.NO_WEEKS)
    yield from _about_keys(problem)
    yield from _about_numbers(problem)
    known = {person.key for person in problem.people}
    for assignment in problem.assignments:
        if assignment.person not in known:
            yield Objection(Flaw.UNKNOWN_PERSON, {"key": assignment.person})


def _about_numbers(problem: Problem) -> Iterator[Objection]:
    numbers = [
        *((p.key, min(p.weeks, p.cost, *p.demand.values(), 0)) for p in problem.phases),
        *((p.key, min(p.working_share, *p.presence, 0)) for p in problem.people),
        *((a.person, a.share) for a in problem.assignments),
    ]
    for key, smallest in numbers:
        if smallest < 0:
            yield Objection(Flaw.NEGATIVE_NUMBER, {"key": key})


def _about_keys(problem: Problem) -> Iterator[Objection]:
    phases: dict[str, Phase] = {phase.key: phase for phase in problem.phases}
    keys = Counter([phase.key for phase in problem.phases] + [i.key for i in problem.initiatives])
    for key, times in sorted(keys.items()):
        if times > 1:
            yield Objection(Flaw.KEY_TWICE, {"key": key})
    for link in problem.links:
        for key in (link.before, link.after):
            if key not in keys:
                yield Objection(Flaw.UNKNOWN_KEY, {"key": key})
        weeks = phases[link.before].weeks if link.before in phases else 0
        if link.lag < -weeks:
            yield Objection(
                Flaw.OVERLAP_TOO_LONG, {"key": link.before, "weeks": weeks, "overlap": -link.lag}
            )
