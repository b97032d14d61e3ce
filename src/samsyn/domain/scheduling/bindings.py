"""What keeps one phase of a plan from starting a week earlier, looked up in the plan itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from samsyn.domain.scheduling.network import ABSENT, Ints, Kind, Longs, Network
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.room import NOWHERE
from samsyn.domain.scheduling.staffing import holders
from samsyn.domain.scheduling.unplaced import usage
from samsyn.domain.scheduling.verify_more import share_violations

Facts = Mapping[str, int | str | tuple[str, ...]]


class Bind(StrEnum):
    """The kinds of things that bind a phase, with the facts they come with."""

    PINNED = "pinned"
    """It already runs: week."""
    PLAN_BEGINS = "plan_begins"
    """It starts in the plan's first week."""
    EARLIEST = "earliest"
    """It, or its initiative, was given an earliest start: week."""
    PREDECESSOR = "predecessor"
    """before (phase or initiative), finish, lag; the cause is the phase that ends last."""
    ROLE_FULL = "role_full"
    """Others in the plan take the role: role, percent (needed), first_week, last_week,
    free_percent (least left in those weeks), holders, taken_by; the cause takes the most."""
    ROLE_AWAY = "role_away"
    """The holders have too little time even if nothing else were planned: facts as above."""
    TIED = "tied"
    """It may not come too long before another: after (phase or initiative), most."""
    KEPT_APART = "kept_apart"
    """It may not run in the same week as another: one, other."""
    TRACK_SHARE = "track_share"
    """Its track may take no more of people's time in the year before: track, fiscal_year."""
    MONEY = "money"
    """fund, fiscal_year, amount (needed), left."""
    PUBLISHED = "published"
    """It could start earlier, and stays where it was published: week."""
    COULD_BE_EARLIER = "could_be_earlier"
    """Nothing binds it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing that binds a phase; `cause` is the phase to look at next, if there is one."""

    code: Bind
    facts: Facts = field(default_factory=dict)
    cause: str | None = None


