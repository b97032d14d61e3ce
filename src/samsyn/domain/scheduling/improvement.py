"""Forward-backward improvement: push everything late without finishing later, then early again."""

from __future__ import annotations

from samsyn.domain.scheduling.desk import OUT, Choice, Desk, clear
from samsyn.domain.scheduling.generation import build, measure
from samsyn.domain.scheduling.network import Ints, Longs, Net
from samsyn.domain.scheduling.room import NOWHERE, room_until, take
from samsyn.domain.shared.compiled import compiled, inner, merged


@inner
def sort_by(desk: Desk, order: Ints, backwards: bool) -> None:  # noqa: FBT001
    """Sort the list by desk.key, stable; backwards it reads from its end, largest key first.

    Ties keep what waits after what it waits for, or before it when backwards. What is left out
    has key NOWHERE and comes first, or last.
    """
    n = order.size
    top = 0
    for activity in range(n):
        top = max(top, desk.key[activity])
    top = min(top, desk.tally.size - 4)
    desk.tally[: top + 3] = 0
    for activity in range(n):
        desk.tally[_rank(desk.key[activity], top, backwards) + 1] += 1
    for rank in range(top + 2):
        desk.tally[rank + 1] += desk.tally[rank]
    for position in range(n):
        activity = order[n - 1 - position if backwards else position]
        rank = _rank(desk.key[activity], top, backwards)
        desk.spare[desk.tally[rank]] = activity
        desk.tally[rank] += 1
    order[:] = desk.spare


@merged
def _rank(key: int, top: int, backwards: bool) -> int:  # noqa: FBT001
    key = min(max(key, -1), top) + 1
    return top + 1 - key if backwards else key


@compiled
def list_by_start(desk: Desk, order: Ints, start: Ints) -> None:
    """Sort a list by the starts of its schedule."""
    desk.key[:] = start
    sort_by(desk, order, False)  # noqa: FBT003 - compiled code takes no keywords cheaply


@inner
def push_late(net: Net, desk: Desk, order: Ints, choice: Choice, start: Ints) -> bool:
    """Move all work as late as its own finish allows; False when something found no room.

    `order` comes in by start and goes out latest first. Money is not looked at: what matters is
    the order that comes out, and building from it looks at everything.
    """
    for activity in range(start.size):
        late = net.duration[activity] if start[activity] != NOWHERE else 0
        desk.key[activity] = start[activity] + (0 if net.overlapping else late)
    sort_by(desk, order, True)  # noqa: FBT003
    clear(net, desk)
    top = 0
    for activity in order:
        if choice[net.owner[activity]] != OUT and not net.pinned[activity]:
            weeks = net.duration[activity]
            end = _latest_finish(net, start, activity)
            week = room_until(desk.free, net.demand, net.guard[0], activity, end, weeks)
            if week < 0:
                return False
            start[activity] = week
            take(desk.free, net.demand, activity, week, week + weeks)
            top = max(top, week + weeks)
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
    trial = score.copy()
    play = 0.0
    for _round in range(2):
        desk.moved[:] = start
        desk.keep[:] = order
        if not push_late(net, desk, order, choice, desk.moved):
            order[:] = desk.keep
            return play
        order[:] = order[::-1].copy()  # so that ties stay in a valid order
        list_by_start(desk, order, desk.moved)
        late = _weight_of(net, desk.moved)
        again = choice.copy()
        build(net, desk, order, again, desk.moved)
        list_by_start(desk, order, desk.moved)
        measure(net, desk.moved, again, trial)
        better = is_better(trial, score)
        if is_better(score, trial):
            order[:] = desk.keep
            return play
        play = late - _weight_of(net, desk.moved)
        start[:] = desk.moved
        choice[:] = again
        score[:] = trial
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
