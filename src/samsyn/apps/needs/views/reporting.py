"""Report friction in a minute, say "me too", and see what became of one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.needs.forms import (
    MeTooForm,
    ReportForm,
    systems_to_choose,
    units_to_choose,
)
from samsyn.apps.needs.models import FrictionReport, MeToo, Need
from samsyn.apps.needs.queries import frictions
from samsyn.apps.needs.services.reporting import (
    change_my_minutes,
    report_friction,
    say_me_too,
    take_back_me_too,
)
from samsyn.apps.organisation.public import person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import FrictionState
from samsyn.domain.needs.pricing import hours_a_year
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.records.picking import found_among

_BOTH = ["GET", "POST"]
TONES = {
    FrictionState.REPORTED: "neutral",
    FrictionState.LOOKED_AT: "info",
    FrictionState.SOLVED: "success",
    FrictionState.LIFTED: "accent",
    FrictionState.NOT_NOW: "warning",
}


@require_http_methods(_BOTH)
@requires(Permission.FRICTION_REPORT)
def report(request: PageRequest) -> HttpResponse:
    """Ask what is in the way; where others have said it already, ask whether it is the same."""
    person = person_of(request.actor)
    initial = {
        "unit": person.unit_id if person else None,
        "system": _number(request.GET.get("system", "")),
    }
    form = ReportForm(request.actor, request.POST or None, initial)
    candidates: list[FrictionReport] = []
    if form.is_bound:
        if "same" in request.POST:
            if _same(request, form):
                return go_to(request, "needs:mine")
        elif form.is_valid():
            candidates = _unseen(request, form)
            if not candidates and _reported(request, form):
                return go_to(request, "needs:mine")
    context = {
        "title": _("Report friction"),
        "form": form,
        "candidates": _shown(candidates),
        "asked": bool(candidates),
        "tabs": tabs("report"),
    }
    return page(request, "needs/report.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.FRICTION_REPORT)
def alike(request: PageRequest) -> HttpResponse:
    """Show what others have reported that is like what is being typed."""
    found = frictions.alike(
        request.actor,
        request.GET.get("name", ""),
        system_id=_number(request.GET.get("system", "")),
        unit_id=_number(request.GET.get("unit", "")),
    )
    return page(request, "needs/fragments/_alike.html", {"candidates": _shown(found)})


@require_GET
@requires(Permission.FRICTION_REPORT)
def pick(request: PageRequest, what: str) -> JsonResponse:
    """Return the best matches for `q` among what this room's forms offer."""
    rows: dict[str, Any] = {
        "system": systems_to_choose,
        "unit": units_to_choose,
        "friction": frictions.heads,
        "need": _needs,
    }
    if what not in rows or (what in {"friction", "need"} and not _may_answer(request.actor)):
        raise Http404
    found = found_among(rows[what](request.actor), request.GET.get("q", ""))
    return JsonResponse({"found": [{"id": k, "text": t, "note": n} for k, t, n in found]})


@require_GET
@requires(Permission.FRICTION_REPORT)
def mine(request: PageRequest) -> HttpResponse:
    """Show what one has reported or said "me too" to, and what became of each."""
    reports = [_own(one, one.minutes) for one in frictions.mine(request.actor)]
    said = [_own(one.friction, one.minutes) for one in frictions.my_me_toos(request.actor)]
    context = {
        "title": _("My reports"),
        "reports": reports,
        "said": said,
        "tabs": tabs("mine"),
    }
    return page(request, "needs/mine.html", context)


