"""What a change of mandate touches: the page, deciding about each thing, and taking all along."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.together.forms import MattersForm
from samsyn.apps.together.models import MandateChange, MandateMatter
from samsyn.apps.together.queries.touched import Thing, address_of, touched_by
from samsyn.apps.together.services.settle_mandate import (
    decide_matters,
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

_SHOWN, _PAGE = 25, 100
_SORTED = {sort: nth for nth, sort in enumerate(Touched)}


@require_http_methods(["GET", "POST"])
@requires(Permission.TOGETHER_SETTLE)
def touches(request: PageRequest, pk: int, sort: str = "") -> HttpResponse:
    """List what the change touches, a few of each sort; of one sort all, page by page."""
    change = get_object_or_404(_changes(request.actor), pk=pk)
    if sort and sort not in set(Touched):
        raise Http404
    seen = _Seen(request.actor, change, Touched(sort) if sort else None)
    form = None
    if request.method == "POST":
        form = seen.form(request.POST)
        if form.is_valid() and _decided(request, pk, form):
            messages.success(request, _("Saved."))
            address = "together:touches_of" if sort else "together:touches"
            return go_to(request, address, **({"pk": pk, "sort": sort} if sort else {"pk": pk}))
    return page(
        request,
        "together/touches.html",
        seen.context(form, request.POST.get("sort", ""), request.GET.get("page", "1")),
        status=422 if form is not None and form.errors else 200,
    )


def _decided(request: PageRequest, pk: int, form: MattersForm) -> bool:
    try:
        decide_matters(
            request.actor,
            change_id=pk,
            keys=form.keys(),
            decision=form.cleaned_data["decision"],
            end_it=form.cleaned_data["end_it"],
        )
    except Refused as refusal:
        form.refuse(refusal.objections)
        return False
    return True


def _changes(actor: Actor) -> QuerySet[MandateChange]:
    return MandateChange.owned_by(actor).select_related(
        "member", "person", "fund", "forum", "responsible"
    )


class _Seen:
    """What a page shows of a change: all its things, and what was decided about them."""

    def __init__(self, actor: Actor, change: MandateChange, only: Touched | None) -> None:
        self._actor, self._change, self._only = actor, change, only
        self._things = touched_by(actor, change)
        self._matters = {
            (m.table_name, m.row_id): m for m in MandateMatter.owned_by(actor).filter(change=change)
        }

    def form(self, data: QueryDict) -> MattersForm:
        """Return the form for the sort that was posted."""
        of_sort = [t for t in self._things if t.sort.value == data.get("sort")]
        open_ones = [_key(t) for t in of_sort if (t.table, t.row_id) not in self._matters]
        return MattersForm(data, [(_key(t), t.name) for t in of_sort], open_ones)

    def context(self, form: MattersForm | None, posted: str, number: str) -> dict[str, object]:
        """Return all that the template needs."""
        change, known = self._change, {(t.table, t.row_id) for t in self._things}
        return {
            "title": change.name,
            "change": change,
            "about": change.member or change.person or change.fund or change.forum,
            "only": self._only,
            "groups": [
                self._group(sort, found, form if posted == sort else None, number)
                for sort, found in _by_sort(self._things)
                if self._only in (None, sort)
            ],
            "ended": [m for key, m in self._matters.items() if key not in known][:_SHOWN],
            "count": len(self._things),
            "undecided": sum((t.table, t.row_id) not in self._matters for t in self._things),
            "take_url": reverse("together:take_about", args=[change.pk]),
            "settle_url": reverse("together:settle", args=[change.pk]),
            "whole_url": reverse("together:touches", args=[change.pk]),
            "breadcrumbs": [
                {"label": _("Members"), "url": reverse("together:overview")},
                {"label": change.name, "url": record_url(change)},
            ],
        }

    def _group(
        self, sort: Touched, found: list[Thing], form: MattersForm | None, number: str
    ) -> dict[str, object]:
        """Return one sort: a few of them, or a page where the sort is looked at alone."""
        found = sorted(found, key=lambda t: (t.table, t.row_id) in self._matters)
        pages = Paginator(found, _PAGE if self._only else _SHOWN)
        shown = pages.get_page(number if self._only else 1)
        heading, question = SORTS[sort]
        return {
            "sort": sort.value,
            "heading": heading,
            "question": question,
            "count": len(found),
            "open": sum((t.table, t.row_id) not in self._matters for t in found),
            "lines": [self._line(thing, form) for thing in shown],
            "more_url": reverse("together:touches_of", args=[self._change.pk, sort.value])
            if pages.num_pages > 1 and not self._only
            else "",
            "page": shown if self._only and pages.num_pages > 1 else None,
            "may_end": any(may_be_ended(self._actor, thing) for thing in found),
            "form": form,
        }

    def _line(self, thing: Thing, form: MattersForm | None) -> dict[str, object]:
        return {
            "thing": thing,
            "key": _key(thing),
            "url": address_of(thing),
            "matter": self._matters.get((thing.table, thing.row_id)),
            "chosen": form is not None and _key(thing) in form.data.getlist("things"),  # type: ignore[attr-defined]
        }


def _key(thing: Thing) -> str:
    return f"{thing.table}:{thing.row_id}"


def _by_sort(things: Iterable[Thing]) -> list[tuple[Touched, list[Thing]]]:
    ordered = sorted(things, key=lambda t: (_SORTED[t.sort], t.name.casefold()))
    return [(sort, list(found)) for sort, found in groupby(ordered, key=lambda t: t.sort)]


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
