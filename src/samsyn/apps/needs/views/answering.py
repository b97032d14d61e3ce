"""Answer a friction, merge it, undo that, or lift it to a need."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.needs.forms import AnswerForm, LiftForm, MergeForm
from samsyn.apps.needs.models import FrictionReport
from samsyn.apps.needs.queries import frictions
from samsyn.apps.needs.queries.needs import needs_for_choice, similar_needs
from samsyn.apps.needs.services.merging import merge_friction, unmerge_friction
from samsyn.apps.needs.services.settling import (
    lift_friction,
    look_at_friction,
    put_off_friction,
    reopen_friction,
    solve_friction,
)
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.pricing import hours_a_year
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.NEEDS_WRITE)
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what becomes of a friction, and tell those who reported it."""
    friction = _one(request, pk)
    form = AnswerForm(friction, request.POST or None)
    if form.is_valid():
        try:
            _answered(request, friction, form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Done. Those who reported it see this."))
            return go_to(request, record_url(friction))
    intro = _("%(voices)s have said so; it takes about %(hours)s hours a year.") % {
        "voices": friction.voices,
        "hours": hours_a_year(friction.weekly_minutes),
    }
    return _form(request, friction, form, _("Answer"), _("Answer"), intro)


@require_http_methods(_BOTH)
@requires(Permission.NEEDS_WRITE)
def merge(request: PageRequest, pk: int) -> HttpResponse:
    """Offer what is alike, and let one stand for both."""
    friction = _one(request, pk)
    found = frictions.alike(
        request.actor,
        friction.name,
        system_id=friction.system_id,
        unit_id=friction.unit_id,
        but=[pk],
    )
    rows = frictions.heads(request.actor).exclude(pk=pk).order_by("sort_key", "pk")
    chosen = {"into": found[0].pk} if found else {}
    form = MergeForm(rows, request.POST or None, initial=chosen)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            head = merge_friction(
                request.actor, friction_id=pk, into_id=typed["into"].pk, reason=typed["reason"]
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Merged. Everybody's minutes and words are kept."))
            return go_to(request, record_url(head))
    intro = _("The other one stands for both from now on. It can be undone.")
    extra = {"candidates": [{"name": one.name, "url": record_url(one)} for one in found]}
    return _form(request, friction, form, _("Merge"), _("Merge"), intro, **extra)


@require_http_methods(_BOTH)
@requires(Permission.NEEDS_WRITE)
def unmerge(request: PageRequest, pk: int) -> HttpResponse:
    """Let a merged friction stand for itself again."""
    friction = _one(request, pk)
    refused: list[str] = []
    if request.method == "POST":
        try:
            unmerge_friction(request.actor, friction_id=pk)
        except Refused:
            refused = [_("This is not merged into anything.")]
        else:
            messages.success(request, _("It stands for itself again."))
            return go_to(request, record_url(friction))
    context = {
        "title": _("Undo the merger"),
        "subtitle": friction.name,
        "head": friction.merged_into,
        "refused": refused,
        "submit_label": _("Undo the merger"),
        "cancel_url": record_url(friction),
    }
    return page(request, "needs/unmerge.html", context, status=422 if refused else 200)


@require_http_methods(_BOTH)
@requires(Permission.NEEDS_WRITE)
def lift(request: PageRequest, pk: int) -> HttpResponse:
    """Let a need rest on a friction: one that is alike, or a new one."""
    friction = _one(request, pk)
    alike = similar_needs(request.actor, friction.name, unit_id=friction.unit_id)
    chosen = {"need": alike[0].pk} if alike else {}
    form = LiftForm(needs_for_choice(request.actor), request.POST or None, initial=chosen)
    if form.is_valid():
        typed = form.cleaned_data
        chosen_need = typed["need"] if not typed["name"].strip() else None
        try:
            need = lift_friction(
                request.actor,
                friction_id=pk,
                need_id=chosen_need.pk if chosen_need else None,
                name=typed["name"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Lifted. Say who feels it and what follows from it."))
            return go_to(request, record_url(need))
    intro = _("A need says what somebody must be able to do. What might be bought comes later.")
    return _form(request, friction, form, _("Lift to a need"), _("Lift"), intro)


def _one(request: PageRequest, pk: int) -> FrictionReport:
    rows = FrictionReport.owned_by(request.actor).select_related("merged_into")
    return get_object_or_404(rows, pk=pk)


def _answered(request: PageRequest, friction: FrictionReport, typed: dict[str, Any]) -> None:
    said = typed["said"]
    if typed["outcome"] == AnswerForm.LOOK:
        look_at_friction(request.actor, friction_id=friction.pk)
    elif typed["outcome"] == AnswerForm.SOLVE:
        solve_friction(request.actor, friction_id=friction.pk, done=said)
    elif typed["outcome"] == AnswerForm.NOT_NOW:
        put_off_friction(request.actor, friction_id=friction.pk, reason=said)
    else:
        reopen_friction(request.actor, friction_id=friction.pk, reason=said)


def _form(
    request: PageRequest,
    friction: FrictionReport,
    form: Any,  # noqa: ANN401 - any of the room's forms
    title: str,
    submit: str,
    intro: str,
    **extra: object,
) -> HttpResponse:
    context = {
        "title": title,
        "subtitle": friction.name,
        "form": form,
        "intro": intro,
        "submit_label": submit,
        "cancel_url": record_url(friction),
        "breadcrumbs": [
            {"label": _("Friction"), "url": reverse("needs:board")},
            {"label": friction.name, "url": record_url(friction)},
        ],
        **extra,
    }
    return page(request, "needs/step.html", context, status=422 if form.errors else 200)
