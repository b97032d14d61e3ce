"""What a scenario may change, which facts each kind of change needs, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samsyn.domain.roadmap.setting import Setting, fund_key, initiative_key, role_key
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.changing import Change, Turn, changed
from samsyn.domain.shared.refusal import Objection


class Kind(StrEnum):
    """What may be otherwise in a scenario."""

    ADD_TIME = "add_time"
    TAKE_TIME = "take_time"
    LEAVE_OUT = "leave_out"
    TAKE_IN = "take_in"
    DEADLINE = "deadline"
    EARLIEST = "earliest"
    AMBITION = "ambition"
    MONEY = "money"


class Lack(StrEnum):
    """What keeps a change from being made."""

    NEEDED = "needed"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NOTHING_CHANGED = "nothing_changed"
    NOT_IN_THE_PLAN = "not_in_the_plan"
    IS_IN_ALREADY = "is_in_already"
    NO_SUCH_LEVEL = "no_such_level"


#: The facts each kind asks for: those that must be given, then those that may.
ASKS: Mapping[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Kind.ADD_TIME: (("role", "share"), ("since", "until")),
    Kind.TAKE_TIME: (("role", "share"), ("since", "until")),
    Kind.LEAVE_OUT: (("initiative",), ()),
    Kind.TAKE_IN: (("initiative",), ()),
    Kind.DEADLINE: (("initiative",), ("day",)),
    Kind.EARLIEST: (("initiative", "day"), ()),
    Kind.AMBITION: (("initiative", "ambition"), ()),
    Kind.MONEY: (("fund", "amount"), ("fiscal_year",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One change as somebody asked for it; what its kind does not ask for is not looked at."""

    kind: Kind
    role: int | None = None
    initiative: int | None = None
    fund: int | None = None
    share: int | None = None
    since: date | None = None
    until: date | None = None
    day: date | None = None
    ambition: str = ""
    fiscal_year: int | None = None
    amount: int | None = None


def lacks(wanted: Wanted) -> Iterator[Objection]:
    """Name everything that is missing from a change, or makes no sense in it."""
    must, may = ASKS[wanted.kind]
    for name in must:
        if getattr(wanted, name) in (None, ""):
            yield Objection(Lack.NEEDED, field=name)
    both = wanted.since and wanted.until and "until" in may
    if both and wanted.since and wanted.until and wanted.until < wanted.since:
        yield Objection(Lack.ENDS_BEFORE_IT_BEGINS, field="until")
    for name in ("share", "amount"):
        if name in must and getattr(wanted, name) == 0:
            yield Objection(Lack.NOTHING_CHANGED, field=name)


def otherwise(setting: Setting, changes: Iterable[Wanted]) -> Setting:
    """Return the setting with all changes made: the problem, and what people know about it."""
    calendar = setting.problem.calendar
    about = dict(setting.about)
    turns = []
    for wanted in changes:
        turns.append(_turn(wanted, calendar))
        key = initiative_key(wanted.initiative or 0)
        if wanted.kind is Kind.DEADLINE and key in about:
            about[key] = replace(about[key], deadline=wanted.day)
    problem = changed(setting.problem, turns)
    return replace(setting, problem=problem, about=about)


def _turn(wanted: Wanted, calendar: Calendar) -> Change:
    """Put a change into the engine's words."""
    key = initiative_key(wanted.initiative or 0)
    match wanted.kind:
        case Kind.ADD_TIME | Kind.TAKE_TIME:
            return Change(
                turn=Turn(wanted.kind.value),
                key=role_key(wanted.role or 0),
                percent=wanted.share or 0,
                first_week=0 if wanted.since is None else max(0, calendar.week_of(wanted.since)),
                until_week=None if wanted.until is None else calendar.week_of(wanted.until) + 1,
            )
        case Kind.DEADLINE:
            week = None if wanted.day is None else calendar.deadline_week(wanted.day)
            return Change(turn=Turn.DEADLINE, key=key, week=week)
        case Kind.EARLIEST:
            week = None if wanted.day is None else calendar.week_of(wanted.day)
            return Change(turn=Turn.EARLIEST, key=key, week=week)
        case Kind.MONEY:
            return Change(
                turn=Turn.MONEY,
                key=fund_key(wanted.fund or 0),
                amount=wanted.amount or 0,
                fiscal_year=wanted.fiscal_year,
            )
        case Kind.LEAVE_OUT | Kind.TAKE_IN:
            return Change(turn=Turn(wanted.kind.value), key=key)
        case Kind.AMBITION:
            return Change(turn=Turn.AMBITION, key=key, level=wanted.ambition)
