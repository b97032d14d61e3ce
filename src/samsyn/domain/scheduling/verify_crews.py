"""The verifier's reading of teams: who is named holds the role, and has the time in every week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Person, Phase, Problem
from samsyn.domain.scheduling.verdict import Breach, Violation


def crew_violations(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Yield every phase without the team it needs, and everybody who would work too much."""
    people = {person.key: person for person in problem.people}
    works: dict[tuple[str, int], int] = defaultdict(int)
    for phase in problem.phases:
        start = schedule.starts.get(phase.key)
        if start is None or not phase.weeks:
            continue
        crew = schedule.crews.get(phase.key, {})
        yield from (
            Violation(Breach.CREW, {"phase": phase.key, "role": role})
            for role, need in phase.demand.items()
            if sum(crew.get(role, {}).values()) != need
        )
        yield from _strangers(problem, phase, start, crew)
        for person, percent in (pair for team in crew.values() for pair in team.items()):
            for week in range(start, start + phase.weeks):
                works[person, week] += percent
    for (key, week), percent in sorted(works.items()):
        if key not in people or percent > _has(problem, people[key], week):
            yield Violation(Breach.OVERWORKED, {"person": key, "week": week, "percent": percent})


def _has(problem: Problem, person: Person, week: int) -> int:
    """Say how many percent of full time somebody has in a week; nothing outside the horizon."""
    if not 0 <= week < problem.calendar.weeks:
        return 0
    present = person.presence[week] if week < len(person.presence) else 100
    return person.working_share * present // 100


def _strangers(problem: Problem, phase: Phase, start: int, crew: object) -> Iterator[Violation]:
    """Yield who is asked for more of a role than they give it in some week of the phase."""
    teams = crew if isinstance(crew, dict) else {}
    for role, team in teams.items():
        for person, percent in team.items():
            for week in range(start, start + phase.weeks):
                gives = sum(
                    held.share
                    for held in problem.assignments
                    if held.person == person
                    and held.role == role
                    and held.first_week <= week
                    and (held.until_week is None or week < held.until_week)
                )
                if percent > gives:
                    yield Violation(Breach.CREW, {"phase": phase.key, "person": person})
                    break
