"""What is wrong with a problem before anybody tries to solve it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from samsyn.domain.scheduling.problem import End, Link, Phase, Problem
from samsyn.domain.shared.refusal import Objection


class Flaw(StrEnum):
    """Ways in which a problem makes no sense."""

    KEY_TWICE = "key_twice"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_PERSON = "unknown_person"
    NEGATIVE_NUMBER = "negative_number"
    OVERLAP_TOO_LONG = "overlap_too_long"
    NO_WEEKS = "no_weeks"
    MOST_BELOW_LEAST = "most_below_least"
    """A link allows fewer weeks than it asks for."""
    UNKNOWN_CHOICE = "unknown_choice"
    """A level or mode is named that there is none of."""
    CHOICE_TWICE = "choice_twice"
    TWO_LEVELS_RUN = "two_levels_run"
    """Work of two levels of the same initiative has begun, or of another than what is decided."""
    SAME_PEOPLE_ALONE = "same_people_alone"
    """The same people throughout is not for plans with levels, modes, groups, shares or stocks."""
    NO_SHARE = "no_share"
    """Shares of people's time below 0 or above 100 percent, or more kept free than there is."""


def objections_to(problem: Problem) -> Iterator[Objection]:
    """Yield every flaw; circles are none, they leave their initiatives out of the plan."""
    if problem.calendar.weeks < 1:
        yield Objection(Flaw.NO_WEEKS)
    yield from _about_keys(problem)
    yield from _about_numbers(problem)
    yield from _about_choices(problem)
    more = (problem.exclusive, problem.shares, problem.stocks, problem.together)
    open_ways = any(p.modes for p in problem.phases) or any(i.levels for i in problem.initiatives)
    tied = any(link.most is not None for link in problem.links)
    pinned = any(phase.pinned is not None for phase in problem.phases)
    if problem.same_people and (any(more) or open_ways or tied or pinned or problem.budgets):
        yield Objection(Flaw.SAME_PEOPLE_ALONE)
    yield from _about_shares(problem)
    known = {person.key for person in problem.people}
    for assignment in problem.assignments:
        if assignment.person not in known:
            yield Objection(Flaw.UNKNOWN_PERSON, {"key": assignment.person})


def _about_numbers(problem: Problem) -> Iterator[Objection]:
    numbers = [
        *((p.key, min(p.weeks, p.cost, *p.demand.values(), 0)) for p in problem.phases),
        *((p.key, min(p.uses.values(), default=0)) for p in problem.phases),
        *(
            (p.key, min(m.weeks, m.cost, *m.demand.values(), *m.uses.values(), 0))
            for p in problem.phases
            for m in p.modes
        ),
        *((stock.key, stock.amount) for stock in problem.stocks),
        *((p.key, min(p.working_share, *p.presence, 0)) for p in problem.people),
        *((a.person, a.share) for a in problem.assignments),
    ]
    for key, smallest in numbers:
        if smallest < 0:
            yield Objection(Flaw.NEGATIVE_NUMBER, {"key": key})


def _about_choices(problem: Problem) -> Iterator[Objection]:
    for initiative in problem.initiatives:
        levels = [level.key for level in initiative.levels]
        named = [initiative.level, *(phase.level for phase in initiative.phases)]
        yield from _unknown(initiative.key, levels, named)
        begun = {p.level for p in initiative.phases if p.pinned is not None} - {None}
        if len(begun | ({initiative.level} - {None})) > 1:
            yield Objection(Flaw.TWO_LEVELS_RUN, {"key": initiative.key})
        for phase in initiative.phases:
            yield from _unknown(phase.key, [mode.key for mode in phase.modes], [phase.mode])


def _unknown(key: str, known: list[str], named: list[str | None]) -> Iterator[Objection]:
    if len(set(known)) < len(known):
        yield Objection(Flaw.CHOICE_TWICE, {"key": key})
    for name in named:
        if name is not None and name not in known:
            yield Objection(Flaw.UNKNOWN_CHOICE, {"key": key, "choice": name})


def _about_shares(problem: Problem) -> Iterator[Objection]:
    for share in problem.shares:
        most = 100 if share.most is None else share.most
        if not 0 <= share.least <= most <= 100:  # noqa: PLR2004 - percent
            yield Objection(Flaw.NO_SHARE, {"key": share.track})
    if sum(share.least for share in problem.shares) > 100:  # noqa: PLR2004 - percent
        yield Objection(Flaw.NO_SHARE, {"key": ", ".join(s.track for s in problem.shares)})


def _about_keys(problem: Problem) -> Iterator[Objection]:
    phases: dict[str, Phase] = {phase.key: phase for phase in problem.phases}
    keys = Counter([phase.key for phase in problem.phases] + [i.key for i in problem.initiatives])
    for key, times in sorted(keys.items()):
        if times > 1:
            yield Objection(Flaw.KEY_TWICE, {"key": key})
    stocks = {stock.key for stock in problem.stocks}
    asked = [
        *(key for link in problem.links for key in (link.before, link.after)),
        *(key for group in problem.exclusive for key in group),
        *(key for pair in problem.together for key in (pair.one, pair.other)),
    ]
    taken = (
        key for p in problem.phases for uses in (p.uses, *(m.uses for m in p.modes)) for key in uses
    )
    for key in (*(k for k in asked if k not in keys), *(k for k in taken if k not in stocks)):
        yield Objection(Flaw.UNKNOWN_KEY, {"key": key})
    for link in problem.links:
        yield from _about_link(link, phases)


def _about_link(link: Link, phases: dict[str, Phase]) -> Iterator[Objection]:
    straight = link.leaves is End.FINISH and link.meets is End.START
    if link.most is not None and link.lag is not None and link.most < link.lag:
        yield Objection(
            Flaw.MOST_BELOW_LEAST, {"key": link.before, "least": link.lag, "most": link.most}
        )
    before = phases.get(link.before)
    ways = before.modes or (before,) if before is not None else ()
    weeks = min((way.weeks for way in ways), default=0)
    if straight and link.lag is not None and link.lag < -weeks:
        yield Objection(
            Flaw.OVERLAP_TOO_LONG, {"key": link.before, "weeks": weeks, "overlap": -link.lag}
        )
