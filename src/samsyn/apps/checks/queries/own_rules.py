"""Turn an organisation's own rule into the query that answers it, by what records declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.apps.checks.models import OwnRule
from samsyn.domain.access.actor import Actor
from samsyn.domain.findings.conditions import (
    Compare,
    Condition,
    ConditionObjection,
    How,
    condition_from,
    day_of,
    faults_of,
    number_of,
)
from samsyn.kernel.records.declaration import Record, all_records
from samsyn.kernel.records.relations import relations_to
from samsyn.kernel.records.showing import field_of, kind_of
from samsyn.kernel.rules import Hit, Question, Rule, Severity
from samsyn.kernel.tenancy.owned import Owned

_PERSON = "organisation.Person"
_TEXTS = frozenset({"text", "choice", "markdown", "url", "email"})


@dataclass(frozen=True, slots=True)
class Place:
    """What a condition speaks of: the record that holds the field, and how one gets there."""

    record: Record
    path: str = ""
    backwards: bool = False


def record_named(slug: str) -> Record | None:
    """Return the kind of record an own rule may be about, or None."""
    found = next((record for record in all_records() if record.slug == slug), None)
    return found if found and found.owned else None


def places_from(record: Record) -> dict[str, Place]:
    """Return every relation a condition may follow: a field forwards, or rows that point here."""
    places = {"": Place(record)}
    for name in record.field_names:
        model_field = field_of(record, name)
        target = _record_of(getattr(model_field, "related_model", None))
        if isinstance(model_field, ForeignKey) and target:
            places[name] = Place(target, name)
    for relation in relations_to(record.model):
        key = f"{relation.record.slug}:{relation.field.name}"
        places[key] = Place(relation.record, relation.field.name, backwards=True)
    return places


def _record_of(model: type[Model] | None) -> Record | None:
    return next((record for record in all_records() if record.model is model), None)


def conditions_of(rule: OwnRule) -> list[Condition]:
    """Return a rule's conditions as they were kept."""
    return [condition_from(kept) for kept in rule.conditions]


def faults(record: Record, condition: Condition) -> list[ConditionObjection]:
    """Return everything that is wrong with one condition on this kind of record."""
    place = places_from(record).get(condition.relation)
    if place is None or not _is_askable(place, condition):
        return [ConditionObjection.UNKNOWN_FIELD]
    if not condition.field:
        return []
    choices = getattr(field_of(place.record, condition.field), "flatchoices", None) or []
    kind = kind_of(place.record, condition.field)
    return list(faults_of(condition, kind, frozenset(str(code) for code, _label in choices)))


def _is_askable(place: Place, condition: Condition) -> bool:
    if not condition.field:
        return place.backwards
    return condition.field in askable_fields(place.record)


def askable_fields(record: Record) -> tuple[str, ...]:
    """Return the fields of a record that a condition may name."""
    names = [*record.field_names, "confirmed_on"]
    return tuple(name for name in names if _has(record, name))


def _has(record: Record, name: str) -> bool:
    try:
        record.model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def matching(
    actor: Actor, record: Record, conditions: Iterable[Condition], today: date
) -> QuerySet[Any]:
    """Return our own rows that meet all conditions.

    Conditions on the same related rows, asked for in the same way, speak of one and the same row:
    "no agreement that is a DPA and holds today".
    """
    model = record.model
    rows = model.owned_by(actor) if issubclass(model, Owned) else model.visible_to(actor)
    places = places_from(record)
    together: dict[tuple[str, How], list[Condition]] = {}
    for condition in conditions:
        place = places[condition.relation]
        if place.backwards:
            together.setdefault((condition.relation, condition.how), []).append(condition)
        else:
            rows = rows.filter(_met(place.record, condition, today, place.path))
    for (relation, how), inner in together.items():
        exists = Exists(_related(actor, places[relation], inner, today))
        rows = rows.filter(~exists if how is How.NONE else exists)
    return rows


