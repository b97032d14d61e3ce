"""What the templates of a routine's information analysis show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.register.models import InformationFlow, Routine, RoutineRight, RoutineSystem
from samsyn.apps.register.queries.routines import Analysis, analysis_of
from samsyn.apps.register.services.requirements import Standing, standing_of
from samsyn.apps.register.views.analysis_lines import (
    FACTS,
    INCOMING,
    OUTGOING,
    REQUIREMENTS,
    RIGHTS,
    SYSTEMS,
    LineKind,
    asked,
)
from samsyn.apps.register.wording import ASPECTS, LEVELS
from samsyn.apps.register.wording.demands import because_in_words, demand_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.demands import Demand, Weight
from samsyn.domain.classification.scales import Aspect
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import record_of, record_url
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.records.showing import label_of, show

Cell = dict[str, object]


@dataclass(frozen=True, slots=True)
class Open:
    """The one line whose form is open; `line` is None for a new one."""

    kind: LineKind
    line: int | None
    form: NounForm


def analysis_context(actor: Actor, routine: Routine, opened: Open | None = None) -> dict[str, Any]:
    """Return the whole page: what it is for, its lines, and what follows."""
    analysis = analysis_of(actor, routine, clock.today())
    kinds = (FACTS, RIGHTS, INCOMING, OUTGOING, SYSTEMS)
    return {
        **_head(actor, analysis),
        "sections": [_section(actor, analysis, kind, opened) for kind in kinds],
        "requirements": _requirements(actor, analysis, opened),
    }


def section_context(
    actor: Actor,
    routine: Routine,
    kind: LineKind,
    opened: Open | None = None,
    *,
    changed: bool = False,
) -> dict[str, Any]:
    """Return one section; with `changed` the levels and requirements, that follow, too."""
    analysis = analysis_of(actor, routine, clock.today())
    also = changed or kind is REQUIREMENTS
    return {
        **_head(actor, analysis),
        "section": None if kind is REQUIREMENTS else _section(actor, analysis, kind, opened),
        "requirements": _requirements(actor, analysis, opened) if also else None,
        "beside": changed and kind is not REQUIREMENTS,
        "changed": changed,
    }


def _head(actor: Actor, analysis: Analysis) -> dict[str, Any]:
    routine, levels = analysis.routine, analysis.found.levels
    return {
        "title": routine.name,
        "routine": routine,
        "may_write": actor.may(Permission.REGISTER_WRITE),
        "levels": [
            {"title": ASPECTS[a], "level": levels[a], "words": LEVELS.get(levels[a], "")}
            for a in Aspect
            if a in levels
        ],
        "unclassified": [
            {"text": asset.name, "url": record_url(asset)}
            for asset in analysis.assets.values()
            if asset.name in analysis.found.unclassified
        ],
        "breadcrumbs": [
            {"label": routine.name, "url": record_url(routine)},
            {"label": _("Information analysis")},
        ],
        "actions": [
            {"label": _("One-page report"), "url": _url("routine_report", routine.pk)},
        ],
    }


def _section(
    actor: Actor, analysis: Analysis, kind: LineKind, opened: Open | None
) -> dict[str, Any]:
    routine = analysis.routine
    columns, lines = _lines(actor, analysis, kind)
    editable = kind is not FACTS
    section: dict[str, Any] = {
        "code": kind.code,
        "title": kind.title,
        "columns": columns,
        "lines": lines,
        "facts": _facts(actor, routine) if not editable else [],
        "empty": kind.empty,
        "add_label": kind.add,
        "add_url": _url("line_new", routine.pk, kind.code)
        if editable
        else _url("line_edit", routine.pk, kind.code, routine.pk),
        "form": None,
    }
    return section | _opened(routine, kind, opened)


def _opened(routine: Routine, kind: LineKind, opened: Open | None) -> dict[str, Any]:
    if opened is None or opened.kind is not kind:
        return {}
    parts = [routine.pk, kind.code, *([opened.line] if opened.line is not None else [])]
    return {
        "form": opened.form,
        "fields": asked(kind, opened.form),
        "form_line": opened.line,
        "form_url": _url("line_new" if opened.line is None else "line_edit", *parts),
    }


def _lines(actor: Actor, analysis: Analysis, kind: LineKind) -> tuple[list[str], list[Any]]:
    rows: Sequence[Model]
    if kind is RIGHTS:
        columns = [_("Who"), _("May do"), _("Information"), _("When"), _("For what purpose")]
        rows = analysis.rights
        cells = [_right(row) for row in analysis.rights]
    elif kind is SYSTEMS:
        columns = [_("System"), _("What for"), _("Without it")]
        rows = analysis.uses
        cells = [_use(row) for row in analysis.uses]
    elif kind in (INCOMING, OUTGOING):
        side = "source" if kind is INCOMING else "target"
        first = _("From") if kind is INCOMING else _("To")
        columns = [first, _("Information"), _("How"), _("How often"), _("Encrypted")]
        flows = analysis.incoming if kind is INCOMING else analysis.outgoing
        rows = flows
        cells = [_flow(actor, row, side) for row in flows]
    else:
        return [], []
    routine = analysis.routine
    lines = [
        {
            "pk": row.pk,
            "name": str(row),
            "cells": list(zip(columns, told, strict=True)),
            "edit_url": _url("line_edit", routine.pk, kind.code, row.pk),
            "remove_url": _url("line_remove", routine.pk, kind.code, row.pk),
        }
        for row, told in zip(rows, cells, strict=True)
    ]
    return columns, lines


def _right(right: RoutineRight) -> list[Cell]:
    information = _links([right.asset] if right.asset else [])
    if right.what:
        information["text"] = right.what
    return [
        {"text": right.who},
        {"text": right.get_verb_display()},
        information,
        {"text": right.when},
        {"text": right.purpose},
    ]


def _use(use: RoutineSystem) -> list[Cell]:
    without = _("It stops.") if use.needed else _("It goes on.")
    if use.needed and use.tolerance_hours:
        without = _("It stops after %(hours)d hours.") % {"hours": use.tolerance_hours}
    return [_links([use.system]), {"text": use.what_for}, {"text": without}]


def _flow(_actor: Actor, flow: InformationFlow, side: str) -> list[Cell]:
    end = flow.end(side)
    protected = flow.get_encrypted_display() if flow.encrypted else ""
    return [
        _links([end] if end is not None else []),
        _links(list(flow.assets.all())),
        {"text": flow.get_means_display() if flow.means else ""},
        {"text": flow.get_frequency_display() if flow.frequency else ""},
        {"text": protected},
    ]


def _links(rows: Sequence[Model]) -> Cell:
    return {"links": [{"text": str(row), "url": record_url(row)} for row in rows]}


def _facts(actor: Actor, routine: Routine) -> list[dict[str, object]]:
    record = record_of(Routine)
    if record is None:
        return []
    told = [(name, show(record, routine, name, actor)) for name in FACTS.fields]
    return [
        {"label": label_of(record, name), "text": said.text, "url": said.url, "kind": said.kind}
        for name, said in told
        if said.text
    ]


def _requirements(actor: Actor, analysis: Analysis, opened: Open | None) -> dict[str, Any]:
    standing: Standing = standing_of(analysis)
    routine = analysis.routine
    section: dict[str, Any] = {
        "code": REQUIREMENTS.code,
        "title": REQUIREMENTS.title,
        "empty": REQUIREMENTS.empty,
        "add_label": REQUIREMENTS.add,
        "add_url": _url("line_new", routine.pk, REQUIREMENTS.code),
        "act_url": _url("routine_requirements", routine.pk),
        "may_write": actor.may(Permission.REGISTER_WRITE),
        "proposed": [_demand(demand) for demand in standing.proposed],
        "accepted": [_demand(demand) for _row, demand in standing.accepted],
        "refused": [
            _demand(demand) | {"reason": row.not_needed_because} for row, demand in standing.refused
        ],
        "lapsed": [{"text": demand_in_words(row.code) or row.name} for row in standing.lapsed],
        "own": [
            {
                "text": row.name,
                "must": row.weight == row.Weight.MUST,
                "because": row.because,
                "pk": row.pk,
                "edit_url": _url("line_edit", routine.pk, REQUIREMENTS.code, row.pk),
                "remove_url": _url("line_remove", routine.pk, REQUIREMENTS.code, row.pk),
            }
            for row in standing.own
        ],
        "form": None,
    }
    return section | _opened(routine, REQUIREMENTS, opened)


def _demand(demand: Demand) -> dict[str, object]:
    return {
        "code": demand.code,
        "text": demand_in_words(demand.code),
        "must": demand.weight is Weight.MUST,
        "because": because_in_words(demand),
    }


def _url(name: str, *parts: object) -> str:
    return reverse(f"register:{name}", args=list(parts))
