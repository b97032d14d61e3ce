"""The lines of a routine's information analysis: what each kind of line is, and its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import model_to_dict
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models import (
    InformationFlow,
    Routine,
    RoutineRequirement,
    RoutineRight,
    RoutineSystem,
)
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.records.forms import NounForm, editable_fields, form_for
from samsyn.kernel.tenancy.owned import Noun

_HOW = ("assets", "means", "frequency", "encrypted", "purpose")
_ABROAD = ("leaves_eea", "to_country", "transfer_basis")


@dataclass(frozen=True, slots=True)
class LineKind:
    """One section: its noun, the fields asked for, and what is fixed by being on this page."""

    code: str
    model: type[Noun]
    title: StrOrPromise
    add: StrOrPromise
    empty: StrOrPromise
    fields: tuple[str, ...]
    fixed: Callable[[Routine], Mapping[str, str]]

    @property
    def record(self) -> Record:
        """How the noun is declared; its permission and its form hold here too."""
        found = record_of(self.model)
        if found is None:
            raise LookupError(self.model)
        return found


def _part(routine: Routine) -> Mapping[str, str]:
    return {"routine": str(routine.pk)}


FACTS = LineKind(
    "facts",
    Routine,
    _("What it is for"),
    _("Write down what it is for"),
    _("Nobody has written down what it is for."),
    (
        "purpose",
        "description",
        "frequency",
        "legal_ground",
        "owner",
        "unit",
        "known_by",
        "mtpd_hours",
        "fallback",
        "fallback_exercised_on",
        "analysed_on",
        "participants",
        "next_review",
    ),
    lambda _routine: {},
)
RIGHTS = LineKind(
    "rights",
    RoutineRight,
    _("Who may do what"),
    _("Add a role"),
    _("Which role may read, write or hand out what, when and for what purpose?"),
    ("who", "verb", "asset", "what", "when", "purpose"),
    _part,
)
INCOMING = LineKind(
    "incoming",
    InformationFlow,
    _("What comes in"),
    _("Add something that comes in"),
    _("Which information does the routine begin with, from whom, and how: on paper, by phone?"),
    ("source", *_HOW, *_ABROAD),
    lambda routine: {"target": f"target_routine:{routine.pk}"},
)
OUTGOING = LineKind(
    "outgoing",
    InformationFlow,
    _("What goes out"),
    _("Add something that goes out"),
    _("What leaves the routine, to whom, and how?"),
    ("target", *_HOW, *_ABROAD),
    lambda routine: {"source": f"source_routine:{routine.pk}"},
)
SYSTEMS = LineKind(
    "systems",
    RoutineSystem,
    _("Systems it uses"),
    _("Add a system"),
    _("None. A routine may well do without any system."),
    ("system", "what_for", "needed", "tolerance_hours"),
    _part,
)
REQUIREMENTS = LineKind(
    "requirements",
    RoutineRequirement,
    _("Requirements"),
    _("Write a requirement of your own"),
    _("Nothing follows yet. Say who may do what, and what comes in and goes out."),
    ("name", "weight", "because"),
    _part,
)
KINDS: Mapping[str, LineKind] = {
    kind.code: kind for kind in (FACTS, RIGHTS, INCOMING, OUTGOING, SYSTEMS, REQUIREMENTS)
}


def kind_or_404(code: str) -> LineKind:
    """Return the kind of line with this code, or answer 404."""
    try:
        return KINDS[code]
    except KeyError:
        raise Http404 from None


def line_form(
    actor: Actor,
    kind: LineKind,
    routine: Routine,
    row: Any | None,  # noqa: ANN401 - a row of the kind's noun
    posted: QueryDict | None,
) -> NounForm:
    """Return the form of one line: empty, as saved, or as sent.

    What the page doesn't ask for stays as it is; a new line is as visible as its routine.
    """
    data = _whole(kind, routine, row, posted) if posted is not None else None
    return form_for(kind.record, actor, row, data)


def asked(kind: LineKind, form: NounForm) -> list[Any]:
    """Return the fields to show; a choice among several nouns may be several fields."""
    names: list[str] = []
    for name in kind.fields:
        group = next((g for g in kind.record.groups if g.one_of == name), None)
        names += [name] if name in form.fields or group is None else list(group.fields)
    return [form[name] for name in names if name in form.fields]


def _whole(kind: LineKind, routine: Routine, row: Model | None, posted: QueryDict) -> QueryDict:
    data = QueryDict(mutable=True)
    shown = _shown(kind)
    silent = [name for name in editable_fields(kind.record) if name not in shown]
    saved = model_to_dict(row or kind.model(), silent) if silent else {}
    for name, value in saved.items():
        if value is not None:
            many = value if isinstance(value, list) else [value]
            data.setlist(name, [str(getattr(one, "pk", one)) for one in many])
    if row is None:
        data["visibility"] = routine.visibility
    for name, many in posted.lists():
        data.setlist(name, many)
    for name, value in kind.fixed(routine).items():
        data[name] = value
    return data


def _shown(kind: LineKind) -> set[str]:
    groups = {g.one_of: g.fields for g in kind.record.groups if g.one_of}
    return {part for name in kind.fields for part in (name, *groups.get(name, ()))}
