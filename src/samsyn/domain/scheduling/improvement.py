"""Forward-backward improvement: push everything late without finishing later, then early again."""

from __future__ import annotations

from samsyn.domain.scheduling.desk import OUT, Choice, Desk, clear
from samsyn.domain.scheduling.generation import build, measure
from samsyn.domain.scheduling.network import Ints, Longs, Net
from samsyn.domain.scheduling.plain import NO_ROOM, begin_late
from samsyn.domain.scheduling.room import NOWHERE, At, copy, room_until, take
from samsyn.domain.shared.compiled import frugal, inner, merged


@merged
def _sort(key: Ints, order: Ints, spare: Ints, tally: Ints, turned: bool) -> None:  # noqa: FBT001
    """Sort a list by a key, smallest first, stable as read from its start, or turned from its end.

    What is left out has key NOWHERE and comes first.
    """
    top = 0
    for value in key:
        top = max(top, value)
    top = min(top, tally.size - 4)
    for rank in range(top + 2):
        tally[rank] = 0
    for value in key:
        tally[At(min(max(value, -1), top) + 1)] += 1
    place = 0
    for rank in range(top + 2):
        many = tally[rank]
        tally[rank] = place
        place += many
    last = order.size - 1
    for position in range(order.size):
        activity = At(order[At(last - position if turned else position)])
        group = At(min(max(key[activity], -1), top) + 1)
        spare[At(tally[group])] = activity
        tally[group] += 1
    copy(order, spare)


@merged
def _sort_down(key: Ints, order: Ints, spare: Ints, tally: Ints) -> None:
    """Sort a list by a key, largest first; of those alike, what stands last goes first."""
    top = 0
    for value in key:
        top = max(top, value)
    top = min(top, tally.size - 4)
    for rank in range(top + 2):
        tally[rank] = 0
    for value in key:
        tally[At(top - min(max(value, -1), top))] += 1
    place = 0
    for rank in range(top + 2):
        many = tally[rank]
        tally[rank] = place
        place += many
    last = order.size - 1
    for position in range(order.size):
        activity = At(order[At(last - position)])
        group = At(top - min(max(key[activity], -1), top))
        spare[At(tally[group])] = activity
        tally[group] += 1
    copy(order, spare)


@frugal
def list_by_start(desk: Desk, order: Ints, start: Ints) -> None:
    """Sort a list by the starts of its schedule."""
    _sort(start, order, desk.spare, desk.tally, False)  # noqa: FBT003 - compiled code takes no keywords cheaply


@inner
def push_late(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Move all work as late as its own finish allows; False when something found no room.

    `order` comes in by start and goes out latest first. Money is not looked at: what matters is
    the order that comes out, and building from it looks at everything.
    """
    key, weeks, owner = desk.key, net.duration, net.owner
    for activity in range(start.size):
        late = weeks[activity] if start[activity] != NOWHERE else 0
        key[activity] = start[activity] + (0 if net.overlapping else late)
    _sort_down(key, order, desk.spare, desk.tally)
    clear(net, desk)
    if desk.plain:
        top = begin_late(net, desk, order, start)
        desk.dirty[0] = top if top != NO_ROOM else desk.free.shape[0]
        return bool(top != NO_ROOM)
    top = 0
    for activity in order:
        if choice[owner[activity]] != OUT and not net.pinned[activity]:
            end = _latest_finish(net, start, activity)
            week = room_until(desk.free, net.demand, net.guard[0], activity, end, weeks[activity])
            if week < 0:
                return False
            start[activity] = week
            take(desk.free, net.demand, activity, week, week + weeks[activity])
            top = max(top, week + weeks[activity])
            desk.dirty[0] = top
    return True


@merged
def _latest_finish(net: Net, start: Ints, activity: int) -> int:
    """Give the latest finish that what waits allows; a milestone stays where it is."""
    milestone = net.milestone[net.owner[activity]]
    end = start[activity] if milestone == activity else net.horizon
    for arc in range(net.after_at[activity], net.after_at[activity + 1]):
        after = start[net.after[arc]]
        if after != NOWHERE:
            end = min(end, after - net.after_gap[arc] + net.duration[activity])
    return int(end)


@inner
def is_better(one: Longs, other: Longs) -> bool:
    """Tell whether the one score is strictly better, left to right."""
    for level in range(one.size):
        if one[level] != other[level]:
            return bool(one[level] < other[level])
    return False


@inner
def improve(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints, score: Longs) -> float:
    """Push late and build anew while it helps; list, choice, schedule and score stay together.

    Gives the play of the schedule: how far its work can lie between late and early, work times
    weeks. Of two schedules as good as each other, the one with more play is closer to a better one.
    """
    trial, again = desk.trial, desk.again
    play = 0.0
    for _round in range(2):
        copy(desk.moved, start)
        copy(desk.keep, order)
        if not push_late(net, desk, order, choice, desk.moved):
            copy(order, desk.keep)
            return play
        # Read from its end, so that ties stay in a valid order.
        _sort(desk.moved, order, desk.spare, desk.tally, True)  # noqa: FBT003
        late = _weight_of(net, desk.moved)
        copy(again, choice)
        build(net, desk, order, again, desk.moved)
        list_by_start(desk, order, desk.moved)
        measure(net, desk.moved, again, trial)
        better = is_better(trial, score)
        if is_better(score, trial):
            copy(order, desk.keep)
            return play
        play = late - _weight_of(net, desk.moved)
        copy(start, desk.moved)
        copy(choice, again)
        copy(score, trial)
        if not better:
            return play
    return play


@merged
def _weight_of(net: Net, start: Ints) -> float:
    """Weigh a schedule: work times the week it begins in."""
    weight = 0.0
    for activity in range(start.size):
        if start[activity] != NOWHERE:
            weight += net.energy[activity] * start[activity]
    return weight
