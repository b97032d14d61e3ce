"""Rows of a noun as they would be after an import, made without writing anything."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ForeignKey, ManyToManyField, Model

from samsyn.domain.access.actor import Actor
from samsyn.domain.tabular.matching import Field, Link
from samsyn.kernel.imports.references import row_number_in
from samsyn.kernel.imports.targets import title_of
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.records.forms import new_row
from samsyn.kernel.records.listing import rows_of
from samsyn.kernel.records.showing import field_of
from samsyn.kernel.tenancy.owned import Owned

_AT_ONCE = 1000
_DISARMED = re.compile(r"^'(?=[=+\-@\t\r])")
Plain = Any


def fitted(field: models.Field[Any, Any] | None, value: Any) -> Any:  # noqa: ANN401 - any field's value
    """Return a value as its column keeps it: whole numbers whole, amounts to the hundredth.

    The apostrophe that our own exports put before `=` and `+` is taken off again.
    """
    if isinstance(value, str):
        return _DISARMED.sub("", value.replace("\x00", ""))
    if not isinstance(value, Decimal):
        return value
    if isinstance(field, models.DecimalField) and field.decimal_places is not None:
        return round(value, field.decimal_places)
    return round(value) if isinstance(field, models.IntegerField) else value


class Drafts:
    """Makes rows from a file's values; other nouns' rows are fetched once and hung on them.

    `made` are drafts by row number, for links between rows of one file; `created` the rows of the
    catalogue that an import has made, by field and name.
    """

    def __init__(self, record: Record, actor: Actor, links: Iterable[tuple[str, Field]]) -> None:
        self.record, self.actor = record, actor
        self.made: dict[int, Model] = {}
        self.created: dict[tuple[type[Model], str], Model] = {}
        self._kin = _fetch_kin(record, actor, links)

    def fresh(self, values: Mapping[str, Field], number: int) -> Model:
        """Return a new row; it can be linked to from other rows of the file by its number."""
        draft = self.made.setdefault(number, new_row(self.record, self.actor))
        self.fill(draft, values)
        return draft

    def fill(self, draft: Model, values: Mapping[str, Field]) -> None:
        """Set what the file says; None empties."""
        for name, value in values.items():
            column = field_of(self.record, name)
            if isinstance(column, ForeignKey):
                setattr(draft, name, self._other(column, value))
            elif not isinstance(column, ManyToManyField):
                setattr(draft, name, _plain(column, value))

    def members(self, name: str, value: Field) -> list[Model]:
        """Return the rows that a field of several links names."""
        column = field_of(self.record, name)
        parts = value if isinstance(value, tuple) else ()
        found = [self._other(column, part) for part in parts]  # type: ignore[arg-type]
        return list({id(one): one for one in found if one is not None}.values())

    def broken(self, draft: Model, written: Iterable[str]) -> dict[str, list[str]]:
        """Return what the model itself says against the row: field (or "") to messages."""
        wrong: dict[str, list[str]] = {}
        plain = set(written)
        untouched = {
            f.name
            for f in draft._meta.local_fields
            if f.name not in plain or isinstance(f, ForeignKey)
        }
        checks: tuple[Callable[[], None], ...] = (
            functools.partial(draft.clean_fields, exclude=untouched),
            draft.clean,
        )
        for check in checks:
            try:
                check()
            except ValidationError as error:
                told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
                for name, messages in told.items():
                    wrong.setdefault(name if name in draft_fields(draft) else "", []).extend(
                        messages
                    )
        return wrong

    def _other(self, column: ForeignKey[Any, Any], value: Field) -> Model | None:
        if not isinstance(value, Link):
            return None
        model: Any = column.related_model
        number = row_number_in(value.id)
        if number is not None:
            return self.made.setdefault(number, new_row(self.record, self.actor))
        if value.id is None:
            key = (model, value.text)
            return self.created.setdefault(key, unsaved(model, value.text, self.actor))
        return self._kin.get((model, value.id))


def draft_fields(draft: Model) -> set[str]:
    """Return the names of a row's own columns."""
    return {f.name for f in draft._meta.local_fields}


def unsaved(model: type[Model], title: str, actor: Actor) -> Model:
    """Return a row of the catalogue that only has its name yet."""
    record = record_of(model)
    assert record is not None  # noqa: S101 - `may_create` asked before
    row = new_row(record, actor)
    setattr(row, title_of(record), title)
    return row


def rows_by_id(record: Record, actor: Actor, ids: Iterable[Any]) -> Iterator[Model]:
    """Yield our own rows with these ids, a thousand at a time."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield from rows_of(record, actor).filter(pk__in=wanted[start : start + _AT_ONCE])


def _plain(column: models.Field[Any, Any] | None, value: Plain) -> Plain:
    if isinstance(column, ArrayField):
        return list(value or ())
    if value is None and column is not None and not column.null:
        return "" if column.empty_strings_allowed else column.get_default()
    return fitted(column, value)


def _fetch_kin(
    record: Record, actor: Actor, links: Iterable[tuple[str, Field]]
) -> dict[tuple[type[Model], Any], Model]:
    wanted: dict[Any, set[int]] = {}
    for name, value in links:
        column: Any = field_of(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Link) and isinstance(part.id, int):
                wanted.setdefault(column.related_model, set()).add(part.id)
    kin: dict[tuple[type[Model], Any], Model] = {}
    for model, ids in wanted.items():
        rows = model.owned_by(actor) if issubclass(model, Owned) else model.visible_to(actor)
        kin.update({(model, pk): row for pk, row in rows.in_bulk(list(ids)).items()})
    return kin
