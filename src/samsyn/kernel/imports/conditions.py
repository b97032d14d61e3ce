"""Tell in Python what a constraint's condition says of a row, as PostgreSQL would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F, Q

Verdict = bool | None  # None is SQL's "unknown"


class NotUnderstood(Exception):
    """The condition uses something that only the database can work out."""


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, other: bool(value == other),
    "gt": lambda value, other: bool(value > other),
    "gte": lambda value, other: bool(value >= other),
    "lt": lambda value, other: bool(value < other),
    "lte": lambda value, other: bool(value <= other),
    "in": lambda value, other: value in other,
    "range": lambda value, other: bool(other[0] <= value <= other[1]),
}


def holds(condition: Q, values: Mapping[str, Any]) -> Verdict:
    """Return whether a condition is true of these values: links as ids, by field name.

    Raises NotUnderstood for functions, joins and rarer lookups.
    """
    if condition.connector not in {Q.AND, Q.OR}:
        raise NotUnderstood(condition.connector)
    told = [_child(child, values) for child in condition.children]
    answer = _and(told) if condition.connector == Q.AND else _or(told)
    if condition.negated:
        return None if answer is None else not answer
    return answer


def _child(child: Any, values: Mapping[str, Any]) -> Verdict:  # noqa: ANN401 - Q's own shape
    if isinstance(child, Q):
        return holds(child, values)
    if not isinstance(child, tuple):
        raise NotUnderstood(child)
    name, _, lookup = str(child[0]).partition("__")
    if name not in values or (not isinstance(child[1], F) and hasattr(child[1], "as_sql")):
        raise NotUnderstood(child[0])
    value, other = values[name], _other(child[1], values)
    if lookup == "isnull":
        return (value is None) is bool(other)
    operator = _OPERATORS.get(lookup or "exact")
    if operator is None:
        raise NotUnderstood(child[0])
    return None if value is None or other is None else operator(value, other)


def _other(other: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a column's value
    if not isinstance(other, F):
        return other
    if other.name not in values:
        raise NotUnderstood(other.name)
    return values[other.name]


def _and(told: list[Verdict]) -> Verdict:
    return False if False in told else None if None in told else True


def _or(told: list[Verdict]) -> Verdict:
    return True if True in told else None if None in told else False
