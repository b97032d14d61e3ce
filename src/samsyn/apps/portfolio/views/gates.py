"""The pages of a gate and of the checklist: everything one needs to decide, on one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.steering import ChecklistForm, GateForm
from samsyn.apps.portfolio.models import Gate, GateCheck, GateDecision, Initiative
from samsyn.apps.portfolio.services.answer_checklist import answer_checklist
from samsyn.apps.portfolio.services.decide_at_gate import decide_at_gate
from samsyn.apps.portfolio.views.frames import answer, frame
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import ENDED, Step, hindrances
from samsyn.domain.portfolio.gates import Barrier
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, alone, several
from samsyn.kernel.pages import PageRequest, requires
from samsyn.kernel.records.declaration import record_url

_METHODS = ["GET", "POST"]
TONES = {"go_on": "success", "change": "info", "wait": "warning", "stop": "danger"}
ANSWER_TONES = {"yes": "success", "partly": "warning", "no": "danger", "not_needed": "neutral"}


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_READ)
def gate_page(request: PageRequest, pk: int, gate: int) -> HttpResponse:
    """Show what is known, what is missing and what was said; who may decide, decides here."""
    actor = request.actor
    initiative = get_object_or_404(queries.with_figures(actor, Initiative.owned_by(actor)), pk=pk)
    row = get_object_or_404(Gate.owned_by(actor).filter(policy__track=initiative.track), pk=gate)
    form = GateForm(row, request.POST or None)
    may_decide = actor.may(Permission.PORTFOLIO_DECIDE) and initiative.state not in ENDED
    parts = [_missing(actor, initiative, row), _checks(actor, initiative)]
    missing, checks, decisions = alone(several([*parts, _decisions(actor, initiative)]))
    context = frame(
        initiative,
        row.name,
        button=_("Decide"),
        gate=row,
        may_decide=may_decide,
        facts=_facts(initiative),
        missing=missing,
        checks=checks,
        checklist_url=_own(request, "portfolio:checklist", initiative),
        decisions=decisions,
    )
    return answer(
        request,
        form,
        lambda: decide_at_gate(
            actor,
            initiative_id=pk,
            gate_id=gate,
            said=form.said(),
            reason=form.cleaned_data["reason"],
        ),
        context,
        done=_("The decision is kept."),
        template="portfolio/gate.html",
    )


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def checklist(request: PageRequest, pk: int) -> HttpResponse:
    """Ask everything that must be in place, and keep it as one act."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    rows = GateCheck.owned_by(request.actor).filter(initiative=initiative)
    form = ChecklistForm({row.question: row for row in rows}, request.POST or None)
    context = frame(
        initiative,
        _("Checklist"),
        _("What must be in place for it to succeed, and to last. Say how it stands today."),
        groups=form.groups(),
    )
    return answer(
        request,
        form,
        lambda: answer_checklist(request.actor, initiative_id=pk, answers=form.answers()),
        context,
        done=_("Saved."),
    )


def _facts(initiative: Initiative) -> list[dict[str, Any]]:
    one_off, yearly, benefit = queries.worth_of(initiative)
    return [
        {"label": _("One-off cost"), "money": one_off},
        {"label": _("Yearly running cost"), "money": yearly},
        {"label": _("Yearly benefit"), "money": benefit},
        {"label": _("Deadline"), "day": initiative.deadline},
        {"label": _("State"), "text": initiative.get_state_display()},
        {"label": _("Risk"), "text": initiative.get_risk_display()},
    ]


def _missing(actor: Actor, initiative: Initiative, gate: Gate) -> Asking[list[str]]:
    """Ask for what else stands in the way of the step behind the gate, in words."""
    situation = yield from queries.situation_of(actor, initiative)
    today = clock.today()
    found = hindrances(Step(gate.before), situation, on=today, today=today, reason="-")
    return [explain(one) for one in found if not isinstance(one.code, Barrier)]


def _checks(actor: Actor, initiative: Initiative) -> Asking[list[dict[str, str]]]:
    (rows,) = yield [GateCheck.owned_by(actor).filter(initiative=initiative)]
    known = {row.question: row for row in rows}
    return [
        {
            "label": str(question.label),
            "answer": str(known[question].get_answer_display()) if question in known else "",
            "tone": ANSWER_TONES[known[question].answer] if question in known else "",
            "reason": known[question].reason if question in known else "",
        }
        for question in GateCheck.Question
    ]


def _decisions(actor: Actor, initiative: Initiative) -> Asking[list[Mapping[str, object]]]:
    said = GateDecision.owned_by(actor).filter(initiative=initiative).select_related("gate")
    (rows,) = yield [said.order_by("-decided_on", "-pk")]
    return [
        {
            "row": row,
            "gate": row.gate.name if row.gate else "",
            "tone": TONES[row.outcome],
            "url": record_url(row),
        }
        for row in rows
    ]


def _own(request: PageRequest, name: str, initiative: Initiative) -> str:
    may = request.actor.may(Permission.PORTFOLIO_WRITE)
    return reverse(name, args=[initiative.pk]) if may else ""
