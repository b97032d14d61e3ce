"""What a row hangs on and what hangs on it, found from the models, in one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from samsyn.kernel.records.declaration import Record, all_records, url_of
from samsyn.kernel.tenancy.owned import Catalogue, Owned

SHOWN = 10


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
    found = []
    for record in all_records():
        fields = [*record.model._meta.local_fields, *record.model._meta.local_many_to_many]
        for field in fields:
            if not isinstance(field, ForeignKey | ManyToManyField):
                continue
            if field.related_model is model and field.name != "organisation":
                found.append(Relation(record, field))
    return found


def related_rows(record: Record, instance: Model, actor: Actor) -> list[dict[str, object]]:
    """Return each relation with its first rows and its count, at the cost of one query.

    The same query fetches what the row's own many-to-many fields lead to, so that showing those
    costs none.
    """
    asked = [
        relation
        for relation in relations_to(record.model)
        if actor.may(relation.record.read) and relation.record.slug not in record.hidden_relations
    ]
    many = [field for field in record.model._meta.many_to_many if field.name in record.field_names]
    queries = [_rows(number, relation, instance, actor) for number, relation in enumerate(asked)]
    queries += [_linked(-1 - number, field, instance, actor) for number, field in enumerate(many)]
    if not queries:
        return []
    found: dict[int, list[dict[str, Any]]] = {}
    rows: Iterator[Any] = iter(
        queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
    )
    for row in rows:
        found.setdefault(row["nth"], []).append(row)
    for number, field in enumerate(many):
        _remember(instance, field, _in_order(found.get(-1 - number, [])))
    return [
        {
            "label": relation.label,
            "slug": relation.record.slug,
            "count": found[number][0]["of"],
            "rows": [
                {"title": row["title"], "url": url_of(relation.record, row["key"])}
                for row in _in_order(found[number])
            ],
            "more_url": _more(relation, instance) if found[number][0]["of"] > SHOWN else "",
        }
        for number, relation in enumerate(asked)
        if number in found
    ]


def _rows(nth: int, relation: Relation, instance: Model, actor: Actor) -> QuerySet[Any]:
    model = relation.record.model
    rows = model.owned_by(actor) if issubclass(model, Owned) else model.visible_to(actor)
    return _told(nth, rows.filter(**{relation.field.name: instance.pk}))[:SHOWN]


def _linked(
    nth: int, field: ManyToManyField[Any, Any], instance: Model, actor: Actor
) -> QuerySet[Any]:
    target = field.related_model
    if not isinstance(target, type) or not issubclass(target, Owned | Catalogue):
        raise TypeError(field)
    linked = getattr(instance, field.name).values("pk")
    return _told(nth, target.visible_to(actor).filter(pk__in=linked))


def _remember(instance: Any, field: ManyToManyField[Any, Any], rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - any noun
    """Put the linked rows where Django looks before it asks; they know their id and title only."""
    target = field.related_model
    if not isinstance(target, type) or not issubclass(target, Model):
        raise TypeError(field)
    named = getattr(target, "title_field", "name")
    kept = [target.from_db(None, ["id", named], [row["key"], row["title"]]) for row in rows]
    cache = instance.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[getattr(instance, field.name).prefetch_cache_name] = kept


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: bytes(row["order"] or b""))


def _told(nth: int, rows: QuerySet[Any]) -> QuerySet[Any]:
    named = getattr(rows.model, "title_field", "name")
    told = rows.annotate(
        nth=Value(nth, output_field=IntegerField()),
        key=Cast(F("pk"), BigIntegerField()),
        title=Cast(F(named), CharField()),
        order=Cast(F("sort_key"), BinaryField()),
        of=Window(Count("pk")),
    )
    in_order: QuerySet[Any] = told.order_by("sort_key", "pk")
    return in_order.values("nth", "key", "title", "order", "of")


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
