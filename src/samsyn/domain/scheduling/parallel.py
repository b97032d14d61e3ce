"""Build schedules week by week: in each week begin all that can, the first of the list first.

The parallel schedule generation scheme (Kelley 1963; Kolisch 1996): no room stays unused that some
work could have begun in. Such plans are seldom the very best and seldom bad.
"""

from __future__ import annotations

from samsyn.domain.scheduling.desk import HELD, OUT, Choice, Desk, affordable, clear, pay
from samsyn.domain.scheduling.generation import build
from samsyn.domain.scheduling.network import NEVER, Ints, Net
from samsyn.domain.scheduling.room import NOWHERE, ready_at, room_at, take
from samsyn.domain.shared.compiled import inner, merged


@inner
def build_by_week(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> None:
    """Build a feasible schedule week by week; by the list alone where that leaves any out."""
    simple = not net.careful and net.ways.gene.shape[0] == 0
    if not simple or not _week_by_week(net, desk, order, choice, start):
        build(net, desk, order, choice, start)


@inner
def _week_by_week(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Begin in each week all that has room; False when something is left at the end."""
    line, since = desk.spare, desk.key
    left = _line_up(net, desk, order, choice, start)
    week = top = 0
    while left > 0 and week <= net.horizon:
        soonest, kept = NEVER, 0
        for at in range(left):
            activity = line[at]
            end = week + net.duration[activity]
            if (
                since[activity] <= week
                and room_at(desk.free, net.demand, net.guard[0], activity, week, end)
                and (net.account[activity] < 0 or affordable(net, desk, activity, week))
            ):
                take(desk.free, net.demand, activity, week, end)
                if net.account[activity] >= 0:
                    pay(net, desk, activity, week)
                start[activity] = week
                top = max(top, end)
                soonest = min(soonest, _call_followers(net, desk, choice, start, activity))
            else:
                soonest = min(soonest, max(since[activity], week + 1))
                line[kept] = activity
                kept += 1
        left = kept
        week = max(week, soonest)
    desk.dirty[0] = top
    return left == 0


@inner
def _line_up(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> int:
    """Begin what is pinned and line the rest up, with whom each waits for; tell how many."""
    clear(net, desk)
    left = 0
    for activity in order:
        start[activity] = net.release[activity] if net.pinned[activity] else NOWHERE
    for activity in order:
        if not net.pinned[activity] and choice[net.owner[activity]] != OUT:
            desk.spare[left] = activity
            left += 1
        waits_for = 0
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            waits_for += start[net.before[arc]] == NOWHERE
        desk.moved[activity] = waits_for
        desk.key[activity] = NEVER
        if waits_for == 0:
            desk.key[activity] = _since(net, choice, start, activity)
    return left


@merged
def _call_followers(net: Net, desk: Desk, choice: Choice, start: Ints, activity: int) -> int:
    """Let those come for which the activity was the last to wait for; tell the soonest week."""
    soonest = NEVER
    for arc in range(net.after_at[activity], net.after_at[activity + 1]):
        after = net.after[arc]
        desk.moved[after] -= 1
        if desk.moved[after] == 0:
            desk.key[after] = _since(net, choice, start, after)
            if choice[net.owner[after]] != OUT:
                soonest = min(soonest, desk.key[after])
    return soonest


@merged
def _since(net: Net, choice: Choice, start: Ints, activity: int) -> int:
    """Give the week from which all that was decided before allows the activity."""
    week = ready_at(start, net.release, net.before_at, net.before, net.before_gap, activity)
    if choice[net.owner[activity]] == HELD and net.published[activity] != NEVER:
        week = max(week, net.published[activity])
    return week
