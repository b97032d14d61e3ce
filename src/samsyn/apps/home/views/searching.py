"""The search box: one question to everything the person may read."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.home.queries.search import as_found, search_entries
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import SearchEntry
from samsyn.kernel.pages import PageRequest, page, requires

PAGE_SIZE = 25
_MOST_DIGITS = 6


@require_GET
@requires(Permission.SIGNED_IN)
def search(request: PageRequest) -> HttpResponse:
    """Show what is found, ours first, the neighbours' shared rows with their name."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    language = request.organisation.language if request.organisation else ""
    entries = search_entries(request.actor, q, language) if q else SearchEntry.everything.none()
    pages = Paginator(entries, PAGE_SIZE)
    number = request.GET.get("page", "1")
    shown = pages.get_page(number if number.isdecimal() and len(number) < _MOST_DIGITS else 1)
    return page(
        request,
        "home/search.html",
        {
            "title": _("Search"),
            "search_words": q,
            "q": q,
            "count": pages.count,
            "found": as_found(request.actor, list(shown.object_list)),
            "pager": _pager(q, shown),
        },
    )


def _pager(q: str, shown: Page[SearchEntry]) -> dict[str, object]:
    number, last = shown.number, shown.paginator.num_pages
    return {
        "number": number,
        "last": last,
        "first_index": shown.start_index(),
        "last_index": shown.end_index(),
        "previous_url": _address(q, number - 1) if number > 1 else "",
        "next_url": _address(q, number + 1) if number < last else "",
    }


def _address(q: str, number: int) -> str:
    query = QueryDict(mutable=True)
    query.update({"q": q, "page": str(number)})
    return f"?{query.urlencode()}"
