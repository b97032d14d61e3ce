"""The page of an exchange: what is replaced by what, when, and what still has to move."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.exchange import Exchange, exchange_of
from samsyn.apps.register.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.retirement import Obstacle, objections_to_retirement
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_of, record_url
from samsyn.kernel.records.showing import label_of, show

_COMPARED = (
    "stage",
    "production_on",
    "phase_out_on",
    "owner",
    "unit",
    "criticality",
    "users",
    "hosting",
    "yearly_cost",
)


@require_GET
@requires(Permission.REGISTER_READ)
def system_exchange(request: PageRequest, pk: int) -> HttpResponse:
    """Show both systems side by side, the cut-over, and a checklist of what hangs on the old."""
    rows = System.owned_by(request.actor).select_related(
        "owner", "unit", "replaced_by__owner", "replaced_by__unit"
    )
    asked = get_object_or_404(rows, pk=pk)
    if asked.replaced_by_id is None:
        olds = list(rows.filter(replaced_by=asked).values_list("pk", flat=True)[:2])
        if len(olds) == 1:  # asked from the new one: it is the same exchange
            return go_to(request, "register:system_exchange", pk=olds[0])
    found = exchange_of(request.actor, asked)
    old, new = found.old, found.new
    checks = [*_preparations(found), *_moves(found)]
    edit = reverse("records:edit", kwargs={"slug": "systems", "pk": pk})
    return page(
        request,
        "register/exchange.html",
        {
            "title": _("Exchange of %(name)s") % {"name": old.name},
            "old": old,
            "new": new,
            "old_url": record_url(old),
            "new_url": record_url(new) if new else "",
            "compared": _compared(request, old, new),
            "checks": checks,
            "done": sum(bool(check["done"]) for check in checks),
            "days": (old.cut_over_on - clock.today()).days if old.cut_over_on else None,
            "objections": [
                explain(objection)
                for objection in objections_to_retirement(found.case)
                if objection.code not in {Obstacle.NOT_YET, Obstacle.ALREADY_RETIRED}
            ],
            "edit_url": edit if request.actor.may(Permission.REGISTER_WRITE) else "",
            "breadcrumbs": [{"label": old.name, "url": record_url(old)}],
        },
    )


def _compared(request: PageRequest, old: System, new: System | None) -> list[dict[str, str]]:
    record = record_of(System)
    if record is None:
        return []
    return [
        {
            "label": label_of(record, name),
            "old": show(record, old, name, request.actor).text,
            "new": show(record, new, name, request.actor).text if new else "",
        }
        for name in _COMPARED
    ]


def _preparations(found: Exchange) -> list[dict[str, object]]:
    old, new = found.old, found.new
    return [
        {"text": _("It is said which system takes over."), "done": new is not None},
        {"text": _("The cut-over day is set."), "done": old.cut_over_on is not None},
        {
            "text": _("The new system is in use."),
            "done": new is not None and new.stage in {"pilot", "production"},
        },
        {
            "text": _("All information in the old one is in the new one too."),
            "done": not found.left,
            "left": found.left,
        },
    ]


def _moves(found: Exchange) -> list[dict[str, object]]:
    return [
        {
            "text": row["label"],
            "done": False,
            "count": row["count"],
            "rows": row["rows"],
            "more_url": row["more_url"],
            "new_count": found.moved.get(str(row["label"]), 0),
        }
        for row in found.hanging
    ]
