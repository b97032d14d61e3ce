"""The roadmap to take away: into a calendar, a workbook or a project program."""

from __future__ import annotations

from datetime import UTC

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.roadmap.models import Plan
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.services.roadmap_sheet import MEDIA_TYPE, roadmap_sheet
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.diary import entries_of
from samsyn.domain.roadmap.mspdi import mspdi
from samsyn.domain.roadmap.picture import Picture, read_picture
from samsyn.domain.shared.calendar_file import calendar_file
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, requires

FORMS = ("ics", "xlsx", "xml")


@require_GET
@requires(Permission.ROADMAP_READ)
def take_plan(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Hand out the plan as it stands."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    run = runs.best_run(request.actor, plan)
    if run is None or run.picture is None:
        raise Http404
    address = reverse("roadmap:of_plan", args=[pk])
    return _file(request, read_picture(run.picture), form, plan.name, address, 0)


@require_GET
@requires(Permission.ROADMAP_READ)
def take_version(request: PageRequest, version: int, form: str) -> HttpResponse:
    """Hand out one published version."""
    found = runs.version_at(request.actor, version)
    if found is None:
        raise Http404
    title = _("Roadmap, version %(version)d") % {"version": version}
    address = reverse("roadmap:version", args=[version])
    return _file(request, found.picture, form, title, address, version)


def _file(
    request: PageRequest, picture: Picture, form: str, title: str, address: str, version: int
) -> HttpResponse:
    if not request.actor.may(Permission.RECORDS_EXPORT):
        raise PermissionDenied
    if form == "ics":
        url, host = request.build_absolute_uri(address), request.get_host()
        entries = entries_of(picture, host=host, url=url, sequence=version)
        text = calendar_file(title, entries, clock.now().astimezone(UTC))
        answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    elif form == "xlsx":
        answer = HttpResponse(roadmap_sheet(picture), content_type=MEDIA_TYPE)
    elif form == "xml":
        made = mspdi(picture, title=title, made_at=clock.now())
        answer = HttpResponse(made, content_type="application/xml")
    else:
        raise Http404
    name = f"roadmap-{version}" if version else f"roadmap-{clock.today():%Y-%m-%d}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
