"""Honour a table's constraints for thousands of rows at once: one query for each rule, not row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.imports.conditions import NotUnderstood, holds
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.tenancy.owned import Owned

Values = dict[str, Any]


@dataclass
class _Unique:
    """One rule: no two rows may have these fields alike where the condition holds."""

    fields: tuple[str, ...]
    condition: Q | None
    nulls_alike: bool
    message: str
    rule: UniqueConstraint | None
    taken: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def key(self, values: Values) -> tuple[Any, ...] | None:
        """Return what must be unique in a row, None where the rule says nothing about it."""
        if self.condition is not None and holds(self.condition, values) is not True:
            return None
        key = tuple(values[name] for name in self.fields)
        return None if None in key and not self.nulls_alike else key


class TableRules:
    """A table's constraints, loaded with what is in the register now."""

    def __init__(self, record: Record, actor: Actor) -> None:
        self._model = record.model
        rules = record.model._meta.constraints
        self._checks = [rule for rule in rules if isinstance(rule, CheckConstraint)]
        self._rest: list[Any] = [
            rule for rule in rules if isinstance(rule, UniqueConstraint) and not _is_plain(rule)
        ]
        self._uniques: list[_Unique] = []
        for unique in _uniques(record.model):
            try:
                self._load(unique, actor)
            except NotUnderstood:
                self._rest.append(unique.rule)
            else:
                self._uniques.append(unique)

    def let_go(self, ids: Iterable[int]) -> None:
        """Forget what these rows hold now: the import will say what they hold afterwards."""
        gone = set(ids)
        for unique in self._uniques:
            unique.taken = {key: pk for key, pk in unique.taken.items() if pk not in gone}

    def objections(self, row: Model, holder: object) -> Iterator[tuple[str, str]]:
        """Yield (field, message) for each rule the row breaks; else it holds its place."""
        values = values_of(row)
        broken = [*self._broken_checks(row, values), *self._broken_rest(row)]
        keys = [(unique, unique.key(values)) for unique in self._uniques]
        broken += [
            (_named(unique.fields), unique.message)
            for unique, key in keys
            if key is not None and unique.taken.get(key, holder) != holder
        ]
        if not broken:
            for unique, key in keys:
                if key is not None:
                    unique.taken[key] = holder
        yield from broken

    def _broken_checks(self, row: Model, values: Values) -> Iterator[tuple[str, str]]:
        for rule in self._checks:
            try:
                is_broken = holds(rule.condition, values) is False  # type: ignore[arg-type]
            except NotUnderstood:
                yield from _ask_the_database(lambda rule=rule: rule.validate(self._model, row))  # type: ignore[misc]
            else:
                if is_broken:
                    yield "", str(rule.get_violation_error_message())

    def _broken_rest(self, row: Model) -> Iterator[tuple[str, str]]:
        for rule in self._rest:
            yield from _ask_the_database(lambda rule=rule: rule.validate(self._model, row))  # type: ignore[misc]

    def _load(self, unique: _Unique, actor: Actor) -> None:
        rows: QuerySet[Any] = self._model.everything.all()
        if issubclass(self._model, Owned):
            rows = rows.filter(organisation_id=actor.organisation_id)
        needed = {*unique.fields, *_names_in(unique.condition)}
        columns = {f.name: f.attname for f in self._model._meta.local_fields if f.name in needed}
        for row in rows.values_list("pk", *columns.values()).iterator(chunk_size=5000):
            key = unique.key(dict(zip(columns, row[1:], strict=True)))
            if key is not None:
                unique.taken[key] = row[0]


def values_of(row: Model) -> Values:
    """Return a row's columns by field name, links as ids."""
    return {f.name: getattr(row, f.attname) for f in row._meta.local_fields}


def _is_plain(rule: UniqueConstraint) -> bool:
    return bool(rule.fields) and not rule.expressions


def _uniques(model: type[Model]) -> Iterator[_Unique]:
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and _is_plain(rule) and "id" not in rule.fields:
            own = rule.violation_error_message != rule.default_violation_error_message
            message = str(rule.get_violation_error_message()) if own else _already()
            alike = rule.nulls_distinct is False
            yield _Unique(tuple(rule.fields), rule.condition, alike, message, rule)
    for column in model._meta.local_fields:
        if column.unique and not column.primary_key:
            yield _Unique((column.name,), None, nulls_alike=False, message=_already(), rule=None)


def _already() -> str:
    return _("There is already one with this value.")


def _names_in(condition: Q | None) -> set[str]:
    if condition is None:
        return set()
    names: set[str] = set()
    for child in condition.children:
        if isinstance(child, Q):
            names |= _names_in(child)
        elif isinstance(child, tuple):
            names.add(str(child[0]).partition("__")[0])
    return names


def _named(fields: tuple[str, ...]) -> str:
    return next((name for name in reversed(fields) if name != "organisation"), "")


def _ask_the_database(ask: Callable[[], None]) -> Iterator[tuple[str, str]]:
    try:
        ask()
    except ValidationError as error:
        yield "", " ".join(error.messages)
