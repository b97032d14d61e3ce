"""What other nouns' pages tell of sharing: offered, taken from whom, a neighbour has done this."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from samsyn.apps.sharing.models import Taking
from samsyn.apps.sharing.queries.comparing import both_of, lines_of
from samsyn.apps.sharing.queries.offers import (
    A_NEIGHBOURS,
    OUR_OFFER,
    OUR_TAKING,
    counts_of,
    marks,
    topic,
)
from samsyn.apps.sharing.wording import kind_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.asking import Asking
from samsyn.kernel.records.declaration import Record, record_url
from samsyn.kernel.records.views.pages import Addition
from samsyn.kernel.sharing import shareable_of, shareable_of_kind
from samsyn.kernel.tenancy.owned import Visibility


def mark(actor: Actor, record: Record, row: Any) -> Asking[Addition | None]:  # noqa: ANN401 - any noun
    """Ask for the panel and the button for a page of something that may be shared."""
    declared = shareable_of(record.model)
    if declared is None or not actor.may(Permission.SHARING_READ):
        return None
    about = [topic(one) for one in (yield from declared.about(actor, row))]
    facts = yield from marks(actor, record.slug, row.pk, str(row), about)
    context = {
        "ours": next((_ours(f) for f in facts if f["what"] == OUR_OFFER), None),
        "takings": [_taking(f) for f in facts if f["what"] == OUR_TAKING],
        "neighbours": [_neighbours(f) for f in facts if f["what"] == A_NEIGHBOURS],
        "all_url": _all(record, row, about),
    }
    shown = any(context[name] for name in ("ours", "takings", "neighbours"))
    may = actor.may(Permission.SHARING_OFFER) and row.visibility != Visibility.RESTRICTED
    url = reverse("sharing:offer", kwargs={"kind": record.slug, "pk": row.pk})
    offer = {"label": _("Offer to neighbours"), "url": url, "method": "get"}
    return Addition(
        actions=[offer] if may and not context["ours"] else [],
        template="sharing/fragments/_marks.html" if shown else "",
        context=context,
    )


def taking_state(actor: Actor, taking: Taking) -> Asking[dict[str, object] | None]:
    """Ask how a taking stands: its row of ours, the origin's offer now, what differs."""
    declared = shareable_of_kind(taking.kind)
    if declared is None:
        return None
    row, offer = yield from both_of(actor, taking)
    theirs = offer.snapshot if offer else taking.snapshot
    lines = lines_of(actor, declared, row, taking.snapshot, theirs) if row else []
    return {
        "kind": kind_in_words(taking.kind),
        "row": row,
        "row_url": record_url(row) if row else "",
        "offer_url": record_url(offer) if offer else "",
        "sources": taking.sources,
        "renewed_on": offer.renewed_on if offer and offer.edition > taking.edition else None,
        "counts": counts_of(actor, offer) if offer else None,
        "differences": [line for line in lines if line.differs],
        "compare_url": reverse("sharing:compare", args=[taking.pk]),
        "thank_url": "" if taking.thanked_on else reverse("sharing:thank", args=[taking.pk]),
    }


def _ours(fact: dict[str, Any]) -> dict[str, object]:
    return {"url": _page("offers", fact["id"]), "used": fact["used"], "edition": fact["edition"]}


def _taking(fact: dict[str, Any]) -> dict[str, object]:
    return {
        "url": _page("takings", fact["id"]),
        "who": fact["who"],
        "state": Taking.State(fact["state"]).label,
        "taken_on": parse_date(fact["taken_on"] or ""),
        "decided_on": parse_date(fact["decided_on"] or ""),
        "sources": fact["sources"],
        "changed": fact["now"] is not None and fact["now"] > fact["edition"],
        "compare_url": reverse("sharing:compare", args=[fact["id"]]),
    }


def _neighbours(fact: dict[str, Any]) -> dict[str, object]:
    return {
        "url": _page("offers", fact["id"]),
        "name": fact["name"],
        "who": fact["who"],
        "kind": kind_in_words(fact["kind"]),
        "used": fact["used"],
    }


def _page(slug: str, pk: int) -> str:
    return reverse("records:page", kwargs={"slug": slug, "pk": pk})


def _all(record: Record, row: Any, about: list[str]) -> str:  # noqa: ANN401 - any noun
    said = {"about": about[0]} if about else {"kind": record.slug, "q": str(row)}
    return f"{reverse('sharing:neighbours')}?{urlencode(said)}"
