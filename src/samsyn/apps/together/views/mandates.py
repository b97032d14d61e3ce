"""What a change of mandate touches: the page, deciding about each thing, and taking all along."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.together.forms import MatterForm
from samsyn.apps.together.models import MandateChange, MandateMatter
from samsyn.apps.together.queries.touched import Thing, address_of, touched_by
from samsyn.apps.together.services.settle_mandate import (
    decide_matter,
    may_be_ended,
    settle_change,
)
from samsyn.apps.together.services.take_out import Share, all_about, all_of_ours, zipped
from samsyn.apps.together.wording import SORTS, explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.domain.together.mandate import Touched
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.tenancy.session import streaming_for

_SORTED = {sort: nth for nth, sort in enumerate(Touched)}


@require_http_methods(["GET", "POST"])
@requires(Permission.TOGETHER_SETTLE)
def touches(request: PageRequest, pk: int) -> HttpResponse:
    """List all that the change touches; a POST keeps what was decided about one thing."""
    change = get_object_or_404(_changes(request.actor), pk=pk)
    form = MatterForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        told = form.cleaned_data
        try:
            decide_matter(
                request.actor,
                change_id=pk,
                key=(told["table"], told["row"]),
                decision=told["decision"],
                end_it=told["end_it"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Saved."))
            return go_to(request, "together:touches", pk=pk)
    return page(
        request,
        "together/touches.html",
        _touches(request.actor, change, form),
        status=422 if form is not None and form.errors else 200,
    )


def _changes(actor: Actor):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a query
    return MandateChange.owned_by(actor).select_related(
        "member", "person", "fund", "forum", "responsible"
    )


def _touches(actor: Actor, change: MandateChange, form: MatterForm | None) -> dict[str, object]:
    things = touched_by(actor, change)
    matters = {
        (m.table_name, m.row_id): m for m in MandateMatter.owned_by(actor).filter(change=change)
    }
    undecided = sum((t.table, t.row_id) not in matters for t in things)
    known = {(t.table, t.row_id) for t in things}
    typed = (form["table"].value(), str(form["row"].value())) if form is not None else None
    return {
        "title": change.name,
        "change": change,
        "about": change.member or change.person or change.fund or change.forum,
        "groups": [
            {
                "sort": sort.value,
                "heading": SORTS[sort][0],
                "question": SORTS[sort][1],
                "lines": [_line(actor, thing, matters, form, typed) for thing in found],
            }
            for sort, found in _by_sort(things)
        ],
        "ended": [m for key, m in matters.items() if key not in known],
        "count": len(things),
        "undecided": undecided,
        "form": form,
        "take_url": reverse("together:take_about", args=[change.pk]),
        "settle_url": reverse("together:settle", args=[change.pk]),
        "breadcrumbs": [
            {"label": _("Members"), "url": reverse("together:overview")},
            {"label": change.name, "url": record_url(change)},
        ],
    }


def _by_sort(things: Iterable[Thing]) -> list[tuple[Touched, list[Thing]]]:
    ordered = sorted(things, key=lambda t: (_SORTED[t.sort], t.name.casefold()))
    return [(sort, list(found)) for sort, found in groupby(ordered, key=lambda t: t.sort)]


def _line(
    actor: Actor,
    thing: Thing,
    matters: dict[tuple[str, int], MandateMatter],
    form: MatterForm | None,
    typed: tuple[str, str] | None,
) -> dict[str, object]:
    at_fault = form is not None and typed == (thing.table, str(thing.row_id))
    matter = matters.get((thing.table, thing.row_id))
    return {
        "thing": thing,
        "url": address_of(thing),
        "matter": matter,
        "may_end": may_be_ended(actor, thing),
        "errors": form.errors if at_fault and form is not None else None,
        "typed": form["decision"].value() if at_fault and form is not None else "",
    }


@require_POST
@requires(Permission.TOGETHER_SETTLE)
def settle(request: PageRequest, pk: int) -> HttpResponse:
    """Close the change, or say how much is left."""
    get_object_or_404(MandateChange.owned_by(request.actor), pk=pk)
    try:
        settle_change(request.actor, change_id=pk)
    except Refused as refusal:
        for objection in refusal.objections:
            messages.error(request, explain(objection))
    else:
        messages.success(request, _("Settled."))
    return go_to(request, "together:touches", pk=pk)


@require_GET
@requires(Permission.TOGETHER_SETTLE)
def take_about(request: PageRequest, pk: int) -> StreamingHttpResponse:
    """Hand out all that we hold about whoever leaves."""
    change = get_object_or_404(_changes(request.actor), pk=pk)
    if not request.actor.may(Permission.RECORDS_EXPORT):
        raise Http404
    return _archive(request, all_about(request.actor, change), change.name)


@require_GET
@requires(Permission.TOGETHER_SETTLE)
def take_ours(request: PageRequest) -> StreamingHttpResponse:
    """Hand out everything that is ours."""
    if not request.actor.may(Permission.RECORDS_EXPORT):
        raise Http404
    return _archive(request, all_of_ours(request.actor), str(request.organisation))


def _archive(request: PageRequest, shares: list[Share], about: str) -> StreamingHttpResponse:
    told = {
        "organisation": str(request.organisation),
        "about": about,
        "taken_on": clock.today(),
        "taken_by": request.actor.name,
    }
    parts = streaming_for(request.actor, zipped(request.actor, shares, told))
    response = StreamingHttpResponse(parts, content_type="application/zip")
    slug = request.organisation.slug if request.organisation else "samsyn"
    name = f"{slug}-{clock.today():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
