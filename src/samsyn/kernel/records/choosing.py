"""One choice among several nouns: from which system, routine, unit or outside party."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BinaryField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import Group
from samsyn.kernel.records.listing import titled
from samsyn.kernel.records.showing import label_of

MOST = 400  # choices that one list may hold
_NONE = ("", "---------")


def add_choice(form: Any, group: Group) -> None:  # noqa: ANN401 - a NounForm, which knows this module
    """Ask for one of the group's links by one list, with a heading for each noun.

    Where they are too many for a list, each noun keeps a field of its own to write a name in.
    """
    for name in group.fields:
        form.fields[name].required = False
    asked = form.is_bound and form.add_prefix(group.one_of) in form.data
    if form.is_bound and not asked:
        return  # a program, or a page with a field for each noun
    choices = _choices(form, group)
    if not asked and sum(len(rows) for _label, rows in choices) > MOST:
        return
    form.fields[group.one_of] = forms.ChoiceField(label=group.label, choices=[_NONE, *choices])
    given = [name for name in group.fields if getattr(form.instance, f"{name}_id") is not None]
    if given:
        form.initial[group.one_of] = f"{given[0]}:{getattr(form.instance, f'{given[0]}_id')}"


def take_over(form: Any, group: Group) -> None:  # noqa: ANN401 - a NounForm
    """Put what was chosen into the link it belongs to, and empty the others."""
    if group.one_of not in form.fields or form.add_prefix(group.one_of) not in form.data:
        return
    name, _, pk = str(form.cleaned_data.pop(group.one_of, "")).partition(":")
    for other in group.fields:
        form.cleaned_data[other] = None
    if pk:
        rows = form.fields[name].queryset
        form.cleaned_data[name] = rows.filter(pk=int(pk)).first()


def move_errors(form: Any, group: Group, errors: ValidationError) -> None:  # noqa: ANN401 - a NounForm
    """Let objections to a link stand at the choice; one is enough."""
    if not hasattr(errors, "error_dict") or form.add_prefix(group.one_of) not in form.data:
        return
    moved = [e for name in group.fields for e in errors.error_dict.pop(name, [])]
    if moved and group.one_of not in form.errors:
        errors.error_dict[group.one_of] = moved


def _choices(form: Any, group: Group) -> list[tuple[str, list[tuple[str, str]]]]:  # noqa: ANN401 - a NounForm
    """Return all that may be chosen under the name of each field; one query for all groups."""
    known: dict[str, list[tuple[int, str]]] = form.__dict__.setdefault("known_by_noun", {})
    models = {name: form.fields[name].queryset.model for name in group.fields}
    if not known:
        queries = [_named(model, form.actor) for model in dict.fromkeys(models.values())]
        rows = sorted(queries[0].union(*queries[1:], all=True), key=lambda row: bytes(row[3]))
        for noun, pk, title, _order in rows:
            known.setdefault(noun, []).append((pk, title))
    return [
        (
            label_of(form.record, name),
            [(f"{name}:{pk}", title) for pk, title in known.get(model._meta.label, [])],
        )
        for name, model in models.items()
    ]


def _named(model: type[Model], actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    rows = titled(model, actor).order_by().annotate(noun=Value(model._meta.label))
    named: QuerySet[Any, tuple[Any, ...]] = rows.values_list(
        "noun", "pk", "_title", Cast(F("sort_key"), BinaryField())
    )
    return named
