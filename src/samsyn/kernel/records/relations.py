"""What a row hangs on and what hangs on it, found from the models, by one question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import (
    BigIntegerField,
    BinaryField,
    CharField,
    Count,
    F,
    ForeignKey,
    IntegerField,
    ManyToManyField,
    Model,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Cast
from django.urls import reverse

from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import Record, all_records, record_at, url_of
from samsyn.kernel.tenancy.owned import Catalogue, Owned

SHOWN = 10
_ENDS = 10_000  # from here on a part of the query tells of links, not of relations


@dataclass(frozen=True)
class Relation:
    """Rows of another noun that point at this one, by one of their fields."""

    record: Record
    field: ForeignKey[Any, Any] | ManyToManyField[Any, Any]

    @property
    def target(self) -> type[Model]:
        """The model pointed at."""
        return self.field.related_model  # type: ignore[return-value]

    @property
    def label(self) -> str:
        """Say what they are, and by which field where one noun points here twice."""
        name = self.record.title_plural
        named = f"{name[:1].upper()}{name[1:]}"
        twice = [r for r in relations_to(self.target) if r.record is self.record]
        return f"{named} · {self.field.verbose_name}" if len(twice) > 1 else named


def relations_to(model: type[Model]) -> list[Relation]:
    """Return every field of every noun that points at rows of this model."""
    return _relations_to(model, len(all_records()))


@lru_cache(maxsize=1024)
def _relations_to(model: type[Model], _nouns: int) -> list[Relation]:
    found = []
    for record in all_records():
        fields = [*record.model._meta.local_fields, *record.model._meta.local_many_to_many]
        for field in fields:
            if not isinstance(field, ForeignKey | ManyToManyField):
                continue
            if field.related_model is model and field.name != "organisation":
                found.append(Relation(record, field))
    return found


def related_rows(
    record: Record,
    instance: Model,
    actor: Actor,
    hidden: Collection[str] | None = None,
    on: date | None = None,
) -> Asking[list[dict[str, object]]]:
    """Ask for each relation with its first rows and its count: one question.

    Those in `hidden` are left out: what the record hides, unless something else is said. So are,
    where a day is given, rows that have had their day by then.

    The same question fetches what the row's own many-to-many fields lead to, and its links that
    are not fetched yet, so that showing those costs none.
    """
    left_out = tuple(record.hidden_relations if hidden is None else hidden)
    asked, many = _asked(record, actor, left_out), _many(record)
    ends = _ends(record, instance)
    values: dict[str, Any] = {f"end_{name}": getattr(instance, f"{name}_id") or 0 for name in ends}
    if on is not None:
        values["on"] = on
    if asked or many:
        values["pk"] = instance.pk
    if any(issubclass(relation.record.model, Owned) for relation in asked):
        values["whose"] = getattr(instance, "organisation_id", None) or actor.organisation_id
    if not values:
        return []
    (rows,) = yield [ready(_all, actor, record.slug, left_out, ends, on is not None, **values)]
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["nth"], []).append(row)
    for number, field in enumerate(many):
        _remember(instance, field, _in_order(found.get(-1 - number, [])))
    for number, (model, names) in enumerate(_by_model(record, ends).items()):
        _hang(instance, model, names, found.get(_ENDS + number, []))
    return [
        {
            "label": relation.label,
            "slug": relation.record.slug,
            "count": found[number][0]["of"],
            "rows": [
                {"title": row["_title"], "url": url_of(relation.record, row["_key"])}
                for row in _in_order(found[number])
            ],
            "more_url": _more(relation, instance) if found[number][0]["of"] > SHOWN else "",
        }
        for number, relation in enumerate(asked)
        if number in found
    ]


def _asked(record: Record, actor: Actor, hidden: Collection[str]) -> list[Relation]:
    return [
        relation
        for relation in relations_to(record.model)
        if actor.may(relation.record.read) and relation.record.slug not in hidden
    ]


def _many(record: Record) -> list[ManyToManyField[Any, Any]]:
    return [field for field in record.model._meta.many_to_many if field.name in record.field_names]


def _all(
    actor: Actor,
    slug: str,
    hidden: tuple[str, ...],
    ends: tuple[str, ...],
    lasting: bool,  # noqa: FBT001 - given by position, as all that shapes the question
    **values: Any,  # noqa: ANN401 - ids, and a day
) -> QuerySet[Any]:
    """Return all that is asked about a row; `values` are its id, whose it is, and its links."""
    record = record_at(slug)
    asked = _asked(record, actor, hidden)
    found = [_rows(relation, values["pk"], actor, values.get("whose", 0)) for relation in asked]
    if lasting:
        found = [
            rows.exclude(over(values["on"])) if (over := relation.record.over) else rows
            for relation, rows in zip(asked, found, strict=True)
        ]
    queries = [_told(number, rows)[:SHOWN] for number, rows in enumerate(found)]
    queries += [
        _linked(-1 - number, field, _at(record.model, values["pk"]), actor)
        for number, field in enumerate(_many(record))
    ]
    queries += [
        _told(
            _ENDS + number,
            model.visible_to(actor).filter(pk__in=[values[f"end_{name}"] for name in names]),
        )
        for number, (model, names) in enumerate(_by_model(record, ends).items())
    ]
    return queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]


def _at(model: Any, pk: int) -> Any:  # noqa: ANN401 - any noun
    return model(pk=pk)


def _rows(relation: Relation, pk: int, actor: Actor, whose: int) -> QuerySet[Any]:
    """Of a neighbour's row, what that neighbour shares; else what is ours."""
    model = relation.record.model
    rows: QuerySet[Any] = model.visible_to(actor)
    if issubclass(model, Owned):
        rows = rows.filter(organisation_id=whose)
    return rows.filter(**{relation.field.name: pk})


