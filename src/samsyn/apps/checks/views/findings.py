"""Findings: the list, one finding's page, and what a person may do about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samsyn.apps.checks.forms import AcceptForm, AssignForm
from samsyn.apps.checks.models import Finding
from samsyn.apps.checks.queries.findings import FindingsState, findings, found
from samsyn.apps.checks.queries.offers import offers_on
from samsyn.apps.checks.queries.rules import rules_in_words
from samsyn.apps.checks.services.settling import (
    accept_finding,
    assign_finding,
    withdraw_acceptance,
)
from samsyn.apps.checks.views import exporting
from samsyn.apps.checks.views.table import columns, filters, rows_shown
from samsyn.apps.checks.views.telling import about
from samsyn.apps.checks.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires, turned_away

PAGE_SIZE = 50


@require_GET
@requires(Permission.CHECKS_READ)
def finding_list(request: PageRequest) -> HttpResponse:
    """Show the findings, the most serious and oldest first, narrowed as the person wants."""
    state = FindingsState.read(request.GET)
    rules = rules_in_words(request.actor)
    narrowing = filters(request.actor, state, rules)
    pages = Paginator(found(request.actor, state), PAGE_SIZE)
    shown = pages.get_page(state.page)
    filtered = bool(state.q or state.severity or state.rule or state.who)
    return page(
        request,
        "checks/findings.html",
        {
            "record": {
                "title": _("finding"),
                "title_plural": _("findings"),
                "slug": "findings",
                "intro": _("What the checks say. A finding goes away when its cause does."),
            },
            "table": {
                "columns": columns(state),
                "rows": rows_shown(rules, list(shown.object_list), narrowing.people),
            },
            "count": pages.count,
            "total": None if filtered else pages.count,
            "pager": _pager(state, shown),
            "q": state.q,
            "filters": narrowing.shown,
            "filtered": filtered,
            "hidden": [("sort", state.sort)] if state.sort else [],
            "exports": _exports(request, state),
            "actions": [{"label": _("Rules"), "url": reverse("checks:rules")}],
            "reset_url": reverse("checks:findings"),
            "empty": {
                "title": _("No findings"),
                "text": _("The checks have nothing to say, or have not been asked yet."),
            },
        },
    )


def _pager(state: FindingsState, shown: Page[Any]) -> dict[str, object]:
    number, last = shown.number, shown.paginator.num_pages
    return {
        "number": number,
        "last": last,
        "first_index": shown.start_index(),
        "last_index": shown.end_index(),
        "previous_url": state.query(page=number - 1) if number > 1 else "",
        "next_url": state.query(page=number + 1) if number < last else "",
    }


def _exports(request: PageRequest, state: FindingsState) -> list[dict[str, str]]:
    if not request.actor.may(Permission.RECORDS_EXPORT):
        return []
    return [
        {
            "label": form.upper(),
            "url": reverse("checks:export", kwargs={"form": form}) + state.query(),
        }
        for form in exporting.FORMATS
    ]


@require_GET
@requires(Permission.CHECKS_READ)
def finding_export(request: PageRequest, form: str) -> HttpResponseBase:
    """Hand out every finding of the list, as it is narrowed now."""
    if refusal := turned_away(request, Permission.RECORDS_EXPORT):
        return refusal
    if form not in exporting.FORMATS:
        raise Http404
    return exporting.export(request.actor, FindingsState.read(request.GET), form)


@require_GET
@requires(Permission.CHECKS_READ)
def finding_page(request: PageRequest, pk: int) -> HttpResponse:
    """Tell everything about one finding: what, why, since when, who can mend it, and where."""
    return _shown(request, _finding(request, pk))


def _finding(request: PageRequest, pk: int) -> Finding:
    rows = findings(request.actor).select_related("responsible").prefetch_related("acceptances")
    finding: Finding = get_object_or_404(rows, pk=pk)
    return finding


def _shown(
    request: PageRequest,
    finding: Finding,
    *,
    accepting: AcceptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may_settle = request.actor.may(Permission.CHECKS_ACCEPT) and finding.closed_at is None
    today = clock.today()
    told = about(request.actor, finding, rules_in_words(request.actor), today)
    assigning = AssignForm(actor=request.actor, initial={"person": told.get("assigned_id")})
    return page(
        request,
        "checks/finding.html",
        {
            **told,
            "actions": offers_on(request.actor, finding) if finding.closed_at is None else [],
            "accepting": (accepting or AcceptForm(today=today)) if may_settle else None,
            "assigning": assigning if may_settle else None,
        },
        status=status,
    )


@require_POST
@requires(Permission.CHECKS_ACCEPT)
def accept(request: PageRequest, pk: int) -> HttpResponse:
    """Accept a finding until a date, or say everything that stands against it."""
    finding = _finding(request, pk)
    form = AcceptForm(request.POST, today=clock.today())
    if form.is_valid():
        reason, until = form.cleaned_data["reason"], form.cleaned_data["until"]
        if _accepted(request, finding, form, reason, until):
            messages.success(request, _("Accepted. The finding is back when the time is up."))
            return go_to(request, "checks:finding", pk=pk)
    return _shown(request, finding, accepting=form, status=422)


def _accepted(
    request: PageRequest, finding: Finding, form: AcceptForm, reason: str, until: date
) -> bool:
    try:
        accept_finding(request.actor, finding_id=finding.pk, reason=reason, until=until)
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(objection.field or None, explain(objection))
        return False
    return True


@require_POST
@requires(Permission.CHECKS_ACCEPT)
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Take an acceptance back."""
    withdraw_acceptance(request.actor, finding_id=_finding(request, pk).pk)
    messages.success(request, _("The finding is open again."))
    return go_to(request, "checks:finding", pk=pk)


@require_POST
@requires(Permission.CHECKS_ACCEPT)
def assign(request: PageRequest, pk: int) -> HttpResponse:
    """Ask somebody to take care of a finding."""
    finding = _finding(request, pk)
    form = AssignForm(request.POST, actor=request.actor)
    if form.is_valid():
        person = form.cleaned_data["person"]
        assign_finding(
            request.actor, finding_id=finding.pk, person_id=person.pk if person else None
        )
        messages.success(request, _("Saved."))
    return go_to(request, "checks:finding", pk=pk)
