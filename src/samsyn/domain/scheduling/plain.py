"""The innermost loops for what asks for room alone: no money, nothing pinned, nothing to choose.

Most of a search is spent here. Whatever else a problem asks is looked at elsewhere, and slower.
Indices are unsigned: for signed ones the compiler asks each time whether they count from the end.
"""

from __future__ import annotations

from samsyn.domain.scheduling.desk import Desk
from samsyn.domain.scheduling.network import NEVER, Ints, Net
from samsyn.domain.scheduling.room import At
from samsyn.domain.shared.compiled import inner, merged

NO_ROOM = -1


@inner
def begin_early(  # noqa: C901, PLR0912 - one loop: most of a search is spent in it
    net: Net, desk: Desk, order: Ints, start: Ints
) -> int:
    """Begin everything as early as it can, in order; give the last week, NO_ROOM for too few."""
    free, need, guard, weeks = desk.room, desk.need, net.guard[0], net.duration
    before_at, before, gap, release = net.before_at, net.before, net.before_gap, net.release
    top = 0
    for one in order:
        activity = At(one)
        week = int(release[activity])
        for arc in range(At(before_at[activity]), At(before_at[activity + At(1)])):
            week = max(week, start[At(before[arc])] + gap[At(arc)])
        length = weeks[activity]
        end = week + length
        amount = need[activity]
        if amount != 0:
            checked = week
            at = end - 1
            while at >= checked:
                if end > free.size:
                    return NO_ROOM
                if ((free[At(at)] | guard) - amount) & guard == guard:
                    at -= 1
                else:
                    checked, week = end, at + 1
                    end = week + length
                    at = end - 1
            for at in range(At(week), At(end)):
                free[at] -= amount
        if end > free.size:
            return NO_ROOM
        start[activity] = week
        top = max(top, end)
    return top


@inner
def begin_late(  # noqa: C901, PLR0912, PLR0915 - one loop: most of a search is spent in it
    net: Net, desk: Desk, order: Ints, start: Ints
) -> int:
    """Begin everything as late as what follows allows, in order; the last week, or NO_ROOM.

    Milestones stay where they are.
    """
    free, need, guard, weeks = desk.room, desk.need, net.guard[0], net.duration
    after_at, after, gap, due = net.after_at, net.after, net.after_gap, desk.key
    for place in range(start.size):
        due[place] = net.horizon - weeks[place]
    for milestone in net.milestone:
        due[At(milestone)] = start[At(milestone)]
    top = 0
    for one in order:
        activity = At(one)
        week = int(due[activity])
        for arc in range(At(after_at[activity]), At(after_at[activity + At(1)])):
            week = min(week, start[At(after[arc])] - gap[At(arc)])
        length = weeks[activity]
        amount = need[activity]
        if amount != 0:
            checked = week + length
            at = week
            while at < checked and week >= 0:
                if ((free[At(at)] | guard) - amount) & guard == guard:
                    at += 1
                else:
                    checked = week
                    week = at - length
                    at = week
        if week < 0:
            return NO_ROOM
        if amount != 0:
            for at in range(At(week), At(week + length)):
                free[at] -= amount
        start[activity] = week
        top = max(top, week + length)
    return top


@inner
def begin_by_week(  # noqa: C901, PLR0912, PLR0915 - one loop: most of a search is spent in it
    net: Net, desk: Desk, order: Ints, start: Ints
) -> bool:
    """Begin in each week all that has room, the first of the list first; False without enough.

    Every week has the same room. Then it only grows after the week that is looked at, and what
    fits in there fits after it: `back` notes what comes back in a week, and is left empty.
    """
    back, need, guard, weeks = desk.back, desk.need, net.guard[0], net.duration
    line, since = desk.spare, desk.key
    room = net.capacity[0, 0]
    waiting = _line_up(net, desk, order)
    left = order.size
    week = top = 0
    while waiting > 0:
        soonest = NEVER
        at = 0
        while at < waiting:
            activity = At(line[At(at)])
            amount = need[activity]
            if since[activity] > week:
                soonest = min(soonest, since[activity])
                at += 1
                continue
            if ((room | guard) - amount) & guard != guard:
                at += 1
                continue
            end = week + weeks[activity]
            if end >= back.size:
                break
            if end > week:
                room -= amount
                back[At(end)] += amount
            start[activity] = week
            top = max(top, end)
            left -= 1
            waiting, at = _release(net, desk, waiting, at, week)
        changed = False
        while waiting > 0 and not changed:
            week += 1
            if week >= back.size:
                waiting = 0
                break
            changed = back[At(week)] != 0 or week == soonest
            room += back[At(week)]
            back[At(week)] = 0
    for week in range(top + 1):
        back[week] = 0
    return left == 0


@merged
def _line_up(net: Net, desk: Desk, order: Ints) -> int:
    """Let those stand in line who wait for nobody; tell how many."""
    line, since, waits, rank = desk.spare, desk.key, desk.moved, desk.keep
    release, before_at = net.release, net.before_at
    waiting = 0
    for place in range(order.size):
        activity = At(order[place])
        rank[activity] = place
        since[activity] = release[activity]
        waits[activity] = before_at[activity + At(1)] - before_at[activity]
        if waits[activity] == 0:
            line[At(waiting)] = order[place]
            waiting += 1
    return waiting


@merged
def _release(net: Net, desk: Desk, waiting: int, at: int, week: int) -> tuple[int, int]:
    """Take one out of the line, and let those stand in it, by rank, who waited for it alone.

    Gives how many now stand there, and from where to go on.
    """
    line, since, waits, rank = desk.spare, desk.key, desk.moved, desk.keep
    after_at, after, gap = net.after_at, net.after, net.after_gap
    activity = At(line[At(at)])
    waiting -= 1
    for place in range(At(at), At(waiting)):
        line[place] = line[place + At(1)]
    for arc in range(At(after_at[activity]), At(after_at[activity + At(1)])):
        other = At(after[arc])
        since[other] = max(since[other], week + gap[At(arc)])
        waits[other] -= 1
        if waits[other] == 0:
            place = waiting
            while place > 0 and rank[At(line[At(place - 1)])] > rank[other]:
                line[At(place)] = line[At(place - 1)]
                place -= 1
            line[At(place)] = after[arc]
            waiting += 1
            at = min(at, place)
    return waiting, at
