"""Build schedules week by week: in each week begin all that can, the first of the list first.

The parallel schedule generation scheme (Kelley 1963; Kolisch 1996): no room stays unused that some
work could have begun in. Such plans are seldom the very best and seldom bad.
"""

from __future__ import annotations

from samsyn.domain.scheduling.desk import HELD, OUT, Choice, Desk, affordable, clear, pay
from samsyn.domain.scheduling.generation import build
from samsyn.domain.scheduling.network import NEVER, Ints, Net
from samsyn.domain.scheduling.plain import begin_by_week
from samsyn.domain.scheduling.room import NOWHERE, last_full, ready_at, take
from samsyn.domain.shared.compiled import inner, merged


@inner
def build_by_week(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> None:
    """Build a feasible schedule week by week; by the list alone where that leaves any out."""
    if desk.level and _all_by_week(net, desk, order, choice, start):
        return
    simple = not net.careful and net.ways.gene.shape[0] == 0
    if not simple or not _week_by_week(net, desk, order, choice, start):
        build(net, desk, order, choice, start)


@inner
def _all_by_week(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Place everything week by week where all weeks are alike; False without enough room."""
    for owner in range(net.milestone.size):
        if choice[owner] == OUT:
            return False
    return begin_by_week(net, desk, order, start)


@inner
def _week_by_week(  # noqa: C901, PLR0915 - one loop: handing the tuples on costs more than all its work
    net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints
) -> bool:
    """Begin in each week all that has room; False when something is left at the end.

    In line stands what waits for nothing but room, the first of the list first. Room only shrinks
    while a plan is built, so what meets a full week need not be asked again before the week after.
    """
    left = _line_up(net, desk, order, choice, start)
    free, need, weeks, guard = desk.free, net.demand, net.duration, net.guard[0]
    line, since, waits, rank = desk.spare, desk.key, desk.moved, desk.keep
    after_at, after, account, release = net.after_at, net.after, net.account, net.release
    before_at, before, before_gap = net.before_at, net.before, net.before_gap
    waiting = _first_in_line(line, waits, order)
    week = top = 0
    while waiting > 0 and week <= net.horizon:
        soonest, at = NEVER, 0
        while at < waiting:
            activity = line[at]
            end = week + weeks[activity]
            if since[activity] <= week:
                full = last_full(free, need, guard, activity, week, end)
                if (
                    account[activity] >= 0
                    and full < 0
                    and not affordable(net, desk, activity, week)
                ):
                    full = week
                since[activity] = max(since[activity], full + 1)
            if since[activity] > week:
                soonest = min(soonest, since[activity])
                at += 1
                continue
            take(free, need, activity, week, end)
            if account[activity] >= 0:
                pay(net, desk, activity, week)
            start[activity] = week
            top = max(top, end)
            left -= 1
            waiting = _step_out(line, waiting, at)
            for arc in range(after_at[activity], after_at[activity + 1]):
                other = after[arc]
                waits[other] -= 1
                if waits[other] == 0:
                    ready = ready_at(start, release, before_at, before, before_gap, other)
                    since[other] = max(since[other], ready)
                    waiting = _stand_in_line(line, rank, waiting, other)
        week = soonest
    desk.dirty[0] = top
    return left == 0


@inner
def _line_up(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> int:
    """Begin what is pinned and note for all else what it waits for; tell how many it is.

    What is not to be begun waits for ever.
    """
    clear(net, desk)
    since, waits, rank = desk.key, desk.moved, desk.keep
    owner, pinned, release, published = net.owner, net.pinned, net.release, net.published
    before_at, before, before_gap = net.before_at, net.before, net.before_gap
    left = 0
    for activity in range(order.size):
        start[activity] = release[activity] if pinned[activity] else NOWHERE
    for place in range(order.size):
        activity = order[place]
        rank[activity] = place
        chosen = choice[owner[activity]]
        since[activity] = 0
        if chosen == HELD and published[activity] != NEVER:
            since[activity] = published[activity]
        waits[activity] = NEVER
        if chosen != OUT and not pinned[activity]:
            left += 1
            waits[activity] = 0
            for arc in range(before_at[activity], before_at[activity + 1]):
                waits[activity] += start[before[arc]] == NOWHERE
        if waits[activity] == 0:
            ready = ready_at(start, release, before_at, before, before_gap, activity)
            since[activity] = max(since[activity], ready)
    return left


@merged
def _first_in_line(line: Ints, waits: Ints, order: Ints) -> int:
    """Let those stand in line who wait for nobody; tell how many."""
    waiting = 0
    for activity in order:
        if waits[activity] == 0:
            line[waiting] = activity
            waiting += 1
    return waiting


@merged
def _step_out(line: Ints, waiting: int, at: int) -> int:
    """Take one out of the line; tell how many are left."""
    for place in range(at + 1, waiting):
        line[place - 1] = line[place]
    return waiting - 1


@merged
def _stand_in_line(line: Ints, rank: Ints, waiting: int, activity: int) -> int:
    """Give one a place in the line, by rank; tell how many now stand there."""
    place = waiting
    while place > 0 and rank[line[place - 1]] > rank[activity]:
        line[place] = line[place - 1]
        place -= 1
    line[place] = activity
    return waiting + 1
