"""Find the rows that a file's names, e-mail addresses and numbers point at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import FileField, Model, Value

from samsyn.domain.access.actor import Actor
from samsyn.domain.tabular.name_index import Match, NameIndex
from samsyn.kernel.imports.targets import importable_fields, is_required, title_of
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.records.listing import titled
from samsyn.kernel.records.showing import field_of
from samsyn.kernel.tenancy.owned import Catalogue

#: Fields by which a row is known beside its title; lists of names have commas between.
_ALSO_KNOWN_BY = ("email", "employee_id", "local_id", "org_number", "code", "legal_name")
_LISTS = ("aliases", "former_names")
_NEW = "row:"
_MOST_KNOWN = 3000


class RememberingIndex(NameIndex[Hashable]):
    """Looks a name up once, however many rows of a file hold it."""

    def __init__(self, names: Iterable[tuple[Hashable, str]] = ()) -> None:
        self._found: dict[str, Match[Hashable]] = {}
        super().__init__(names)

    def find(self, name: str, *, near: bool = True) -> Match[Hashable]:
        """Return what is called `name`, or nearly so."""
        if name not in self._found:
            self._found[name] = super().find(name, near=near)
        return self._found[name]

    def knows(self, name: str) -> bool:
        """Tell whether a row is called this, without remembering the answer."""
        return bool(super().find(name, near=False).same)


@dataclass
class Related:
    """The rows one reference field may point at: their titles, and an index of all their names."""

    model: type[Model]
    titles: dict[int, str]
    index: RememberingIndex
    names: frozenset[str] = field(default=frozenset())


def related_of(record: Record, names: Iterable[str], actor: Actor) -> dict[str, Related]:
    """Return what each of these reference fields may point at; one query for each other noun."""
    by_model: dict[type[Model], Related] = {}
    found: dict[str, Related] = {}
    for name in names:
        model = related_model(record, name)
        if model is not None:
            if model not in by_model:
                by_model[model] = _load(model, actor)
            found[name] = by_model[model]
    return found


def related_model(record: Record, name: str) -> type[Model] | None:
    """Return the noun that a field points at, or None for a plain field."""
    model = getattr(field_of(record, name), "related_model", None)
    return model if isinstance(model, type) and issubclass(model, Model) else None


def known_names(record: Record, actor: Actor) -> dict[str, frozenset[str]]:
    """Return some of the names each reference field may point at: one query for all nouns."""
    models = {
        name: model for name in importable_fields(record) if (model := related_model(record, name))
    }
    queries = [
        titled(model, actor)
        .order_by()
        .annotate(of=Value(model._meta.label))
        .values_list("of", "_title")[:_MOST_KNOWN]
        for model in dict.fromkeys(models.values())
    ]
    if not queries:
        return {}
    found: dict[str, set[str]] = {}
    for label, title in queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]:
        found.setdefault(label, set()).add(title)
    return {name: frozenset(found.get(model._meta.label, ())) for name, model in models.items()}


def may_create(record: Record, name: str, actor: Actor) -> bool:
    """Tell whether unknown names in this field become new rows of the shared catalogue."""
    model = related_model(record, name)
    other = record_of(model) if model else None
    if other is None or not issubclass(other.model, Catalogue) or not actor.may(other.write):
        return False
    demanded = {f.name for f in other.model._meta.local_fields if is_required(f) and f.editable}
    return demanded <= {title_of(other)}


def new_row_id(number: int) -> str:
    """Return how a link names a row of the same file that is not in the register yet."""
    return f"{_NEW}{number}"


def row_number_in(link: Hashable) -> int | None:
    """Return which row of the file a link points at, None for a row of the register."""
    is_new = isinstance(link, str) and link.startswith(_NEW)
    return int(str(link)[len(_NEW) :]) if is_new else None


def _load(model: type[Model], actor: Actor) -> Related:
    fields = {f.name for f in model._meta.local_fields if not isinstance(f, FileField)}
    known_by = (*_ALSO_KNOWN_BY, *getattr(model, "also_known_by", ()))
    single = [name for name in known_by if name in fields]
    lists = [name for name in _LISTS if name in fields]
    rows: list[Any] = list(titled(model, actor).values_list("pk", "_title", *single, *lists))
    names = [
        (row[0], name)
        for row in rows
        for name in dict.fromkeys([row[1], *_also(row[2:], len(single))])
        if name
    ]
    titles = {row[0]: row[1] for row in rows}
    return Related(model, titles, RememberingIndex(names), frozenset(name for _pk, name in names))


def _also(values: tuple[str | None, ...], single: int) -> Iterator[str]:
    for place, value in enumerate(values):
        if place < single:
            yield value or ""
        else:
            yield from (part.strip() for part in (value or "").split(","))
