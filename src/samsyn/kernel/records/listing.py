"""A noun's list: search, filters, order, columns and pages, all of it kept in the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import BinaryField, CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Organisation
from samsyn.kernel.models.organisation import near
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.records.picking import FEW
from samsyn.kernel.records.showing import RIGHT_ALIGNED, field_of, kind_of, label_of, show
from samsyn.kernel.tenancy.ordering import sort_key
from samsyn.kernel.tenancy.owned import Catalogue, Noun, Owned

PAGE_SIZE = 50
NOTHING = "-"  # the filter value that asks for rows where nothing is given
MOST_JOINS = 8  # PostgreSQL plans a quarter of a second on twice as many
_LONGEST_NAME = 200


@dataclass(frozen=True)
class ListState:
    """What the address says: nothing in it is trusted, all of it may be missing."""

    record: Record
    q: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def read(cls, record: Record, query: QueryDict) -> ListState:
        """Understand the address; what can't be understood is left out."""
        known = set(selectable_columns(record))
        wanted = ",".join(query.getlist("columns")).split(",")
        columns = tuple(name for name in wanted if name in known)
        sort = query.get("sort", "")
        number = query.get("page", "1")
        return cls(
            record=record,
            q=query.get("q", "").replace("\x00", "").strip()[:200],
            filters={
                name: value
                for name in record.filters
                if (value := query.get(name, "")) and is_usable(record, name, value)
            },
            sort=sort if sort.lstrip("-") in known else "",
            columns=columns or record.columns,
            page=max(1, int(number)) if number.isdecimal() and len(number) < 8 else 1,  # noqa: PLR2004 - seven digits
        )

    def query(self, **changes: object) -> str:
        """Return the address's query for this state with something changed, or ''."""
        state: dict[str, object] = {"q": self.q, **self.filters, "sort": self.sort}
        if self.columns != self.record.columns:
            state["columns"] = ",".join(self.columns)
        state["page"] = self.page if self.page > 1 else ""
        state |= changes
        said = {name: value for name, value in state.items() if value not in ("", None)}
        return f"?{urlencode(said)}" if said else "?"


def is_usable(record: Record, name: str, value: str) -> bool:
    """Tell whether a filter value can be asked for at all."""
    kind = kind_of(record, name)
    if value == NOTHING:
        return True
    if kind in {"link", "links"}:
        fits = len(value) <= 18 if value.isdecimal() else len(value) <= _LONGEST_NAME  # noqa: PLR2004 - a bigint
        return fits and "\x00" not in value
    if kind == "boolean":
        return value in {"yes", "no"}
    model_field = field_of(record, name)
    if kind == "choice" and model_field is not None:
        return value in {str(code) for code, _label in model_field.flatchoices}
    return "\x00" not in value


def rows_of(record: Record, actor: Actor) -> QuerySet[Any]:
    """Return all rows of the list, before search and filters."""
    if issubclass(record.model, Owned):
        return record.model.owned_by(actor)
    return record.model.visible_to(actor)


def found(state: ListState, actor: Actor) -> QuerySet[Any]:
    """Return the rows that search and filters leave."""
    rows = rows_of(state.record, actor)
    if state.q:
        rows = rows.filter(_searched(state.record, state.q))
    for name, value in state.filters.items():
        rows = rows.filter(_filtered(state.record, name, value))
    return rows


def _searched(record: Record, q: str) -> Q:
    condition = Q()
    names = record.model.search_fields or (record.model.title_field,)  # type: ignore[union-attr]
    for word in q.split()[:8]:
        condition &= Q(*[(f"{name}__icontains", word) for name in names], _connector=Q.OR)
    return condition


def _filtered(record: Record, name: str, value: str) -> Q:
    kind = kind_of(record, name)
    if value == NOTHING:
        empty = Q(**{f"{name}__isnull": True})
        return empty | Q(**{name: ""}) if kind in {"text", "choice", "markdown"} else empty
    if kind == "boolean":
        return Q(**{name: value == "yes"})
    if kind in {"link", "links"} and not value.isdecimal():
        target = getattr(field_of(record, name), "related_model", None)
        return Q(**{f"{name}__{getattr(target, 'title_field', 'name')}__iexact": value})
    return Q(**{name: value})


