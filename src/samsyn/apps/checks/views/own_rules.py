"""Write a rule of one's own, and see at once how much it would find."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.checks.forms import OwnRuleForm
from samsyn.apps.checks.models import OwnRule
from samsyn.apps.checks.queries.own_rules import (
    conditions_of,
    faults,
    hits_of,
    matching,
    record_named,
)
from samsyn.apps.checks.services.own_rules import OwnRuleDraft, delete_own_rule, save_own_rule
from samsyn.apps.checks.views.condition_rows import how_labels, rows_for, typed_conditions
from samsyn.apps.checks.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.findings.conditions import Condition
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import Record, all_records, url_of
from samsyn.kernel.rules import Severity

_SHOWN = 10
_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.CHECKS_CONFIGURE)
def write(request: PageRequest) -> HttpResponse:
    """Ask what kind of record the rule is about, then what is wrong with it."""
    record = record_named(request.POST.get("record", "") or request.GET.get("record", ""))
    if record is None or not request.actor.may(record.read):
        return page(request, "checks/own_rule_kind.html", _kinds(request))
    return _written(request, record, None)


def _kinds(request: PageRequest) -> dict[str, object]:
    kinds = [r for r in all_records() if r.owned and request.actor.may(r.read)]
    return {
        "title": _("A rule of your own"),
        "kinds": [{"slug": r.slug, "label": r.title_plural.capitalize()} for r in kinds],
        "cancel_url": reverse("checks:rules"),
    }


@require_http_methods(_BOTH)
@requires(Permission.CHECKS_CONFIGURE)
def rewrite(request: PageRequest, pk: int) -> HttpResponse:
    """Change a rule of our own."""
    rule = get_object_or_404(OwnRule.owned_by(request.actor), pk=pk)
    record = record_named(rule.record)
    if record is None:
        raise Http404
    return _written(request, record, rule)


def _written(request: PageRequest, record: Record, rule: OwnRule | None) -> HttpResponse:
    form = OwnRuleForm(request.POST or None, instance=rule, actor=request.actor)
    conditions = typed_conditions(request.POST) if request.method == "POST" else _kept(rule)
    wants_saving = request.method == "POST" and "show" not in request.POST
    if wants_saving and form.is_valid() and _saved(request, record, rule, form, conditions):
        messages.success(request, _("Saved. The findings follow in a moment."))
        return go_to(request, "checks:rules")
    return page(
        request,
        "checks/own_rule.html",
        {
            "title": rule.name if rule else _("A rule of your own"),
            "subtitle": _("About %(what)s") % {"what": record.title_plural},
            "form": form,
            "delete_url": reverse("checks:own_rule_delete", kwargs={"pk": rule.pk}) if rule else "",
            "cancel_url": reverse("checks:rules"),
            **_body(request, record, conditions),
        },
        status=422 if request.method == "POST" and form.errors else 200,
    )


def _kept(rule: OwnRule | None) -> list[Condition]:
    return conditions_of(rule) if rule else []


def _saved(
    request: PageRequest,
    record: Record,
    rule: OwnRule | None,
    form: OwnRuleForm,
    conditions: list[Condition],
) -> bool:
    typed = form.cleaned_data
    draft = OwnRuleDraft(
        name=typed["name"],
        record=record.slug,
        conditions=conditions,
        severity=Severity(typed["severity"]),
        text=typed["text"],
        fix=typed["fix"],
        clause_id=typed["clause"].pk if typed["clause"] else None,
    )
    try:
        save_own_rule(request.actor, draft=draft, rule_id=rule.pk if rule else None)
    except Refused as refusal:
        for objection in refusal.objections:
            known = objection.field if objection.field in form.fields else None
            form.add_error(known, explain(objection))
        return False
    return True


@require_POST
@requires(Permission.CHECKS_CONFIGURE)
def preview(request: PageRequest) -> HttpResponse:
    """Answer with the conditions as they stand, and what they find now."""
    record = record_named(request.POST.get("record", ""))
    if record is None or not request.actor.may(record.read):
        raise Http404
    told = _body(request, record, typed_conditions(request.POST))
    return page(request, "checks/fragments/_conditions.html", told)


def _body(request: PageRequest, record: Record, conditions: list[Condition]) -> dict[str, Any]:
    wrong = [
        explain(Objection(fault, {"number": number}))
        for number, condition in enumerate(conditions, start=1)
        for fault in faults(record, condition)
    ]
    ready = bool(conditions) and not wrong
    return {
        "record_slug": record.slug,
        "kind": record.title_plural,
        "rows": rows_for(record, conditions),
        "hows": how_labels(),
        "wrong": wrong,
        "ready": ready,
        **(_found(request, record, conditions) if ready else {}),
    }


def _found(request: PageRequest, record: Record, conditions: list[Condition]) -> dict[str, Any]:
    today = clock.today()
    hits = hits_of(request.actor, record, conditions, today)
    shown = [hit for hit, _number in zip(hits, range(_SHOWN), strict=False)]
    return {
        "count": matching(request.actor, record, conditions, today).count(),
        "hits": [{"title": hit.title, "url": url_of(record, hit.pk)} for hit in shown],
    }


@require_POST
@requires(Permission.CHECKS_CONFIGURE)
def remove(request: PageRequest, pk: int) -> HttpResponse:
    """Remove a rule of our own; its findings close."""
    rule = get_object_or_404(OwnRule.owned_by(request.actor), pk=pk)
    delete_own_rule(request.actor, rule_id=rule.pk, reason=request.POST.get("reason", ""))
    messages.success(request, _("%(name)s was removed.") % {"name": rule.name})
    return go_to(request, "checks:rules")
