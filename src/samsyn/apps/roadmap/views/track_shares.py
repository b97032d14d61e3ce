"""The page that shows how people's time is shared between the tracks over the quarters."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.portfolio.public import Track, hours_by_track
from samsyn.apps.roadmap.queries.runs import best_run, plan_at
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import read_picture
from samsyn.domain.roadmap.track_shares import SharedQuarter, over_time, planned_work
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, page, requires

YEARS_BACK = 2


@require_GET
@requires(Permission.ROADMAP_READ)
def track_shares(request: PageRequest) -> HttpResponse:
    """Show what each track was given and is to take, as a picture and as a table."""
    today = clock.today()
    plan = plan_at(request.actor)
    run = best_run(request.actor, plan) if plan else None
    planned = planned_work(read_picture(run.picture), today) if run and run.picture else {}
    given = hours_by_track(request.actor, today.replace(year=today.year - YEARS_BACK, day=1))
    rows = over_time(given, planned)
    return page(
        request,
        "roadmap/track_shares.html",
        {
            "title": _("Share of each track"),
            "tracks": [{"value": track.value, "label": track.label} for track in Track],
            "rows": [_line(row) for row in rows],
            "breadcrumbs": [{"label": _("Roadmap"), "url": reverse("roadmap:timeline")}],
        },
    )


def _line(row: SharedQuarter) -> dict[str, object]:
    bars, x = [], 0
    for track in Track:
        width = row.shares.get(track.value, 0)
        bars.append({"track": track.value, "x": x, "width": width})
        x += width
    return {
        "row": row,
        "quarter": f"{row.year}:{row.quarter}",
        "bars": bars,
        "shares": [
            {"label": track.label, "value": row.shares.get(track.value, 0)} for track in Track
        ],
    }
