"""Who works on what, where the same people stay with a phase: teams that fit, and plans of them.

A person serves each phase in the roles they hold, with the same percent throughout, and is never
asked for more than there is of them in any week (Bellenguez & Neron 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.desk import EARLY, OUT, Choice
from samsyn.domain.scheduling.network import Ints, Network
from samsyn.domain.scheduling.problem import Problem
from samsyn.domain.scheduling.room import NOWHERE

Team = dict[str, dict[str, int]]
"""Role -> person -> percent."""
Crews = Mapping[str, Mapping[str, Mapping[str, int]]]


class Staff:
    """The people of a problem: what each has in each week, and what each may give a role."""

    def __init__(self, problem: Problem) -> None:
        weeks = problem.calendar.weeks
        self.people = [person.key for person in problem.people]
        self.index = {key: number for number, key in enumerate(self.people)}
        self.has = np.zeros((len(self.people), weeks), np.int64)
        self.gives: dict[str, dict[int, NDArray[np.int64]]] = {}
        for number, person in enumerate(problem.people):
            present = np.full(weeks, 100, np.int64)
            present[: len(person.presence)] = person.presence[:weeks]
            self.has[number] = person.working_share * present // 100
        for held in problem.assignments:
            if held.person in self.index:
                row = self.gives.setdefault(held.role, {})
                mine = row.setdefault(self.index[held.person], np.zeros(weeks, np.int64))
                mine[max(0, held.first_week) : held.until_week] += held.share

    def together(self, roles: Iterable[str]) -> NDArray[np.int64]:
        """Give the percent by week that some roles can have at once, shape (weeks,)."""
        gives = np.zeros_like(self.has)
        for role in roles:
            for person, share in self.gives.get(role, {}).items():
                gives[person] += share
        return np.asarray(np.minimum(gives, self.has).sum(axis=0))

    def versatility(self, person: int) -> int:
        """Count the roles that somebody holds; who holds few is taken first."""
        return sum(person in row for row in self.gives.values())

    def team(
        self, demand: Mapping[str, int], start: int, weeks: int, left: NDArray[np.int64]
    ) -> Team | None:
        """Find people for all roles over the weeks of a phase, None where there are too few."""
        window = slice(start, start + weeks)
        room = left[:, window].min(axis=1)
        limits = {
            role: {p: int(gives[window].min()) for p, gives in self.gives.get(role, {}).items()}
            for role in demand
        }
        flow: dict[str, dict[int, int]] = {role: {} for role in demand}
        for role in sorted(demand, key=lambda role: len(limits[role])):
            for _percent in range(demand[role]):
                if not self._one_more(role, limits, flow, room, set()):
                    return None
        return {
            role: {self.people[p]: n for p, n in row.items() if n} for role, row in flow.items()
        }

    def _one_more(
        self,
        role: str,
        limits: Mapping[str, Mapping[int, int]],
        flow: dict[str, dict[int, int]],
        room: NDArray[np.int64],
        tried: set[int],
    ) -> bool:
        """Find one more percent for a role; somebody may be taken from a role that others fill."""
        able = [p for p, most in limits[role].items() if flow[role].get(p, 0) < most]
        for person in sorted(able, key=lambda p: (room[p] <= 0, self.versatility(p), p)):
            if person in tried:
                continue
            if room[person] > 0:
                room[person] -= 1
                flow[role][person] = flow[role].get(person, 0) + 1
                return True
            tried.add(person)
            for other, row in flow.items():
                taken = other != role and row.get(person, 0) > 0
                if taken and self._one_more(other, limits, flow, room, tried):
                    row[person] -= 1
                    flow[role][person] = flow[role].get(person, 0) + 1
                    return True
        return False


def plan_with_crews(
    network: Network, staff: Staff, order: Sequence[int]
) -> tuple[Ints, Choice, dict[str, Team]]:
    """Place each phase at its first week with a team, in the order of a list.

    What finds no team leaves its initiative out, with what waits for it. Modes and levels are the
    first there are.
    """
    net = network.net
    chosen = np.where(net.possible, EARLY, OUT).astype(np.int8)
    while True:
        start = np.full(len(net.duration), NOWHERE, np.int32)
        left = staff.has.copy()
        crews: dict[str, Team] = {}
        failed = -1
        for activity in order:
            owner = int(net.owner[activity])
            if chosen[owner] == OUT:
                continue
            week = _first_week(network, start, activity)
            found = None if week is None else _slot(network, staff, activity, week, left)
            if found is None:
                failed = owner
                break
            start[activity], team = found
            if team:
                crews[network.phases[activity].key] = team
        if failed < 0:
            genes = np.zeros(len(net.ways.gene), np.int8)
            return start, np.concatenate([chosen, genes]).astype(np.int8), crews
        chosen[failed] = OUT


def _first_week(network: Network, start: Ints, activity: int) -> int | None:
    net = network.net
    if net.pinned[activity]:
        return int(net.release[activity])
    week = int(net.release[activity])
    for arc in range(net.before_at[activity], net.before_at[activity + 1]):
        before = int(start[net.before[arc]])
        if before == NOWHERE:
            return None
        week = max(week, before + int(net.before_gap[arc]))
    return week


def _slot(
    network: Network, staff: Staff, activity: int, week: int, left: NDArray[np.int64]
) -> tuple[int, Team] | None:
    """Find the first week from one on with a team, and take the team's time."""
    net = network.net
    weeks = int(net.duration[activity])
    if activity >= len(network.phases) or not weeks:
        return (week, {}) if week <= net.horizon else None
    demand = {role: need for role, need in network.phases[activity].demand.items() if need}
    while week + weeks <= net.horizon:
        team = staff.team(demand, week, weeks, left)
        if team is not None:
            for row in team.values():
                for person, percent in row.items():
                    left[staff.index[person], week : week + weeks] -= percent
            return week, team
        week += 1
    return None


def shuffled(network: Network, lots: Random) -> list[int]:
    """Draw a valid list in which what is urgent tends to come early."""
    net = network.net
    spread = 1.0 + float(net.latest.max() - net.latest.min())
    noise = spread * lots.random()
    key = [float(latest) + noise * lots.random() for latest in net.latest]
    for activity in net.topological.tolist():
        for arc in range(net.before_at[activity], net.before_at[activity + 1]):
            key[activity] = max(key[activity], key[net.before[arc]] + 1e-6)
    return sorted(range(len(key)), key=key.__getitem__)