def ordered(state: ListState, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Order the rows: by what the address says, else by name as Nordic people do."""
    name = state.sort.lstrip("-")
    by = F(order_column(state.record, name)) if name else F("sort_key")
    backwards = state.sort.startswith("-")
    turned = by.desc(nulls_last=True) if backwards else by.asc(nulls_last=True)
    return rows.order_by(turned, "id")


def order_column(record: Record, name: str) -> str:
    """Return the column that puts this field in order: names by their Nordic sort key."""
    if name == getattr(record.model, "title_field", "name"):
        return "sort_key"
    model_field = field_of(record, name)
    target = getattr(model_field, "related_model", None)
    if isinstance(target, type) and issubclass(target, Noun | Catalogue):
        return f"{name}__sort_key"
    return f"{name}__name" if target is Organisation else name


def selectable_columns(record: Record) -> tuple[str, ...]:
    """Return every column a person may choose, those of the default list first."""
    rest = [*record.field_names, *(c.name for c in record.computed)]
    if record.owned:
        rest += ["visibility", "confirmed_on"]
    return tuple(dict.fromkeys([*record.columns, *rest]))


def fetched(
    record: Record, rows: QuerySet[Any], columns: tuple[str, ...], actor: Actor
) -> QuerySet[Any]:
    """Fetch with the rows all that these columns show, so that no row costs a query."""
    kinds = {name: kind_of(record, name) for name in columns}
    links = [name for name, kind in kinds.items() if kind == "link"]
    many = [name for name, kind in kinds.items() if kind == "links"]
    computed = {c.name: c.expression(actor) for c in record.computed if c.name in kinds}
    if len(links) > MOST_JOINS:
        many += links
    elif links:
        rows = rows.select_related(*links)
    ready: QuerySet[Any] = rows.annotate(**computed).prefetch_related(*many)
    return ready


def table(state: ListState, rows: Iterable[Any], actor: Actor, url_of: Any) -> dict[str, object]:  # noqa: ANN401 - a function of pk
    """Return the columns and rows of one page, as the template shows them."""
    record = state.record
    title = getattr(record.model, "title_field", "name")
    return {
        "columns": [_column(state, name) for name in state.columns],
        "rows": [
            {
                "pk": row.pk,
                "url": url_of(row.pk),
                "cells": [
                    {
                        "text": shown.text,
                        "url": url_of(row.pk) if name == title else shown.url,
                        "kind": shown.kind,
                        "tone": shown.tone,
                    }
                    for name in state.columns
                    for shown in (show(record, row, name, actor),)
                ],
            }
            for row in rows
        ],
    }


def _column(state: ListState, name: str) -> dict[str, str]:
    kind = kind_of(state.record, name)
    upwards, downwards = state.sort == name, state.sort == f"-{name}"
    sortable = kind not in {"links", "markdown", "list"}
    sort = f"-{name}" if upwards else name
    return {
        "name": name,
        "label": label_of(state.record, name),
        "sort_url": state.query(sort=sort, page="") if sortable else "",
        "sorted": "asc" if upwards else "desc" if downwards else "",
        "align": "right" if kind in RIGHT_ALIGNED else "",
    }


def filter_choices(state: ListState, actor: Actor) -> list[dict[str, object]]:
    """Return each filter with what can be chosen; all related names cost one query together."""
    record = state.record
    related = _related_choices(record, actor)
    filters: list[dict[str, object]] = []
    for name in record.filters:
        model_field = field_of(record, name)
        kind = kind_of(record, name)
        target = getattr(model_field, "related_model", None)
        if target is not Organisation and len(related.get(name, [])) > FEW:
            filters.append(_named_filter(state, name, actor))
            continue
        if kind in {"link", "links"}:
            choices = related.get(name, [])
        elif kind == "boolean":
            choices = [("yes", _("Yes")), ("no", _("No"))]
        else:
            choices = [(str(c), str(label)) for c, label in getattr(model_field, "flatchoices", [])]
        if getattr(model_field, "null", False) or kind == "links":
            choices = [*choices, (NOTHING, _("Not given"))]
        choices = [("", _("All")), *choices]
        chosen = state.filters.get(name, "")
        filters.append(
            {
                "name": name,
                "label": label_of(record, name),
                "choices": [
                    {"value": value, "label": label, "selected": value == chosen}
                    for value, label in choices
                ],
            }
        )
    return filters


def _named_filter(state: ListState, name: str, actor: Actor) -> dict[str, object]:
    """Return a filter with too many choices for a page: a name is typed, and searched for."""
    value = state.filters.get(name, "")
    if value.isdecimal():
        target = getattr(field_of(state.record, name), "related_model", None)
        chosen = titled(target, actor).filter(pk=value) if target else None
        titles = chosen.values_list("_title", flat=True) if chosen is not None else ()
        value = next(iter(titles), value)
    address = reverse("records:pick", kwargs={"slug": state.record.slug, "name": name})
    return {"name": name, "label": label_of(state.record, name), "typed": value, "url": address}


def _related_choices(record: Record, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    queries = []
    for name in record.filters:
        target = getattr(field_of(record, name), "related_model", None)
        if isinstance(target, type) and issubclass(target, Model):
            queries.append(_titles(name, target, actor))
    if not queries:
        return {}
    rows: Iterator[Any] = iter(queries[0].union(*queries[1:], all=True))
    found_choices: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(rows, key=lambda row: bytes(row["by_key"] or sort_key(row["_title"]))):
        found_choices.setdefault(row["of"], []).append((str(row["pk"]), row["_title"]))
    return found_choices


def _titles(name: str, target: type[Model], actor: Actor) -> QuerySet[Any]:
    rows = titled(target, actor)
    named: QuerySet[Any] = rows.annotate(of=Value(name))
    if target is Organisation:  # it has no page that searches: all are offered
        return named.values("of", "pk", "_title", by_key=Value(None, output_field=BinaryField()))
    return named.values("of", "pk", "_title", by_key=F("sort_key"))[: FEW + 1]


def titled(target: type[Model], actor: Actor) -> QuerySet[Any]:
    """Return the rows of a related noun that may be chosen, with their `_title`, in order."""
    if target is Organisation:
        return near().annotate(_title=F("name"))
    if not issubclass(target, Owned | Catalogue):
        raise TypeError(target)
    rows = target.owned_by(actor) if issubclass(target, Owned) else target.visible_to(actor)
    named = getattr(target, "title_field", "name")
    shown: QuerySet[Any] = rows.annotate(_title=Cast(F(named), CharField()))
    return shown.order_by("sort_key", "pk")


def related_record(model_field: models.Field[Any, Any] | None) -> Record | None:
    """Return the noun a field points at, where it has pages of its own."""
    target = getattr(model_field, "related_model", None)
    return record_of(target) if isinstance(target, type) else None
