"""Write a row from values instead of a page: checked by the same form, in the same manner."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.db import models
from django.forms import model_to_dict

from samsyn.domain.access.actor import Actor
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.forms import NounForm, editable_fields, form_for
from samsyn.kernel.records.services import take_turn


class Fault(StrEnum):
    """Why values can't become a row; the facts hold the form's own sentence as `told`."""

    NOT_VALID = "not_valid"


def form_with(record: Record, actor: Actor, row: Any, values: Mapping[str, Any]) -> NounForm:  # noqa: ANN401 - any noun
    """Lay values over what is there (`row`, or None for a new one) and return the filled form.

    Links are ids, dates ISO, figures with a decimal point, whatever the language.
    """
    names = editable_fields(record)
    data = _as_sent(model_to_dict(row, names)) if row is not None else _defaults(record, names)
    data["revision"] = row.revision if row is not None else None
    sent = _as_sent(values)
    data |= {name: value for name, value in sent.items() if value is not None or name in names}
    form = form_for(record, actor, row, data)
    for field in form.fields.values():
        field.localize = False
        field.widget.is_localized = False
    return form


def write_row(actor: Actor, record: Record, row: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any noun
    """Make or change one row inside an act that is going on; returns the row.

    Raises Refused with every sentence of the form, each with its field.
    """
    actor.must(record.write)
    form = form_with(record, actor, row, values)
    if not form.is_valid():
        raise Refused(
            Objection(Fault.NOT_VALID, {"told": str(text), "label": _label(form, name)}, name)
            for name, texts in form.errors.items()
            for text in texts
        )
    if row is not None:
        take_turn(record, actor, form.instance, seen=form.cleaned_data["revision"])
    made = form.save()
    if record.after_save:
        record.after_save(actor, [made], row is None)
    return made


def _label(form: NounForm, name: str) -> str:
    return str(form.fields[name].label) if name in form.fields else ""


def _defaults(record: Record, names: tuple[str, ...]) -> dict[str, Any]:
    fields = {f.name: f for f in record.model._meta.get_fields() if isinstance(f, models.Field)}
    return {name: fields[name].get_default() for name in names if fields[name].has_default()}


def _as_sent(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give rows of a link as their ids, as a form would."""
    return {
        name: [getattr(v, "pk", v) for v in value] if isinstance(value, list) else value
        for name, value in values.items()
    }
