"""The rows in which a person builds the conditions of an own rule, with what fits in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samsyn.apps.checks.queries.own_rules import Place, askable_fields, places_from
from samsyn.domain.findings.conditions import (
    MOST_CONDITIONS,
    TESTS,
    WITHOUT_VALUE,
    Compare,
    Condition,
    How,
    condition_from,
)
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.showing import field_of, kind_of, label_of

Choices = list[tuple[str, str]]
_DATES = frozenset({"date", "datetime"})


@dataclass(frozen=True, slots=True)
class Row:
    """One condition on its way: what can be chosen depends on what is looked at."""

    number: int
    condition: Condition
    whats: list[tuple[str, Choices]]
    tests: Choices
    choices: Choices
    is_related: bool
    wants_value: bool
    kind: str


def typed_conditions(data: QueryDict) -> list[Condition]:
    """Return the conditions that were typed; rows where nothing is looked at are left out."""
    names = ("what", "how", "test", "value")
    typed = [
        {name: data.get(f"{name}-{number}", "")[:300].replace("\x00", "") for name in names}
        for number in range(MOST_CONDITIONS)
    ]
    return [condition_from(row) for row in typed if row["what"]]


def rows_for(record: Record, conditions: list[Condition]) -> list[Row]:
    """Return a row for every condition, and an empty one while there is room."""
    places = places_from(record)
    whats = _whats(record, places)
    shown: list[Condition | None] = [*conditions]
    if len(shown) < MOST_CONDITIONS:
        shown.append(None)
    return [
        _row(number, condition or Condition(), places, whats)
        for number, condition in enumerate(shown)
    ]


def _row(
    number: int,
    condition: Condition,
    places: Mapping[str, Place],
    whats: list[tuple[str, Choices]],
) -> Row:
    place = places.get(condition.relation, Place(places[""].record))
    kind = kind_of(place.record, condition.field) if condition.field else ""
    labels = test_labels()
    tests = [(test.value, labels[test]) for test in TESTS.get(kind, ())] if kind else []
    return Row(
        number=number,
        condition=condition,
        whats=whats,
        tests=tests,
        choices=_choices(place.record, condition.field) if kind == "choice" else [],
        is_related=place.backwards,
        wants_value=bool(tests) and condition.test not in WITHOUT_VALUE,
        kind="date" if kind in _DATES else kind,
    )


def _whats(record: Record, places: Mapping[str, Place]) -> list[tuple[str, Choices]]:
    groups = []
    for relation, place in places.items():
        of = place.record
        fields: Choices = [
            (f"{relation}.{name}" if relation else name, label_of(of, name))
            for name in askable_fields(of)
        ]
        if place.backwards:
            fields = [(f"{relation}.", _("any at all")), *fields]
        groups.append((_heading(record, relation, place), fields))
    return groups


def _heading(record: Record, relation: str, place: Place) -> str:
    if not relation:
        return record.title.capitalize()
    if place.backwards:
        model_field = field_of(place.record, place.path)
        named = str(getattr(model_field, "verbose_name", ""))
        return f"{place.record.title_plural.capitalize()} ({named})"
    return label_of(record, relation)


def _choices(record: Record, name: str) -> Choices:
    flat: Any = getattr(field_of(record, name), "flatchoices", [])
    return [(str(code), str(label)) for code, label in flat]


def test_labels() -> dict[Compare, str]:
    """Return the comparisons as people say them."""
    return {
        Compare.IS: _("is"),
        Compare.IS_NOT: _("is not"),
        Compare.CONTAINS: _("contains"),
        Compare.EMPTY: _("is empty"),
        Compare.FILLED: _("is filled in"),
        Compare.AT_LEAST: _("is at least"),
        Compare.BELOW: _("is below"),
        Compare.BEFORE: _("is before"),
        Compare.FROM: _("is on or after"),
        Compare.YES: _("is yes"),
        Compare.NO: _("is no"),
    }


def how_labels() -> Choices:
    """Return how many related rows a condition may speak of."""
    return [(How.SOME.value, _("there is one where")), (How.NONE.value, _("there is none where"))]
