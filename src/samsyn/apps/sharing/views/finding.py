"""What neighbours offer: search, narrow, sort, and see what it is before taking it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.queries.offers import (
    SORTS,
    Fitting,
    Wanted,
    Ways,
    narrowing,
    neighbours_offers,
    topic_names,
)
from samsyn.apps.sharing.wording import kind_in_words
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE_SIZE = 25


@require_GET
@requires(Permission.SHARING_READ)
def neighbours_offer(request: PageRequest) -> HttpResponse:
    """Show one page of what others offer us, the most used first; all of it is in the address."""
    wanted = _read(request)
    pages: Paginator[Offer] = Paginator(Fitting(request.actor, wanted), _PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    narrowed = bool(wanted.q or wanted.kind or wanted.by or wanted.about)
    total = neighbours_offers(request.actor).count() if narrowed else pages.count
    ways = narrowing(request.actor, total)
    return page(
        request,
        "sharing/neighbours_offer.html",
        {
            "title": _("What neighbours offer"),
            "q": wanted.q,
            "filters": _filters(request, wanted, ways),
            "offers": _rows(request, shown),
            "count": pages.count,
            "narrowed": narrowed,
            "nothing_at_all": not total,
            "pager": _pager(wanted, shown),
        },
    )


def _read(request: PageRequest) -> Wanted:
    said = {name: request.GET.get(name, "").replace("\x00", "").strip()[:100]
            for name in ("q", "kind", "by", "about", "sort")}  # fmt: skip
    return Wanted(**{**said, "sort": said["sort"] if said["sort"] in SORTS else "use"})


def _filters(request: PageRequest, wanted: Wanted, ways: Ways) -> list[dict[str, object]]:
    kinds = [(value, kind_in_words(value), n) for value, _name, n in ways["kinds"]]
    about = ways["about"]
    if wanted.about and wanted.about not in {value for value, _name, _n in about}:
        name = topic_names(request.actor, [wanted.about]).get(wanted.about, wanted.about)
        about = [(wanted.about, name, 0), *about]
    sorts = [("use", _("most used"), 0), ("new", _("latest"), 0), ("name", _("name"), 0)]
    return [
        _filter("kind", _("Kind"), kinds, wanted.kind),
        _filter("by", _("Municipality"), ways["by"], wanted.by),
        _filter("about", _("Product"), about, wanted.about),
        _filter("sort", _("In order of"), sorts, wanted.sort, may_be_any=False),
    ]


def _filter(
    name: str, label: str, choices: list[tuple[str, str, int]], chosen: str, *,
    may_be_any: bool = True,
) -> dict[str, object]:  # fmt: skip
    listed = [{"value": "", "label": _("All"), "selected": not chosen}] if may_be_any else []
    listed += [
        {"value": value, "label": f"{words} ({n})" if n else words, "selected": value == chosen}
        for value, words, n in choices
    ]
    return {"name": name, "label": label, "choices": listed, "on": bool(chosen) and may_be_any}


def _rows(request: PageRequest, shown: Page[Offer]) -> list[dict[str, object]]:
    offers = list(shown.object_list)
    taken = Taking.owned_by(request.actor).filter(offer_id__in=[offer.pk for offer in offers])
    ours = dict(taken.values_list("offer_id", "pk"))
    return [
        {
            "offer": offer,
            "kind": kind_in_words(offer.kind),
            "url": record_url(offer),
            "taken_url": reverse("records:page", kwargs={"slug": "takings", "pk": ours[offer.pk]})
            if offer.pk in ours
            else "",
        }
        for offer in offers
    ]


def _pager(wanted: Wanted, shown: Page[Offer]) -> dict[str, object]:
    state = {"q": wanted.q, "kind": wanted.kind, "by": wanted.by, "about": wanted.about}
    state["sort"] = "" if wanted.sort == "use" else wanted.sort

    def at(number: int) -> str:
        said = {name: value for name, value in {**state, "page": str(number)}.items() if value}
        return f"?{urlencode(said)}"

    return {
        "number": shown.number,
        "last": shown.paginator.num_pages,
        "first_index": shown.start_index(),
        "last_index": shown.end_index(),
        "previous_url": at(shown.number - 1) if shown.has_previous() else "",
        "next_url": at(shown.number + 1) if shown.has_next() else "",
    }
