"""The page on which the levels of ambition are compared side by side, and one is decided."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.steering import AmbitionForm
from samsyn.apps.portfolio.models import AmbitionOption, Initiative
from samsyn.apps.portfolio.services.decide_ambition import decide_ambition
from samsyn.apps.portfolio.views.frames import answer, frame
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.ambitions import Level, applies
from samsyn.domain.portfolio.course import OPEN
from samsyn.kernel.pages import PageRequest, requires

_YEARS = 5


@require_http_methods(["GET", "POST"])
@requires(Permission.PORTFOLIO_READ)
def ambition(request: PageRequest, pk: int) -> HttpResponse:
    """Show what each level takes and gives; who may decide, decides here."""
    actor = request.actor
    initiative = get_object_or_404(Initiative.owned_by(actor), pk=pk)
    rows = AmbitionOption.owned_by(actor).filter(initiative=initiative)
    options = {row.level: row for row in rows}
    form = AmbitionForm(initiative, list(options), request.POST or None)
    may_decide = actor.may(Permission.PORTFOLIO_DECIDE) and initiative.state in OPEN
    context = frame(
        initiative,
        _("How far do we go?"),
        button=_("Decide"),
        columns=_columns(request, initiative, options),
        years=_YEARS,
        may_decide=may_decide,
        decided=initiative if initiative.ambition_decided_on else None,
    )

    def act() -> None:
        typed = form.cleaned_data
        decide_ambition(
            actor,
            initiative_id=pk,
            level=Level(typed["level"]),
            decided_by=typed["decided_by"],
            on=typed["on"],
            reason=typed["reason"],
        )

    return answer(
        request,
        form,
        act,
        context,
        done=_("The ambition is decided."),
        template="portfolio/ambition.html",
    )


def _columns(
    request: PageRequest, initiative: Initiative, options: dict[str, AmbitionOption]
) -> Sequence[dict[str, Any]]:
    phases = queries.phases_with_work(request.actor, initiative)
    may_write = request.actor.may(Permission.PORTFOLIO_WRITE)
    new = reverse("records:new", kwargs={"slug": "ambition-options"})
    columns = []
    for level in Initiative.Ambition:
        option = options.get(level.value)
        mine = [phase for phase in phases if applies(phase["ambition"], level.value)]
        url = f"{new}?initiative={initiative.pk}&level={level.value}"
        if option:
            url = reverse("records:edit", kwargs={"slug": "ambition-options", "pk": option.pk})
        columns.append(
            {
                "level": level.value,
                "label": level.label,
                "option": option,
                "chosen": initiative.ambition == level.value,
                "weeks": sum(phase["weeks"] for phase in mine),
                "work": sum(phase["work"] for phase in mine),
                "own": [phase["name"] for phase in mine if phase["ambition"]],
                "in_years": _in_years(option) if option else None,
                "url": url if may_write else "",
            }
        )
    return columns


def _in_years(option: AmbitionOption) -> Decimal:
    """Return what the level leaves after some years: its benefit without what it costs."""
    yearly = Decimal(option.yearly_benefit) - Decimal(option.yearly_cost)
    return yearly * _YEARS - Decimal(option.one_off_cost)
