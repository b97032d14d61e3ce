"""The page on which somebody says how an initiative is getting on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio.forms.reporting import StatusForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.queries.reporting import latest_status
from samsyn.apps.portfolio.services.report_status import Told, report_status
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_KEPT = ("overall", "time", "money", "result", "expected_finish")


@require_http_methods(["GET", "POST"])
@requires(Permission.STATUS_REPORT)
def initiative_status(request: PageRequest, pk: int) -> HttpResponse:
    """Ask how it goes; what came next last time is what has happened now, until told otherwise."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    reports = list(latest_status(request.actor, initiative.pk))
    form = StatusForm(request.POST or None, initial=_as_last_time(reports[0] if reports else None))
    if form.is_valid():
        try:
            report_status(request.actor, initiative_id=pk, told=Told(**form.cleaned_data))
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Reported."))
            return go_to(request, record_url(initiative))
    url = record_url(initiative)
    return page(
        request,
        "portfolio/status.html",
        {
            "title": _("Report how it goes"),
            "subtitle": initiative.name,
            "form": form,
            "last": reports[0] if reports else None,
            "submit_label": _("Report"),
            "cancel_url": url,
            "breadcrumbs": [
                {"label": _("Portfolio"), "url": reverse("portfolio:board")},
                {"label": initiative.name, "url": url},
            ],
        },
        status=422 if form.errors else 200,
    )


def _as_last_time(last: object) -> dict[str, object]:
    if last is None:
        return {}
    kept: dict[str, object] = {name: getattr(last, name) for name in _KEPT}
    return {**kept, "done": getattr(last, "coming", "")}
