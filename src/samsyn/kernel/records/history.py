"""Tell what happened to a row: who, when, why, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, ForeignKey, Model, QuerySet, Value
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Change
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.listing import titled
from samsyn.kernel.records.showing import kind_of, label_of, text_of
from samsyn.kernel.tenancy.owned import Catalogue, Owned

SHOWN = 30
_QUIET = {"id", "organisation_id", "sort_key", "revision"}
_ACTS: dict[str, StrOrPromise] = {}


def name_acts(names: Mapping[str, StrOrPromise]) -> None:
    """Say how a room's acts are called: `{"roadmap.publish_plan": _("Published")}`."""
    _ACTS.update(names)


def act_in_words(name: str, kind: str = "update") -> str:
    """Return the act as people say it; `kind` is what it did to the row."""
    if name in _ACTS:
        return str(_ACTS[name])
    verb = name.partition(".")[2].partition("_")[0]
    verbs = {
        "insert": _("Created"),
        "update": _("Changed"),
        "create": _("Created"),
        "change": _("Changed"),
        "delete": _("Deleted"),
        "confirm": _("Confirmed as still true"),
        "import": _("Imported"),
        "undo": _("Import undone"),
        "file": _("Document kept"),
        "unfile": _("Document removed"),
    }
    return verbs.get(verb) or verbs[kind]


def history_of(record: Record, instance: Model, actor: Actor) -> list[dict[str, object]]:
    """Return the latest acts on this row, newest first. Costs two queries at most.

    Of a neighbour's or the catalogue's row the act is told, and not the person.
    """
    changes = list(
        Change.visible_to(actor)
        .filter(table_name=record.model._meta.db_table, row_id=instance.pk)
        .select_related("act")
        .order_by("-id")[:SHOWN]
    )
    titles = _titles(record, changes, actor)
    return [
        {
            "at": change.at,
            "who": change.act.actor_name if change.act else _("Another organisation"),
            "act": act_in_words(change.act.name if change.act else "", change.kind),
            "reason": change.act.reason if change.act else "",
            "changes": _differences(record, change, titles) if change.kind == "update" else [],
        }
        for change in changes
    ]


def _differences(
    record: Record, change: Change, titles: Mapping[tuple[str, int], str]
) -> list[dict[str, str]]:
    before, after = change.before or {}, change.after or {}
    return [
        {
            "label": label_of(record, field.name),
            "before": _told(record, field, before.get(column), titles),
            "after": _told(record, field, after.get(column), titles),
        }
        for column in after
        if column not in _QUIET and (field := _field(record.model, column)) is not None
    ]


def _field(model: type[Model], column: str) -> models.Field[Any, Any] | None:
    try:
        return model._meta.get_field(column.removesuffix("_id"))  # type: ignore[return-value]
    except FieldDoesNotExist:
        return next((f for f in model._meta.local_fields if f.column == column), None)


def _told(
    record: Record,
    field: models.Field[Any, Any],
    value: Any,  # noqa: ANN401 - from JSON
    titles: Mapping[tuple[str, int], str],
) -> str:
    if value is None:
        return ""
    if isinstance(field, ForeignKey):
        return titles.get((field.name, value), _("something since removed"))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return text_of(parse_datetime(str(value)))
    if isinstance(field, models.DateField):
        return text_of(parse_date(str(value)))
    return text_of(value, kind_of(record, field.name))


def _titles(record: Record, changes: Iterable[Change], actor: Actor) -> dict[tuple[str, int], str]:
    """Look up what the changed links pointed at: one query over all kinds of them."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        for side in (change.before or {}, change.after or {}):
            for column, value in side.items():
                field = _field(record.model, column)
                if change.kind == "update" and isinstance(field, ForeignKey) and value is not None:
                    wanted.setdefault(field.name, set()).add(int(value))
    queries = [query for name, ids in wanted.items() if (query := _named(record, name, ids, actor))]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
    return {(row["of"], row["key"]): row["title"] for row in rows}


def _named(record: Record, name: str, ids: set[int], actor: Actor) -> QuerySet[Any] | None:
    target = record.model._meta.get_field(name).related_model
    if not (isinstance(target, type) and issubclass(target, Owned | Catalogue)):
        return None
    rows = titled(target, actor).order_by().filter(pk__in=ids)
    named: QuerySet[Any] = rows.annotate(of=Value(name), key=F("pk"))
    return named.values("of", "key", "title")