class Plan:
    """A schedule with the network it was made for, to ask what binds a phase."""

    def __init__(self, network: Network, schedule: Schedule) -> None:
        self._network = network
        self._index = {phase.key: number for number, phase in enumerate(network.phases)}
        starts = [schedule.starts.get(phase.key, NOWHERE) for phase in network.phases]
        starts += [schedule.finishes.get(i.key, NOWHERE) for i in network.initiatives]
        self._start: Ints = np.array(starts, np.int32)
        self._schedule = schedule
        self._pass_on()
        self._used = usage(network, self._start)

    def bindings(self, key: str) -> tuple[Binding, ...]:
        """List all that binds a phase of the plan, the most telling first."""
        activity = self._index[key]
        week = int(self._start[activity])
        if self._network.net.pinned[activity]:
            return (Binding(Bind.PINNED, {"week": week}),)
        found = [*self._predecessors(activity, week), *self._given(activity, week)]
        found += self._ties(activity, week)
        found = found or [*self._roles(activity, week - 1), *self._money(activity, week - 1)]
        found = found or list(self._share(activity, week - 1))
        if not found:
            published = int(self._network.net.published[activity]) == week
            code = Bind.PUBLISHED if published else Bind.COULD_BE_EARLIER
            found = [Binding(code, {"week": week})]
        return tuple(found)

    def _predecessors(self, activity: int, week: int) -> Iterator[Binding]:
        network = self._network
        for before, after, gap in network.arcs:
            if after != activity or self._start[before] + gap != week:
                continue
            if network.net.ways.work[before, ABSENT]:
                yield from self._predecessors(before, int(self._start[before]))
                continue
            finish = int(self._start[before] + network.net.duration[before])
            facts: dict[str, int | str] = {"finish": finish, "lag": week - finish}
            if before < len(network.phases):
                key = network.phases[before].key
                yield Binding(Bind.PREDECESSOR, {"before": key, **facts}, key)
            else:
                other = network.initiatives[int(network.net.owner[before])].key
                yield Binding(Bind.PREDECESSOR, {"before": other, **facts}, self._last(before))

    def _pass_on(self) -> None:
        """Give phases that no chosen level has the week until which they would have waited."""
        net = self._network.net
        for activity in net.topological.tolist():
            if net.ways.work[activity, ABSENT]:
                waits = [
                    int(self._start[before]) + gap
                    for before, after, gap in self._network.arcs
                    if after == activity and self._start[before] != NOWHERE
                ]
                self._start[activity] = max(waits, default=NOWHERE)

    def _ties(self, activity: int, week: int) -> Iterator[Binding]:
        """Name what must not come too long after the phase, and cannot come sooner itself."""
        net = self._network.net
        for arc in self._network.links:
            if not arc.most or arc.before != activity or self._start[arc.after] == NOWHERE:
                continue
            leaving = 0 if arc.ends & 1 else int(net.duration[activity])
            meeting = int(net.duration[arc.after]) if arc.ends & 2 else 0
            if self._start[arc.after] + meeting == week + leaving + arc.lag:
                key = self._name(arc.after)
                cause = key if arc.after < len(self._network.phases) else None
                yield Binding(Bind.TIED, {"after": key, "most": arc.lag}, cause)

    def _name(self, activity: int) -> str:
        network = self._network
        if activity < len(network.phases):
            return network.phases[activity].key
        return network.initiatives[int(network.net.owner[activity])].key

    def _share(self, activity: int, week: int) -> Iterator[Binding]:
        """Ask the rules themselves whether a week earlier some track would take too much."""
        problem = self._network.problem
        if not problem.shares or week < 0:
            return
        key = self._network.phases[activity].key
        earlier = replace(self._schedule, starts={**self._schedule.starts, key: week})
        for share in problem.shares:
            for broken in share_violations(problem, earlier, share):
                facts: dict[str, int | str] = {"track": share.track}
                facts["fiscal_year"] = int(broken.facts["period"])
                yield Binding(Bind.TRACK_SHARE, facts)
                return

    def _last(self, milestone: int) -> str | None:
        """Name the phase that ends when the initiative finishes, if one does."""
        network = self._network
        for before, after, gap in network.arcs:
            if after == milestone and self._start[before] + gap == self._start[milestone]:
                return network.phases[before].key
        return None

    def _given(self, activity: int, week: int) -> Iterator[Binding]:
        if week != self._network.net.release[activity]:
            return
        if week == 0:
            yield Binding(Bind.PLAN_BEGINS, {"week": 0})
        else:
            yield Binding(Bind.EARLIEST, {"week": week})

    def _roles(self, activity: int, week: int) -> Iterator[Binding]:
        """Name the roles that leave no room for a start in the week."""
        network = self._network
        weeks = slice(week, week + int(network.net.duration[activity]))
        own = np.zeros_like(self._used)
        own[week + 1 : weeks.stop + 1] = network.demand[activity]
        free = (network.capacity - self._used + own)[weeks]
        for column in np.flatnonzero((free < network.demand[activity]).any(axis=0)).tolist():
            lacking = free[:, column] < network.demand[activity, column]
            short = (np.flatnonzero(lacking) + week).astype(np.int64)
            about = network.columns[column]
            if about.kind is Kind.APART:
                taken = self._takers(activity, column, short)
                cause = network.phases[taken[0]].key if taken else None
                pair = {"one": about.about[0], "other": about.about[1]}
                yield Binding(Bind.KEPT_APART, pair, cause)
                continue
            yield self._role(activity, column, short, int(free[:, column].min()))

    def _role(self, activity: int, column: int, short: Longs, least: int) -> Binding:
        network = self._network
        need = int(network.demand[activity, column])
        away = bool((network.capacity[short, column] < need).all())
        facts: dict[str, int | str | tuple[str, ...]] = {
            "role": network.roles[column],
            "percent": need,
            "first_week": int(short[0]),
            "last_week": int(short[-1]),
            "free_percent": max(0, least),
            "holders": holders(network.problem, network.roles[column]),
        }
        if away:
            return Binding(Bind.ROLE_AWAY, facts)
        taken = self._takers(activity, column, short)
        facts["taken_by"] = tuple(network.phases[other].key for other in taken)
        return Binding(Bind.ROLE_FULL, facts, network.phases[taken[0]].key if taken else None)

    def _takers(self, activity: int, column: int, short: Longs) -> list[int]:
        """List the phases that take the role in the weeks, the one that takes the most first."""
        network = self._network
        takes: dict[int, int] = {}
        for other in np.flatnonzero(network.demand[:, column]).tolist():
            first = int(self._start[other])
            inside = (short >= first) & (short < first + network.net.duration[other])
            if other != activity and first != NOWHERE and inside.any():
                takes[other] = int(inside.sum() * network.demand[other, column])
        return sorted(takes, key=lambda other: (-takes[other], other))

    def _money(self, activity: int, week: int) -> Iterator[Binding]:
        net, ledger = self._network.net, self._network.ledger
        row = int(net.account[activity])
        if row < 0 or week < 0 or net.year[week] == net.year[week + 1]:
            return
        year, cost = net.year[week], int(net.cost[activity])
        left = int(net.purse[row, year])
        for other in range(len(self._network.phases)):
            if net.account[other] == row and self._start[other] != NOWHERE:
                left -= int(net.cost[other]) if net.year[self._start[other]] == year else 0
        if left < cost:
            facts: dict[str, int | str] = {"fund": ledger.accounts[row][0]}
            facts |= {"fiscal_year": ledger.years[int(year)], "amount": cost, "left": left}
            yield Binding(Bind.MONEY, facts)
