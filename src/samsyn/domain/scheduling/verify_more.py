"""The verifier's reading of groups, stocks, shares of people's time, and what is kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import Person, Phase, Problem, Share
from samsyn.domain.scheduling.verdict import Breach, Violation


def extra_violations(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Yield what breaks any of these rules; the problem is as it was chosen."""
    yield from _groups(problem, schedule)
    yield from _stocks(problem, schedule)
    yield from _apart(problem, schedule)
    for share in problem.shares:
        yield from share_violations(problem, schedule, share)


def _groups(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    for group in problem.exclusive:
        both = [key for key in group if key in schedule.finishes]
        if len(both) > 1:
            yield Violation(Breach.BOTH_OF_ONE, {"one": both[0], "other": both[1]})


def _stocks(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    for stock in problem.stocks:
        taken = sum(
            phase.uses.get(stock.key, 0)
            for phase in problem.phases
            if phase.key in schedule.starts and phase.pinned is None
        )
        if taken > stock.amount:
            yield Violation(Breach.OVER_STOCK, {"stock": stock.key, "taken": taken})


def _apart(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    phases = {phase.key: phase for phase in problem.phases}
    inside = {i.key: [phase.key for phase in i.phases] for i in problem.initiatives}
    for pair in problem.together:
        if not pair.apart:
            continue
        for one in inside.get(pair.one, [pair.one]):
            for other in inside.get(pair.other, [pair.other]):
                keys = [key for key in (one, other) if key in schedule.starts and key in phases]
                if len(keys) < 2 or all(phases[key].pinned is not None for key in keys):  # noqa: PLR2004
                    continue
                first, then = sorted(keys, key=lambda key: schedule.starts[key])
                works = phases[first].weeks and phases[then].weeks
                if works and schedule.starts[then] < schedule.starts[first] + phases[first].weeks:
                    yield Violation(Breach.NOT_APART, {"one": one, "other": other})


def share_violations(  # noqa: C901, PLR0912 - week by week
    problem: Problem, schedule: Schedule, share: Share
) -> Iterator[Violation]:
    """Count what is worked week by week against what may be, on the track and on all others."""
    weeks = range(problem.calendar.weeks)
    period = {week: 0 if share.whole else problem.calendar.fiscal_year_of(week) for week in weeks}
    there: dict[int, int] = defaultdict(int)
    for person in problem.people:
        for week in weeks:
            there[period[week]] += _has(problem, person, week)
    limits = [] if share.most is None else [(share.most, True)]
    limits += [(100 - share.least, False)] if share.least else []
    for percent, mine in limits:
        asked: dict[int, int] = defaultdict(int)
        running: dict[int, int] = defaultdict(int)
        for initiative in problem.initiatives:
            if (initiative.track == share.track) == mine:
                for phase in initiative.phases:
                    book = asked if phase.pinned is None else running
                    for week in _worked(phase, schedule):
                        if week in period:
                            book[period[week]] += sum(phase.demand.values())
        for at, taken in sorted(asked.items()):
            if taken and taken > max(0, there[at] * percent // 100 - running[at]):
                yield Violation(
                    Breach.OVER_SHARE, {"track": share.track, "period": at, "taken": taken}
                )


def _worked(phase: Phase, schedule: Schedule) -> range:
    start = schedule.starts.get(phase.key)
    return range(0) if start is None else range(start, start + phase.weeks)


def _has(problem: Problem, person: Person, week: int) -> int:
    """Say how many percent of full time somebody has for roles in a week."""
    given = sum(
        a.share
        for a in problem.assignments
        if a.person == person.key
        and a.first_week <= week
        and (a.until_week is None or week < a.until_week)
    )
    present = person.presence[week] if week < len(person.presence) else 100
    return min(given, person.working_share) * present // 100
