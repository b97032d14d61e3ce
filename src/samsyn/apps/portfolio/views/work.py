"""The page on which an initiative's work is planned: phases and effort, in one table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio.forms.work import WorkForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.plan_work import plan_work
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

SAVE = "save"


@require_http_methods(["GET", "POST"])
@requires(Permission.PORTFOLIO_WRITE)
def initiative_work(request: PageRequest, pk: int) -> HttpResponse:
    """Show the table, rearrange it as asked, or save it all as one act."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = WorkForm(request.actor, initiative, typed)
    command = request.POST.get("do", SAVE)
    if typed is not None and command != SAVE:
        form.do(command)
    elif typed is not None and form.is_valid():
        try:
            plan_work(
                request.actor,
                initiative_id=pk,
                phases=form.phases(),
                seen=form.revision,
                reason=request.POST.get("reason", "")[:2000],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
            form.revision = Initiative.owned_by(request.actor).get(pk=pk).revision
        else:
            messages.success(request, _("Saved."))
            return go_to(request, record_url(initiative))
    return page(
        request,
        "portfolio/work.html",
        {
            "title": _("Plan the work"),
            "subtitle": initiative.name,
            "form": form,
            "cancel_url": record_url(initiative),
            "breadcrumbs": [
                {"label": _("Portfolio"), "url": reverse("portfolio:board")},
                {"label": initiative.name, "url": record_url(initiative)},
            ],
        },
        fragment="portfolio/fragments/_work_table.html",
        status=422 if form.errors else 200,
    )
