"""How much of people's time a track may take in a fiscal year, so that none eats everything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.network import Rations
from samsyn.domain.scheduling.problem import Assignment, Problem, Share

Longs = NDArray[np.int64]


def available(problem: Problem) -> Longs:
    """Give percent of full time that all people with a role have together, shape (weeks)."""
    weeks = problem.calendar.weeks
    total = np.zeros(weeks, np.int64)
    held: dict[str, list[Assignment]] = {}
    for assignment in problem.assignments:
        held.setdefault(assignment.person, []).append(assignment)
    for person in problem.people:
        asked = np.zeros(weeks, np.int64)
        for assignment in held.get(person.key, []):
            asked[max(0, assignment.first_week) : assignment.until_week] += assignment.share
        presence = np.full(weeks, 100, np.int64)
        known = min(weeks, len(person.presence))
        presence[:known] = person.presence[:known]
        total += np.minimum(asked, person.working_share) * presence // 100
    return total


def rations_of(problem: Problem, owner: Sequence[int], load: Longs, weeks: Longs) -> Rations:
    """Lay out the caps; running work counts first. `load` and `weeks` are of what is settled."""
    caps = [(share, most, mine) for share in problem.shares for most, mine in _caps(share)]
    if not caps:
        return empty()
    years = [problem.calendar.fiscal_year_of(week) for week in range(problem.calendar.weeks)]
    named = sorted(set(years))
    there = available(problem)
    period = np.zeros((len(caps), problem.calendar.weeks), np.int32)
    amount = np.zeros((len(caps), len(named)), np.int64)
    mask = np.zeros(len(owner), np.int64)
    tracks = [initiative.track for initiative in problem.initiatives]
    for number, (share, percent, mine) in enumerate(caps):
        if not share.whole:
            period[number] = [named.index(year) for year in years]
        for at in range(len(named)):
            amount[number, at] = int(there[period[number] == at].sum()) * percent // 100
        for activity, initiative in enumerate(owner):
            if (tracks[initiative] == share.track) == mine:
                mask[activity] |= 1 << number
    _take_running(problem, mask, period, amount, load, weeks)
    return Rations(np.stack([mask, load], axis=1), period, amount)


def empty() -> Rations:
    """Give what there is without any cap."""
    return Rations(
        np.zeros((0, 2), np.int64), np.zeros((0, 0), np.int32), np.zeros((0, 0), np.int64)
    )


def _caps(share: Share) -> list[tuple[int, bool]]:
    """List the caps of a share: percent, and whether it is on the track or on all others."""
    caps = [] if share.most is None else [(share.most, True)]
    return [*caps, *([(100 - share.least, False)] if share.least else [])]


def _take_running(
    problem: Problem,
    mask: Longs,
    period: NDArray[np.int32],
    amount: Longs,
    load: Longs,
    weeks: Longs,
) -> None:
    for activity, phase in enumerate(problem.phases):
        if phase.pinned is None:
            continue
        first = max(0, phase.pinned)
        last = min(problem.calendar.weeks, phase.pinned + int(weeks[activity]))
        for cap in range(len(amount)):
            if mask[activity] >> cap & 1:
                for week in range(first, last):
                    amount[cap, period[cap, week]] -= load[activity]
        mask[activity] = 0
    np.maximum(amount, 0, out=amount)