def _linked(
    nth: int, field: ManyToManyField[Any, Any], instance: Model, actor: Actor
) -> QuerySet[Any]:
    target = field.related_model
    if not isinstance(target, type) or not issubclass(target, Owned | Catalogue):
        raise TypeError(field)
    linked = getattr(instance, field.name).values("pk")
    return _told(nth, target.visible_to(actor).filter(pk__in=linked))


def _ends(record: Record, instance: Model) -> tuple[str, ...]:
    """Return the names of the row's links that are not fetched."""
    shown = set(record.field_names)
    return tuple(
        field.name
        for field in record.model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.name in shown
        and not field.is_cached(instance)
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Owned | Catalogue)
    )


def _by_model(record: Record, ends: Collection[str]) -> dict[type[Owned | Catalogue], list[str]]:
    found: dict[type[Owned | Catalogue], list[str]] = {}
    for name in ends:
        model: Any = record.model._meta.get_field(name).related_model
        found.setdefault(model, []).append(name)
    return found


def _hang(
    instance: Model, model: type[Model], names: Collection[str], rows: list[dict[str, Any]]
) -> None:
    """Hang the linked rows on theirs; they know their id and title, and what is hidden is none."""
    named = getattr(model, "title_field", "name")
    known = {
        row["_key"]: model.from_db(None, ["id", named], [row["_key"], row["_title"]])
        for row in rows
    }
    for name in names:
        field: Any = instance._meta.get_field(name)
        field.set_cached_value(instance, known.get(getattr(instance, field.attname)))


def _remember(instance: Any, field: ManyToManyField[Any, Any], rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - any noun
    """Put the linked rows where Django looks before it asks; they know their id and title only."""
    target = field.related_model
    if not isinstance(target, type) or not issubclass(target, Model):
        raise TypeError(field)
    named = getattr(target, "title_field", "name")
    kept = [target.from_db(None, ["id", named], [row["_key"], row["_title"]]) for row in rows]
    cache = instance.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[getattr(instance, field.name).prefetch_cache_name] = kept


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: bytes(row["by_key"] or b""))


def _told(nth: int, rows: QuerySet[Any]) -> QuerySet[Any]:
    named = getattr(rows.model, "title_field", "name")
    told = rows.annotate(
        nth=Value(nth, output_field=IntegerField()),
        _key=Cast(F("pk"), BigIntegerField()),
        _title=Cast(F(named), CharField()),
        by_key=Cast(F("sort_key"), BinaryField()),
        of=Window(Count("pk")),
    )
    in_order: QuerySet[Any] = told.order_by("sort_key", "pk")
    return in_order.values("nth", "_key", "_title", "by_key", "of")


def _more(relation: Relation, instance: Model) -> str:
    address = reverse("records:list", kwargs={"slug": relation.record.slug})
    if relation.field.name in relation.record.filters:
        return f"{address}?{relation.field.name}={instance.pk}"
    return address


def holding_on(instance: Owned | Catalogue) -> list[tuple[str, int]]:
    """Return the nouns that point at this row, with how many of each: what a deletion meets."""
    held = []
    for relation in relations_to(type(instance)):
        count = relation.record.model.everything.filter(**{relation.field.name: instance}).count()
        if count:
            held.append((relation.label, count))
    return held
