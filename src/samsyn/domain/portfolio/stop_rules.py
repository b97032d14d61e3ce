"""Stop rules: evidence by a date, else somebody decides. Nobody can quietly pass one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.portfolio.stages import ENDED, OPEN, State
from samsyn.domain.shared.refusal import Objection


class Fate(StrEnum):
    """How a stop rule ended, or that it has not."""

    WAITING = "waiting"
    SHOWN = "shown"
    WENT_ON = "went_on"
    CHANGED = "changed"
    STOPPED = "stopped"


#: What only who may decide can make of a rule whose evidence is not there.
DECIDED = (Fate.WENT_ON, Fate.CHANGED, Fate.STOPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRule:
    """A stop rule that nobody has settled: what must be seen, and by when."""

    key: int
    evidence: str
    by: date


class Alarm(StrEnum):
    """What a stop rule says to whoever would go on."""

    STOP_RULE_PASSED = "stop_rule_passed"


def is_passed(by: date, today: date) -> bool:
    """Tell whether the day is over: on the day itself evidence may still be shown."""
    return by < today


def passed(rules: Iterable[WaitingRule], today: date) -> Iterator[Objection]:
    """Name every rule whose day is over and which nobody has settled."""
    for rule in rules:
        if is_passed(rule.by, today):
            by = rule.by.isoformat()
            facts: dict[str, int | str] = {"evidence": rule.evidence, "by": by, "key": rule.key}
            yield Objection(Alarm.STOP_RULE_PASSED, facts)


class Evasion(StrEnum):
    """What keeps a stop rule from being settled or moved as it was typed."""

    IS_SETTLED = "is_settled"
    INITIATIVE_ENDED = "initiative_ended"
    NOTHING_SEEN = "nothing_seen"
    WHY_MISSING = "why_missing"
    WHO_MISSING = "who_missing"
    NOT_TODAY_YET = "not_today_yet"
    CANNOT_STOP_NOW = "cannot_stop_now"
    INTO_THE_PAST = "into_the_past"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How somebody would settle a stop rule."""

    fate: Fate
    on: date
    by: str
    shown: str = ""
    reason: str = ""


def objections_to_settling(
    settlement: Settlement, *, now: Fate, state: State, today: date
) -> Iterator[Objection]:
    """Name everything that speaks against settling a rule like this."""
    if now is not Fate.WAITING:
        yield Objection(Evasion.IS_SETTLED)
    if settlement.on > today:
        yield Objection(Evasion.NOT_TODAY_YET, field="on")
    if not settlement.by.strip():
        yield Objection(Evasion.WHO_MISSING, field="settled_by")
    if settlement.fate is Fate.SHOWN and not settlement.shown.strip():
        yield Objection(Evasion.NOTHING_SEEN, field="shown")
    if settlement.fate in DECIDED and not settlement.reason.strip():
        yield Objection(Evasion.WHY_MISSING, field="reason")
    if settlement.fate is Fate.STOPPED and state not in OPEN and state not in ENDED:
        yield Objection(Evasion.CANNOT_STOP_NOW, {"state": state.value}, field="fate")


def objections_to_moving(
    *, to: date, by: date, now: Fate, state: State, today: date, reason: str
) -> Iterator[Objection]:
    """Name everything that speaks against giving a rule another day."""
    if now is not Fate.WAITING:
        yield Objection(Evasion.IS_SETTLED)
    if state in ENDED:
        yield Objection(Evasion.INITIATIVE_ENDED)
    if to == by:
        yield Objection(Evasion.SAME_DAY, field="by")
    elif to < today:
        yield Objection(Evasion.INTO_THE_PAST, field="by")
    if not reason.strip():
        yield Objection(Evasion.WHY_MISSING, field="reason")


def objections_to_setting(
    *, evidence: str, by: date, state: State, today: date
) -> Iterator[Objection]:
    """Name everything that speaks against a new rule like this."""
    if state in ENDED:
        yield Objection(Evasion.INITIATIVE_ENDED)
    if not evidence.strip():
        yield Objection(Evasion.NOTHING_SEEN, field="evidence")
    if by < today:
        yield Objection(Evasion.INTO_THE_PAST, field="by")
