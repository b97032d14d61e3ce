"""The list of any noun: find, narrow, order, choose columns, keep as a view, take away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import SavedView
from samsyn.kernel.pages import PageRequest, go_to, page, turned_away
from samsyn.kernel.records import exporting
from samsyn.kernel.records.declaration import Record, url_of
from samsyn.kernel.records.guard import for_record
from samsyn.kernel.records.listing import (
    PAGE_SIZE,
    ListState,
    fetched,
    filter_choices,
    found,
    ordered,
    rows_of,
    selectable_columns,
    table,
)
from samsyn.kernel.records.showing import label_of


@require_GET
@for_record("read")
def record_list(request: PageRequest, record: Record) -> HttpResponse:
    """Show one page of the list, narrowed as the person types."""
    state = ListState.read(record, request.GET)
    rows = fetched(record, found(state, request.actor), state.columns, request.actor)
    pages = Paginator(ordered(state, rows), PAGE_SIZE)
    shown = pages.get_page(state.page)
    context = {
        "record": _heading(record),
        "table": table(
            state, list(shown.object_list), request.actor, lambda pk: url_of(record, pk)
        ),
        "count": pages.count,
        "pager": _pager(state, shown),
        "q": state.q,
        "filters": filter_choices(state, request.actor),
        "total": _total(state, pages.count, request.actor),
        "hidden": _hidden(state),
        "views": _views(request, state),
        "save_view_url": reverse("records:save_view", kwargs={"slug": record.slug}),
        "exports": _exports(request, state),
        "column_choices": [
            {"name": name, "label": label_of(record, name), "shown": name in state.columns}
            for name in selectable_columns(record)
        ],
        "actions": [
            {"label": action.label, "url": reverse(action.url_name)}
            for action in record.list_actions
            if request.actor.may(action.permission)
        ],
        "new_url": _new_address(request, record),
        "import_url": _import_address(request, record),
        "empty": {"title": _("Nothing here yet"), "text": record.empty},
    }
    return page(
        request,
        "kernel/records/list.html",
        context,
        fragment="kernel/records/fragments/_table.html",
    )


@require_GET
@for_record("read")
def record_export(request: PageRequest, record: Record, form: str) -> HttpResponseBase:
    """Hand out all rows of the list, as it is narrowed now."""
    if refusal := turned_away(request, Permission.RECORDS_EXPORT):
        return refusal
    if form not in exporting.FORMATS:
        raise Http404
    return exporting.export(ListState.read(record, request.GET), request.actor, form)


@require_POST
@for_record("read")
def save_view(request: PageRequest, record: Record) -> HttpResponse:
    """Keep the list as it is now under a name, for this person."""
    name = request.POST.get("name", "").strip()[:80]
    query = request.POST.get("query", "")[:4000]
    if name:
        SavedView.everything.update_or_create(
            organisation_id=request.actor.organisation_id,
            user_id=request.actor.user_id,
            slug=record.slug,
            name=name,
            defaults={"query": query},
        )
    answer = go_to(request, "records:list", slug=record.slug)
    if "Location" in answer and query:
        answer["Location"] += f"?{query}"
    return answer


@require_POST
@for_record("read")
def delete_view(request: PageRequest, record: Record, pk: int) -> HttpResponse:
    """Forget one of this person's views."""
    mine = SavedView.owned_by(request.actor).filter(user_id=request.actor.user_id)
    get_object_or_404(mine, pk=pk, slug=record.slug).delete()
    return go_to(request, "records:list", slug=record.slug)


def _total(state: ListState, count: int, actor: Actor) -> int:
    narrowed = bool(state.q or state.filters)
    return rows_of(state.record, actor).count() if narrowed else count


def _heading(record: Record) -> dict[str, str]:
    return {
        "title": record.title,
        "title_plural": record.title_plural,
        "slug": record.slug,
        "intro": str(record.intro),
    }


def _pager(state: ListState, shown: object) -> dict[str, object]:
    number, last = shown.number, shown.paginator.num_pages  # type: ignore[attr-defined]
    return {
        "number": number,
        "last": last,
        "first_index": shown.start_index(),  # type: ignore[attr-defined]
        "last_index": shown.end_index(),  # type: ignore[attr-defined]
        "previous_url": state.query(page=number - 1 if number > 2 else "") if number > 1 else "",  # noqa: PLR2004 - page 1 needs no number
        "next_url": state.query(page=number + 1) if number < last else "",
    }


def _hidden(state: ListState) -> list[tuple[str, str]]:
    hidden = [("sort", state.sort)]
    if state.columns != state.record.columns:
        hidden.append(("columns", ",".join(state.columns)))
    return [(name, value) for name, value in hidden if value]


def _views(request: PageRequest, state: ListState) -> list[dict[str, object]]:
    mine = SavedView.owned_by(request.actor).filter(
        user_id=request.actor.user_id, slug=state.record.slug
    )
    now = state.query(page="").lstrip("?")
    return [
        {
            "name": view.name,
            "url": f"?{view.query}",
            "current": view.query == now,
            "delete_url": reverse(
                "records:delete_view", kwargs={"slug": state.record.slug, "pk": view.pk}
            ),
        }
        for view in mine.order_by("name")
    ]


def _exports(request: PageRequest, state: ListState) -> list[dict[str, str]]:
    if not request.actor.may(Permission.RECORDS_EXPORT):
        return []
    query = state.query(page="")
    kwargs = {"slug": state.record.slug}
    return [
        {
            "label": form.upper(),
            "url": reverse("records:export", kwargs={**kwargs, "form": form}) + query,
        }
        for form in exporting.FORMATS
    ]


def _import_address(request: PageRequest, record: Record) -> str:
    may = request.actor.may(Permission.RECORDS_IMPORT) and request.actor.may(record.write)
    if not (may and record.importable and record.made_by_hand and record.writable):
        return ""
    return reverse("imports:upload", kwargs={"slug": record.slug})


def _new_address(request: PageRequest, record: Record) -> str:
    may = record.made_by_hand and record.writable and request.actor.may(record.write)
    return _address(record, "new") if may else ""


def _address(record: Record, name: str) -> str:
    return reverse(f"records:{name}", kwargs={"slug": record.slug})
