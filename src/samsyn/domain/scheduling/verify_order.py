"""The verifier's reading of links: at least and at most so many weeks, from start or finish."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.domain.scheduling.outcome import Schedule
from samsyn.domain.scheduling.problem import End, Link, Problem
from samsyn.domain.scheduling.verdict import Breach, Violation

LONG_AGO = -(10**9)


def order_violations(whole: Problem, chosen: Problem, schedule: Schedule) -> Iterator[Violation]:
    """Yield every link that is not kept. `whole` has the phases that the chosen levels lack."""
    check = _Check(whole, chosen, schedule)
    for link in whole.links:
        yield from check.link(link)
    yield from check.lacking()


class _Check:
    """Looks starts and ends up for the ends of links."""

    def __init__(self, whole: Problem, chosen: Problem, schedule: Schedule) -> None:
        self._whole = whole
        self._schedule = schedule
        self._phases = {phase.key: phase for phase in chosen.phases}
        self._inside = {i.key: [p.key for p in i.phases] for i in whole.initiatives}
        self._owner = {p.key: i.key for i in whole.initiatives for p in i.phases}

    def link(self, link: Link) -> Iterator[Violation]:
        """Check one link, for the least and for the most."""
        for key, least, most in self._targets(link):
            lacking = self._lacking(link.before) or self._lacking(key)
            then = self._moment(key, link.meets)
            if then is None or self._is_pinned(key):
                continue
            first = self._moment(self._before(link), link.leaves)
            facts: dict[str, int | str] = {"before": link.before, "after": key}
            if first is None:
                if least is not None:
                    yield Violation(Breach.NEEDS_LEFT_OUT, facts)
                continue
            ends = link.leaves is End.FINISH and link.meets is End.START
            if self._lacking(key) or (lacking and not ends):
                continue
            asked = 0 if lacking else least
            if least is not None and asked is not None and then < first + asked:
                yield Violation(Breach.ORDER, {**facts, "weeks": first + asked - then})
            if most is not None and not lacking and then > first + most:
                yield Violation(Breach.TOO_LATE, {**facts, "weeks": then - first - most})

    def lacking(self) -> Iterator[Violation]:
        """Check that no initiative finishes before what its lacking phases pass on."""
        for key, owner in self._owner.items():
            if self._lacking(key) and self._schedule.finishes[owner] < self._passed_on(key):
                yield Violation(Breach.ORDER, {"before": key, "after": owner})

    def _targets(self, link: Link) -> Iterator[tuple[str, int | None, int | None]]:
        """Yield what a link is about: all phases for the least, the first for the most."""
        inside = self._inside.get(link.after)
        if inside is None or link.meets is End.FINISH:
            yield link.after, link.lag, link.most
            return
        for number, key in enumerate(inside):
            yield key, link.lag, link.most if number == 0 else None

    def _before(self, link: Link) -> str:
        inside = self._inside.get(link.before)
        return inside[0] if inside and link.leaves is End.START else link.before

    def _lacking(self, key: str) -> bool:
        """Tell whether the chosen level of a planned initiative does not have the phase."""
        return key not in self._phases and self._owner.get(key) in self._schedule.finishes

    def _is_pinned(self, key: str) -> bool:
        return key in self._phases and self._phases[key].pinned is not None

    def _moment(self, key: str, end: End) -> int | None:
        """Give the week of a start or a finish; None for what is not in the plan."""
        if key in self._inside:
            return self._schedule.finishes.get(key)
        if self._lacking(key):
            return self._passed_on(key)
        start = self._schedule.starts.get(key)
        if start is None:
            return None
        return start + (self._phases[key].weeks if end is End.FINISH else 0)

    def _passed_on(self, key: str) -> int:
        """Give the week until which all that a lacking phase would wait for is done."""
        done = [LONG_AGO]
        for link in self._whole.links:
            straight = link.leaves is End.FINISH and link.meets is End.START
            mine = link.after in (key, self._owner[key]) and straight and link.lag is not None
            if mine and not (link.after != key and self._follows_inside(key)):
                moment = self._moment(link.before, End.FINISH)
                done.append(LONG_AGO if moment is None else moment)
        return max(done)

    def _follows_inside(self, key: str) -> bool:
        """Tell whether some phase of the same initiative, pinned work aside, comes before it."""
        free = {p.key for p in self._whole.phases if p.pinned is None}
        mates = {one for one in self._inside[self._owner[key]] if one in free}
        return any(link.after == key and link.before in mates for link in self._whole.links)
