"""Tell what happened to a row: who, when, why, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import CharField, F, ForeignKey, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.models import Change, Organisation, User
from samsyn.kernel.records.declaration import Record, all_records, record_at
from samsyn.kernel.records.listing import titled
from samsyn.kernel.records.showing import kind_of, label_of, text_of
from samsyn.kernel.tenancy.owned import Catalogue, Owned

SHOWN = 30
_QUIET = {"id", "organisation_id", "sort_key", "revision"}
_DOCUMENTS = "kernel_document"
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


def history_of(record: Record, instance: Model, actor: Actor) -> Asking[list[dict[str, object]]]:
    """Ask for the latest acts on this row, newest first, and then what their links are called.

    Links made and broken, and documents, are told with it. Of a neighbour's or the catalogue's
    row the act is told, and not the person.
    """
    links = {link.table: link for link in links_of(record.model)}
    (changes,) = yield [ready(_changes, actor, record.slug, pk=instance.pk)]
    changes = [one for one in changes if _is_about(one, record, instance, links)]
    titles = yield from _titles(record, changes, actor, links)
    return [
        {
            "at": acts[0].at,
            "who": acts[0].act.actor_name if acts[0].act else _("Another organisation"),
            "act": _in_words(record, acts),
            "reason": acts[0].act.reason if acts[0].act else "",
            "changes": [told for one in acts for told in _told_of(record, one, titles, links)],
        }
        for acts in _by_act(changes)
    ]


def _changes(actor: Actor, slug: str, pk: int) -> QuerySet[Change]:
    model = record_at(slug).model
    links = [link.table for link in links_of(model)]
    about = Q(table_name=model._meta.db_table, row_id=pk)
    about |= Q(one_id=pk, table_name__in=[*links, _DOCUMENTS])
    about |= Q(other_id=pk, table_name__in=links)
    rows = Change.visible_to(actor).filter(about).select_related("act")
    return rows.order_by("-id")[:SHOWN]


def _is_about(
    change: Change, record: Record, instance: Model, links: Mapping[str, HistoryLink]
) -> bool:
    """Tell a change of this row from one that names another row by the same number."""
    columns = change.after or change.before or {}
    if change.table_name in links:
        return bool(columns.get(links[change.table_name].here) == instance.pk)
    if change.table_name == _DOCUMENTS:
        return bool(columns.get("table_name") == record.model._meta.db_table)
    return True


def _by_act(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Put what one act did to a row together: its own columns, its links, its documents."""
    for _act, them in groupby(changes, key=lambda one: one.act_id or -one.pk):
        yield list(them)


def _in_words(record: Record, acts: Iterable[Change]) -> str:
    own = [one for one in acts if one.table_name == record.model._meta.db_table]
    first = own[0] if own else next(iter(acts))
    return act_in_words(first.act.name if first.act else "", first.kind if own else "update")


def _told_of(
    record: Record,
    change: Change,
    titles: Mapping[tuple[str, int], str],
    links: Mapping[str, HistoryLink],
) -> list[dict[str, str]]:
    if change.table_name == record.model._meta.db_table:
        return _differences(record, change, titles) if change.kind == "update" else []
    columns = change.after or change.before or {}
    if change.table_name == _DOCUMENTS:
        label, name = _("Document"), str(columns.get("name", ""))
    else:
        link = links[change.table_name]
        gone = _("something since removed")
        label, name = link.label, titles.get((link.table, columns.get(link.there, 0)), gone)
    added = change.kind == "insert"
    return [{"label": label, "before": "" if added else name, "after": name if added else ""}]


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


def _titles(
    record: Record, changes: Iterable[Change], actor: Actor, links: Mapping[str, HistoryLink]
) -> Asking[dict[tuple[str, int], str]]:
    """Ask what the changed links pointed at: one question over all kinds of them."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        for side in (change.before or {}, change.after or {}):
            if link := links.get(change.table_name):
                wanted.setdefault(link.table, set()).add(int(side.get(link.there) or 0))
            elif change.table_name == record.model._meta.db_table and change.kind == "update":
                for column, value in side.items():
                    field = _field(record.model, column)
                    if isinstance(field, ForeignKey) and value is not None:
                        wanted.setdefault(field.name, set()).add(int(value))
    queries = [
        query
        for name, ids in wanted.items()
        if (query := _named(_target(record, name, links), name, ids, actor)) is not None
    ]
    if not queries:
        return {}
    (rows,) = yield [queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]]
    return {(row["of"], row["_key"]): row["_title"] for row in rows}


def _target(record: Record, name: str, links: Mapping[str, HistoryLink]) -> object:
    return links[name].target if name in links else record.model._meta.get_field(name).related_model


def _named(target: object, name: str, ids: set[int], actor: Actor) -> QuerySet[Any] | None:
    rows: QuerySet[Any]
    if target is User:  # an account is shown as its own page shows it
        called = Coalesce(NullIf(F("name"), Value("")), Cast(F("email"), CharField()))
        rows = User.objects.filter(pk__in=ids).annotate(_title=Cast(called, CharField()))
    elif target is Organisation:  # whose names are known to all
        rows = Organisation.objects.filter(pk__in=ids).annotate(_title=F("name"))
    elif isinstance(target, type) and issubclass(target, Owned | Catalogue):
        rows = titled(target, actor).order_by().filter(pk__in=ids)
    else:
        return None
    named: QuerySet[Any] = rows.annotate(of=Value(name), _key=F("pk"))
    return named.values("of", "_key", "_title")


@dataclass(frozen=True, slots=True)
class HistoryLink:
    """A table that does nothing but link rows of a noun with other rows."""

    table: str
    here: str
    there: str
    label: str
    target: type[Model]


def links_of(model: type[Model]) -> list[HistoryLink]:
    """Return the link tables of a noun: of its own fields, and of others' that lead to it."""
    found = []
    for field in model._meta.local_many_to_many:
        label = str(field.verbose_name)
        ends = (field.m2m_column_name(), field.m2m_reverse_name())
        found.append(_history_link(field, *ends, label, field.related_model))
    for record in all_records():
        for field in record.model._meta.local_many_to_many:
            if field.related_model is model and record.model is not model:
                ends = (field.m2m_reverse_name(), field.m2m_column_name())
                found.append(_history_link(field, *ends, record.title_plural, record.model))
    return found


def _history_link(field: Any, here: str, there: str, label: str, target: Any) -> HistoryLink:  # noqa: ANN401 - Django's field
    table = field.remote_field.through._meta.db_table
    return HistoryLink(table, here, there, label[:1].upper() + label[1:], target)
