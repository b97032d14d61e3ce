"""The pages of benefits: the whole portfolio's, measuring one, and reckoning one's effect."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.portfolio.forms.benefits import EffectForm, MeasureForm
from samsyn.apps.portfolio.models import Benefit
from samsyn.apps.portfolio.queries.benefits import (
    Realised,
    calculations_of,
    realised,
    whole_portfolio,
)
from samsyn.apps.portfolio.services.measure_benefit import measure_benefit
from samsyn.apps.portfolio.services.reckon_effect import reckon_effect
from samsyn.apps.portfolio.wording.benefits import EFFECTS, FACTORS_IN_WORDS
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.effects import Effect, Factor, flaws_of, reckon
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.asking import alone
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_METHODS = ["GET", "POST"]


@require_GET
@requires(Permission.PORTFOLIO_READ)
def benefits(request: PageRequest) -> HttpResponse:
    """Show what was promised, is expected and was measured, over the whole portfolio."""
    rows = whole_portfolio(request.actor)
    may_measure = request.actor.may(Permission.STATUS_REPORT)
    return page(
        request,
        "portfolio/benefits.html",
        {
            "title": _("Benefits taken home"),
            "lines": [_line(row, may_measure=may_measure) for row in rows],
            "totals": {
                "promised": _sum(row.benefit.promised_yearly_value for row in rows),
                "expected": _sum(row.benefit.yearly_value for row in rows),
                "measured": _sum(row.measured_worth for row in rows),
            },
            "measured_count": sum(row.latest is not None for row in rows),
            "list_url": reverse("records:list", kwargs={"slug": "benefits"}),
            "breadcrumbs": [{"label": _("Portfolio"), "url": reverse("portfolio:board")}],
        },
    )


def _sum(amounts: object) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))  # type: ignore[attr-defined]


def _line(row: Realised, *, may_measure: bool) -> dict[str, object]:
    today = clock.today()
    due = [moment for moment in row.moments if not moment.measured and moment.due <= today]
    return {
        "row": row,
        "url": record_url(row.benefit),
        "initiative_url": record_url(row.benefit.initiative),
        "due": due[-1] if due else None,
        "measure_url": reverse("portfolio:measure", args=[row.benefit.pk]) if may_measure else "",
    }


@require_http_methods(_METHODS)
@requires(Permission.STATUS_REPORT)
def measure(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what was measured, and keep it."""
    rows = Benefit.owned_by(request.actor).select_related("initiative", "owner")
    benefit = get_object_or_404(rows, pk=pk)
    form = MeasureForm(request.POST or None)
    if form.is_valid():
        try:
            measure_benefit(request.actor, benefit_id=pk, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Measured."))
            return go_to(request, record_url(benefit))
    (told,) = realised(request.actor, [benefit])
    return page(
        request,
        "portfolio/measure.html",
        {**_frame(benefit, _("Measure the benefit")), "form": form, "told": told},
        status=422 if form.errors else 200,
    )


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def reckoning(request: PageRequest, pk: int, kind: str = Effect.MEETINGS.value) -> HttpResponse:
    """Ask for the assumptions of one kind of effect; show the effect, and keep it when told to."""
    benefit = get_object_or_404(Benefit.owned_by(request.actor).select_related("initiative"), pk=pk)
    if kind not in set(Effect):
        raise Http404
    effect = Effect(kind)
    known = alone(calculations_of(request.actor, benefit))
    assumptions = next((assumed for row, assumed in known if row.kind == kind), [])
    now = {row.factor: row for row in assumptions}
    form = EffectForm(effect, now, request.POST or None)
    result: dict[str, object] = {}
    if form.is_valid():
        assumed = form.assumed()
        form.refuse(flaws_of(effect, assumed))
        if form.is_valid() and request.POST.get("do") == "keep":
            reckon_effect(
                request.actor,
                benefit_id=pk,
                effect=effect,
                assumed=assumed,
                take_over=form.cleaned_data["take_over"],
            )
            messages.success(request, _("Saved."))
            return go_to(request, record_url(benefit))
        if form.is_valid():
            told = reckon(effect, assumed)
            swings = sorted(told.swings.items(), key=lambda item: item[1][0] - item[1][1])
            result = {"told": told, "swings": [_swing(*item) for item in swings]}
    title, formula = EFFECTS[effect]
    return page(
        request,
        "portfolio/effect.html",
        {
            **_frame(benefit, _("Reckon the effect")),
            "form": form,
            "kind": title,
            "formula": formula,
            "kinds": [
                {
                    "name": words[0],
                    "url": reverse("portfolio:reckon_kind", args=[pk, one.value]),
                    "current": one is effect,
                }
                for one, words in EFFECTS.items()
            ],
            **result,
        },
        status=422 if form.errors else 200,
    )


def _swing(factor: Factor, ends: tuple[Decimal, Decimal]) -> dict[str, object]:
    return {"name": FACTORS_IN_WORDS[factor], "low": ends[0], "high": ends[1]}


def _frame(benefit: Benefit, title: str) -> dict[str, object]:
    url = record_url(benefit)
    return {
        "title": title,
        "subtitle": benefit.name,
        "benefit": benefit,
        "submit_label": _("Save"),
        "cancel_url": url,
        "breadcrumbs": [
            {"label": _("Benefits taken home"), "url": reverse("portfolio:benefits")},
            {"label": benefit.name, "url": url},
        ],
    }
