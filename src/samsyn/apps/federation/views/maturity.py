"""Digital maturity over time, and letting the federation see which roles we hold."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.federation.forms.pooling import ShowRolesForm
from samsyn.apps.federation.models import RoleShown
from samsyn.apps.federation.queries import capability as asked
from samsyn.apps.federation.services.assess import show_roles
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.maturity import Mean, Year
from samsyn.domain.federation.small_chart import HEIGHT, WIDTH, chart
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_GET
@requires(Permission.FEDERATION_READ)
def maturity_page(request: PageRequest) -> HttpResponse:
    """Show each member's mean by year, or the areas of one member."""
    found = asked.map_for(request.actor, request.GET.get("map", ""))
    areas = asked.areas_of(request.actor, found) if found else []
    years, told = asked.maturity(request.actor, areas, clock.today())
    there = {one.pk: one.name for one in asked.members()}
    text = request.GET.get("of", "")
    chosen = int(text) if text in map(str, there) else None
    if chosen is None:
        lines = [
            _line(name, f"?of={pk}", [year.total for year in told[pk]], told[pk])
            for pk, name in there.items()
            if pk in told
        ]
    else:
        mine = told.get(chosen, [])
        lines = [
            _line(area.row.name, "", [year.areas[area.row.pk] for year in mine], mine)
            for area in areas
            if mine
        ]
    return page(
        request,
        "federation/maturity.html",
        {
            "title": _("Digital maturity"),
            "subtitle": there[chosen] if chosen is not None else found.name if found else "",
            "years": years,
            "lines": lines,
            "silent": [name for pk, name in there.items() if pk not in told],
            "one": chosen is not None,
            "width": WIDTH,
            "height": HEIGHT,
            "breadcrumbs": _crumbs(one=chosen is not None),
        },
    )


def _crumbs(*, one: bool) -> list[dict[str, str]]:
    crumbs = [{"label": _("Capability map"), "url": reverse("federation:heat_map")}]
    if one:
        crumbs.append({"label": _("Digital maturity"), "url": reverse("federation:maturity")})
    return crumbs


def _line(name: str, url: str, means: Sequence[Mean], years: Sequence[Year]) -> dict[str, object]:
    last = means[-1] if means else None
    return {
        "name": name,
        "url": url,
        "cells": means,
        "anew": years[-1].anew if years else 0,
        "last": last,
        "chart": chart(means),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.TIME_POOL)
def show_roles_page(request: PageRequest) -> HttpResponse:
    """Choose which roles the federation may see that we hold: a count and a contact, no names."""
    found = asked.map_for(request.actor)
    areas = asked.areas_of(request.actor, found) if found else []
    ids = [pk for area in areas for pk in area.ids]
    behind = asked.roles_behind(request.actor, ids, clock.today())
    ours = list(RoleShown.owned_by(request.actor).order_by("pk"))
    form = ShowRolesForm(behind, ours, request.POST or None)
    if form.is_valid():
        show_roles(
            request.actor,
            role_ids=form.cleaned_data["roles"],
            contact=form.cleaned_data["contact"],
        )
        messages.success(request, _("Saved."))
        return go_to(request, "federation:heat_map")
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Roles that we show"),
            "intro": _(
                "The federation sees how many of you hold each role you tick, and whom to ask."
                " No names are told."
            ),
            "form": form,
            "submit_label": _("Save"),
            "cancel_url": reverse("federation:heat_map"),
            "breadcrumbs": _crumbs(one=False),
        },
        status=422 if form.errors else 200,
    )