@require_http_methods(_BOTH)
@requires(Permission.FRICTION_REPORT)
def me_too(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for one's own minutes; who has said so before may put them right, or take it back."""
    friction = get_object_or_404(FrictionReport.owned_by(request.actor), pk=pk)
    head = friction.merged_into or friction
    said = frictions.has_said(request.actor, head)
    own = said is None and frictions.reported_it(request.actor, head)
    form = MeTooForm(request.POST or None, initial=_said_before(request.actor, said, head))
    if said or own:
        del form.fields["words"]
    if request.method == "POST" and "take_back" in request.POST and said is not None:
        take_back_me_too(request.actor, friction_id=head.pk)
        messages.success(request, _("Taken back."))
        return go_to(request, "needs:mine")
    if form.is_valid():
        try:
            _keep(request.actor, head, form, again=bool(said or own))
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Thank you. Your minutes are counted."))
            return go_to(request, "needs:mine")
    context = {
        "title": _("Your minutes") if said or own else _("Me too"),
        "subtitle": head.name,
        "form": form,
        "may_take_back": said is not None,
        "submit_label": _("Save") if said or own else _("Me too"),
        "cancel_url": record_url(head),
    }
    return page(request, "needs/me_too.html", context, status=422 if form.errors else 200)


def tabs(here: str) -> list[dict[str, object]]:
    """Return the two pages an employee has here."""
    return [
        {"label": label, "url": reverse(f"needs:{name}"), "current": name == here}
        for name, label in (("report", _("Report")), ("mine", _("My reports")))
    ]


def _needs(actor: Actor) -> Any:  # noqa: ANN401 - a query of needs
    return Need.owned_by(actor).order_by("sort_key", "pk")


def _may_answer(actor: Actor) -> bool:
    return actor.may(Permission.NEEDS_WRITE)


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None  # noqa: PLR2004 - a bigint


def _same(request: PageRequest, form: ReportForm) -> bool:
    """Say "me too" to one of those that were offered; only the minutes must be there."""
    form.full_clean()
    chosen, minutes = _number(request.POST.get("same", "")), form.cleaned_data.get("minutes")
    for name in [name for name in form.errors if name != "minutes"]:
        del form.errors[name]
    friction = frictions.heads(request.actor).filter(pk=chosen or 0).first()
    if minutes is None or friction is None:
        return False
    try:
        say_me_too(request.actor, friction_id=friction.pk, minutes=minutes, words=_words(form))
    except Refused as refusal:
        form.refuse(refusal.objections)
        return False
    messages.success(request, _("Thank you. Your minutes are counted."))
    return True


def _words(form: ReportForm) -> str:
    return " ".join(str(form.cleaned_data.get("name") or "").split())


def _unseen(request: PageRequest, form: ReportForm) -> list[FrictionReport]:
    """Return what is alike and was not shown while the person typed."""
    if "anyway" in request.POST:
        return []
    wanted = form.report()
    found = frictions.alike(
        request.actor, wanted.name, system_id=wanted.system_id, unit_id=wanted.unit_id
    )
    seen = set(request.POST.getlist("seen"))
    return [] if all(str(one.pk) in seen for one in found) else found


def _reported(request: PageRequest, form: ReportForm) -> bool:
    try:
        report_friction(request.actor, report=form.report())
    except Refused as refusal:
        form.refuse(refusal.objections)
        return False
    messages.success(request, _("Thank you. Here you see what becomes of it."))
    return True


def _keep(actor: Actor, head: FrictionReport, form: MeTooForm, *, again: bool) -> None:
    minutes = form.cleaned_data["minutes"]
    if again:
        change_my_minutes(actor, friction_id=head.pk, minutes=minutes)
    else:
        words = form.cleaned_data["words"]
        say_me_too(actor, friction_id=head.pk, minutes=minutes, words=words)


def _said_before(actor: Actor, said: MeToo | None, head: FrictionReport) -> dict[str, object]:
    if said is not None:
        return {"minutes": said.minutes}
    return {"minutes": head.minutes} if head.account == actor.user_id else {}


def _shown(found: list[FrictionReport]) -> list[dict[str, object]]:
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "where": ", ".join(str(part) for part in (one.system, one.unit) if part),
            "voices": one.voices,
            "state": one.get_state_display(),
            "url": record_url(one),
        }
        for one in found
    ]


def _own(friction: FrictionReport, minutes: int) -> dict[str, object]:
    head = friction.merged_into or friction
    return {
        "name": friction.name,
        "url": record_url(friction),
        "head": head if head.pk != friction.pk else None,
        "head_url": record_url(head),
        "state": head.get_state_display(),
        "tone": TONES[FrictionState(head.state)],
        "answer": head.answer,
        "lifted": head.state == FrictionState.LIFTED,
        "settled_on": head.settled_on,
        "reported_on": friction.reported_on,
        "minutes": minutes,
        "hours": hours_a_year(head.weekly_minutes),
        "voices": head.voices,
        "system": friction.system,
        "change_url": reverse("needs:me_too", args=[friction.pk])
        if head.state != FrictionState.SOLVED
        else "",
    }