def _related(
    actor: Actor, place: Place, conditions: Sequence[Condition], today: date
) -> QuerySet[Any]:
    model = place.record.model
    rows = model.owned_by(actor) if issubclass(model, Owned) else model.visible_to(actor)
    rows = rows.filter(**{place.path: OuterRef("pk")})
    for condition in conditions:
        if condition.field:
            rows = rows.filter(_met(place.record, condition, today))
    return rows


def _met(record: Record, condition: Condition, today: date, path: str = "") -> Q:
    kind = kind_of(record, condition.field)
    name = f"{path}__{condition.field}" if path else condition.field
    match condition.test:
        case Compare.EMPTY | Compare.FILLED:
            empty = Q(**{f"{name}__isnull": True})
            if kind in _TEXTS:
                empty |= Q(**{name: ""})
            return empty if condition.test is Compare.EMPTY else ~empty
        case Compare.YES | Compare.NO:
            return Q(**{name: condition.test is Compare.YES})
        case Compare.CONTAINS:
            deep = _title_of(record, condition.field) if kind == "link" else ""
            return Q(**{f"{name}{deep}__icontains": condition.value})
        case Compare.IS_NOT:
            return ~Q(**{f"{name}{_loosely(kind)}": _value(condition, kind, today)})
    lookups = {
        Compare.AT_LEAST: "__gte",
        Compare.BELOW: "__lt",
        Compare.BEFORE: "__lt",
        Compare.FROM: "__gte",
    }
    lookup = lookups.get(condition.test, _loosely(kind))
    prefix = "__date" if kind == "datetime" else ""
    return Q(**{f"{name}{prefix}{lookup}": _value(condition, kind, today)})


def _loosely(kind: str) -> str:
    return "__iexact" if kind in _TEXTS - {"choice"} else ""


def _title_of(record: Record, name: str) -> str:
    target = getattr(field_of(record, name), "related_model", None)
    return f"__{getattr(target, 'title_field', 'name')}"


def _value(condition: Condition, kind: str, today: date) -> Any:  # noqa: ANN401 - of the field's type
    if kind in {"date", "datetime"}:
        return day_of(condition.value, today)
    if kind in {"number", "money", "percent"}:
        return number_of(condition.value)
    return condition.value


def as_rule(own: OwnRule) -> Rule:
    """Return an own rule as the engine knows rules. One about a lost field crashes when asked."""
    record = record_named(own.record)
    conditions = conditions_of(own)

    def answer(question: Question) -> Iterator[Hit]:
        if record is None:
            raise LookupError(own.record)
        yield from hits_of(question.actor, record, conditions, question.today)

    return Rule(
        code=own.code,
        title=own.name,
        severity=Severity(own.severity),
        why=own.text,
        fix=own.fix or _("Change the record so that the rule no longer finds it."),
        watches=_watched(record, conditions),
        says=_says(own.name),
        answer=answer,
        minds_the_date=True,
    )


def _says(name: str) -> Any:  # noqa: ANN401 - a function of facts
    def says(facts: Mapping[str, Any]) -> str:  # noqa: ARG001 - the rule's own words say it all
        return name

    return says


def hits_of(
    actor: Actor, record: Record, conditions: Sequence[Condition], today: date
) -> Iterator[Hit]:
    """Yield a hit for every row that meets the conditions, with the person who answers for it."""
    title = getattr(record.model, "title_field", "name")
    owner = person_field(record.model)
    rows = matching(actor, record, conditions, today).order_by("sort_key", "pk")
    columns = ("pk", title, owner) if owner else ("pk", title)
    for pk, name, *rest in rows.values_list(*columns):
        yield Hit(model=record.model, pk=pk, title=str(name), responsible=rest[0] if rest else None)


def person_field(model: type[Model]) -> str:
    """Return the column of the first person that a row of this model names, or ''."""
    for model_field in model._meta.local_fields:
        target = model_field.related_model
        if isinstance(target, type) and target._meta.label == _PERSON:
            return str(model_field.attname)
    return ""


def _watched(record: Record | None, conditions: Iterable[Condition]) -> list[type[models.Model]]:
    if record is None:
        return []
    places = places_from(record)
    related = [places[c.relation].record.model for c in conditions if c.relation in places]
    return list(dict.fromkeys([record.model, *related]))
