"""Place activities where more is asked than room and money: most lags, stocks, shares of tracks.

The sweep for problems that have any of it; `generation` has the short one for all others. An
activity that would start too late after what it is tied to lifts that instead, and the sweep
begins again (after Franck, Neumann & Schwindt 2001).
"""

from __future__ import annotations

from samsyn.domain.scheduling.desk import HELD, OUT, Choice, Desk, affordable, clear, pay
from samsyn.domain.scheduling.network import (
    ABSENT,
    BLOCK_AT,
    KNOT,
    MASK,
    MEMBER_AT,
    NEVER,
    PACE,
    PLACE,
    USES,
    Ints,
    Net,
)
from samsyn.domain.scheduling.room import NOWHERE, copy, ready_at, room_from, take
from samsyn.domain.scheduling.settling import variant_of
from samsyn.domain.scheduling.ties import FAR
from samsyn.domain.shared.compiled import inner

WHOLE, AGAIN, LEFT_OUT = 0, 1, 2
FREE, LIFTED, HOPELESS = 0, 1, 2
LIFTS, LIFTS_PER_ACTIVITY = 20, 3
"""How often a sweep begins again before an initiative is given up."""


@inner
def careful_sweep(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> int:
    """Place all that is chosen, in order: WHOLE, or AGAIN, or LEFT_OUT with some unchosen."""
    _open(net, desk, start)
    answer = WHOLE
    top = 0
    for activity in order:
        chosen = choice[net.owner[activity]]
        if net.pinned[activity] or chosen == OUT:
            continue
        week = _slot(net, desk, activity, _ready(net, desk, start, activity, chosen))
        if week >= 0 and net.ties.node.shape[0] > 0:
            verdict = _hold(net, desk, start, activity, week)
            if verdict == LIFTED:
                desk.dirty[0] = top
                return AGAIN
            week = week if verdict == FREE else NOWHERE
        start[activity] = week
        if week >= 0:
            top = max(top, _take_all(net, desk, activity, week))
        else:
            choice[net.owner[activity]] = OUT
            answer = LEFT_OUT
    desk.dirty[0] = top
    return answer


@inner
def _open(net: Net, desk: Desk, start: Ints) -> None:
    """Give everything back, and begin what is pinned."""
    clear(net, desk)
    for cap in range(desk.quota.shape[0]):
        copy(desk.quota[cap], net.rations.amount[cap])
    copy(desk.stock, net.ways.stock)
    start[:] = NOWHERE
    for activity in range(start.size):
        if net.pinned[activity]:
            start[activity] = net.release[activity]


@inner
def _ready(net: Net, desk: Desk, start: Ints, activity: int, chosen: int) -> int:
    """Give the week from which all that is placed allows the activity."""
    week = ready_at(start, net.release, net.before_at, net.before, net.before_gap, activity)
    if chosen == HELD and net.published[activity] != NEVER and week >= 0:
        week = max(week, net.published[activity])
    ties = net.ties
    if week < 0 or ties.node.shape[0] == 0 or ties.node[activity, KNOT] < 0:
        return week
    week = max(week, desk.lift[activity])
    knot = ties.node[activity, KNOT]
    first, size = (
        ties.knot[knot, MEMBER_AT],
        ties.knot[knot + 1, MEMBER_AT] - ties.knot[knot, MEMBER_AT],
    )
    for row in range(size):
        other = start[ties.member[first + row]]
        gap = ties.apart[ties.knot[knot, BLOCK_AT] + row * size + ties.node[activity, PLACE]]
        if other != NOWHERE and gap != FAR:
            week = max(week, other + gap)
    return int(week)


@inner
def _slot(net: Net, desk: Desk, activity: int, week: int) -> int:
    """Give the first start from a week on that nothing speaks against, else NOWHERE."""
    ways = net.ways
    for stock in range(0 if ways.work[activity, ABSENT] else ways.stock.size):
        if ways.variant[variant_of(net, activity), USES + stock] > desk.stock[stock]:
            return NOWHERE
    weeks = net.duration[activity]
    week = room_from(desk.free, net.demand, net.guard[0], activity, week, weeks)
    while week >= 0 and not (
        affordable(net, desk, activity, week) and _allowed(net, desk, activity, week)
    ):
        week = room_from(desk.free, net.demand, net.guard[0], activity, week + 1, weeks)
    return int(week)


@inner
def _allowed(net: Net, desk: Desk, activity: int, week: int) -> bool:
    """Tell whether every share that the activity counts towards has time left for it."""
    rations = net.rations
    if rations.work.shape[0] == 0 or rations.work[activity, PACE] == 0:
        return True
    for cap in range(rations.amount.shape[0]):
        if rations.work[activity, MASK] >> cap & 1:
            at, asked = 0, 0
            for worked in range(week, week + net.duration[activity]):
                if rations.period[cap, worked] != at:
                    at, asked = rations.period[cap, worked], 0
                asked += rations.work[activity, PACE]
                if asked > desk.quota[cap, at]:
                    return False
    return True


@inner
def _take_all(net: Net, desk: Desk, activity: int, week: int) -> int:
    """Take what the activity needs of people, money, shares and stocks; give its end."""
    rations, ways = net.rations, net.ways
    end = week + net.duration[activity]
    take(desk.free, net.demand, activity, week, end)
    pay(net, desk, activity, week)
    if rations.work.shape[0] > 0:
        for cap in range(rations.amount.shape[0]):
            if rations.work[activity, MASK] >> cap & 1:
                for worked in range(week, week + net.duration[activity]):
                    desk.quota[cap, rations.period[cap, worked]] -= rations.work[activity, PACE]
    for stock in range(0 if ways.work[activity, ABSENT] else ways.stock.size):
        desk.stock[stock] -= ways.variant[variant_of(net, activity), USES + stock]
    return int(end)


@inner
def _hold(net: Net, desk: Desk, start: Ints, activity: int, week: int) -> int:
    """Compare a start with all that is tied to it and placed; lift what would be too early."""
    ties = net.ties
    knot = ties.node[activity, KNOT]
    if knot < 0:
        return FREE
    first, size = (
        ties.knot[knot, MEMBER_AT],
        ties.knot[knot + 1, MEMBER_AT] - ties.knot[knot, MEMBER_AT],
    )
    answer = FREE
    for column in range(size):
        other = ties.member[first + column]
        gap = ties.apart[ties.knot[knot, BLOCK_AT] + ties.node[activity, PLACE] * size + column]
        if other == activity or start[other] == NOWHERE or gap == FAR:
            continue
        if start[other] < week + gap:
            if net.pinned[other] or desk.tries[0] > LIFTS + LIFTS_PER_ACTIVITY * start.size:
                return HOPELESS
            desk.lift[other] = max(desk.lift[other], week + gap)
            answer = LIFTED
    if answer == LIFTED:
        desk.tries[0] += 1
    return answer


@inner
def build_carefully(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> None:
    """Sweep until all that is still chosen has its place."""
    answer = LEFT_OUT
    while answer != WHOLE:
        if answer == LEFT_OUT:
            desk.lift[:] = 0
            desk.tries[0] = 0
        answer = careful_sweep(net, desk, order, choice, start)
