"""What an organisation may ask of a record in a rule of its own, and what it can't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

MOST_CONDITIONS = 8
_FURTHEST = 36_525  # days: a hundred years


class Compare(StrEnum):
    """How a value is compared."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    EMPTY = "empty"
    FILLED = "filled"
    AT_LEAST = "at_least"
    BELOW = "below"
    BEFORE = "before"
    FROM = "from"
    YES = "yes"
    NO = "no"


class How(StrEnum):
    """How many related rows the condition speaks of."""

    SOME = "some"
    NONE = "none"


_PRESENCE = (Compare.EMPTY, Compare.FILLED)
_NUMBER = (Compare.AT_LEAST, Compare.BELOW, Compare.IS, *_PRESENCE)
_TEXT = (Compare.CONTAINS, Compare.IS, Compare.IS_NOT, *_PRESENCE)
_DATE = (Compare.BEFORE, Compare.FROM, *_PRESENCE)
TESTS: Mapping[str, tuple[Compare, ...]] = {
    "choice": (Compare.IS, Compare.IS_NOT, *_PRESENCE),
    "boolean": (Compare.YES, Compare.NO),
    "number": _NUMBER,
    "money": _NUMBER,
    "percent": _NUMBER,
    "date": _DATE,
    "datetime": _DATE,
    "link": (*_PRESENCE, Compare.CONTAINS),
    "links": _PRESENCE,
    "list": _PRESENCE,
    "text": _TEXT,
    "markdown": _TEXT,
    "url": _TEXT,
    "email": _TEXT,
}
_NUMBERS = frozenset({"number", "money", "percent"})
WITHOUT_VALUE = frozenset({Compare.EMPTY, Compare.FILLED, Compare.YES, Compare.NO})


class ConditionObjection(StrEnum):
    """Why a condition can't be asked."""

    UNKNOWN_FIELD = "unknown_field"
    UNFIT_TEST = "unfit_test"
    VALUE_MISSING = "value_missing"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_A_CHOICE = "not_a_choice"
    NO_CONDITIONS = "no_conditions"
    NAME_TAKEN = "name_taken"
    UNKNOWN_RECORD = "unknown_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of a rule: `relation` is empty for the record's own field.

    With a relation and no field it speaks of there being such rows at all.
    """

    relation: str = ""
    field: str = ""
    how: How = How.SOME
    test: Compare = Compare.FILLED
    value: str = ""

    @property
    def what(self) -> str:
        """Relation and field as one word: `stage`, `agreements:systems.kind`."""
        return f"{self.relation}.{self.field}" if self.relation else self.field

    def as_json(self) -> dict[str, str]:
        """Return it as it is kept."""
        return {
            "what": self.what,
            "how": self.how.value,
            "test": self.test.value,
            "value": self.value,
        }


def condition_from(kept: Mapping[str, Any]) -> Condition:
    """Read a condition as it was kept or typed; what can't be understood falls back to harmless."""
    relation, dot, name = str(kept.get("what", "")).rpartition(".")
    how, test = str(kept.get("how", "")), str(kept.get("test", ""))
    return Condition(
        relation=relation if dot else "",
        field=name,
        how=How(how) if how in set(How) else How.SOME,
        test=Compare(test) if test in set(Compare) else Compare.FILLED,
        value=str(kept.get("value", "")).strip(),
    )


def day_of(value: str, today: date) -> date:
    """Return the day a condition means: 2026-12-31, `today`, or days from today as +90 or -365.

    Raises ValueError for anything else.
    """
    if value.lower() in {"", "today", "0"}:
        return today
    if value[0] in "+-":
        days = int(value)
        if abs(days) > _FURTHEST:
            raise ValueError(value)
        return today + timedelta(days=days)
    return date.fromisoformat(value)


def number_of(value: str) -> Decimal:
    """Return the number that was typed, with a comma or a point. Raises ValueError."""
    try:
        number = Decimal(value.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise ValueError(value) from None
    if not number.is_finite():
        raise ValueError(value)
    return number


def faults_of(
    condition: Condition, kind: str, choices: frozenset[str]
) -> Iterator[ConditionObjection]:
    """Yield what is wrong with a condition on a field of this kind."""
    if condition.test not in TESTS.get(kind, _PRESENCE):
        yield ConditionObjection.UNFIT_TEST
    elif condition.test not in WITHOUT_VALUE:
        yield from _faults_of_value(condition, kind, choices)


def _faults_of_value(
    condition: Condition, kind: str, choices: frozenset[str]
) -> Iterator[ConditionObjection]:
    if kind in {"date", "datetime"}:
        if not _reads(lambda text: day_of(text, date(2000, 1, 1)), condition.value):
            yield ConditionObjection.NOT_A_DATE
    elif not condition.value:
        yield ConditionObjection.VALUE_MISSING
    elif kind in _NUMBERS and not _reads(number_of, condition.value):
        yield ConditionObjection.NOT_A_NUMBER
    elif kind == "choice" and condition.value not in choices:
        yield ConditionObjection.NOT_A_CHOICE


def _reads(read: Any, text: str) -> bool:  # noqa: ANN401 - any reader of a text
    try:
        read(text)
    except ValueError:
        return False
    return True
