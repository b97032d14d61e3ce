"""One item for those who meet about it: what is proposed, on what ground, with which papers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.council.forms.agenda import ProposalForm
from samsyn.apps.council.models import AgendaItem, Forum, PaperReceipt
from samsyn.apps.council.queries.papers import latest, papers_of, receipts_of
from samsyn.apps.council.services.open_paper import open_paper
from samsyn.apps.council.services.propose import propose_item
from samsyn.apps.council.views.decided import deciding_of
from samsyn.apps.council.views.frames import answer, trail
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import Document
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_at, url_of
from samsyn.kernel.records.documents.views import answer_with


def items_here(request: PageRequest) -> QuerySet[AgendaItem]:
    """Return the items of our own that the actor may see."""
    rows = AgendaItem.owned_by(request.actor)
    return rows.select_related("forum", "meeting", "presenter", "proposed_by", "postponed_from")


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def item_page(request: PageRequest, pk: int) -> HttpResponse:
    """Show an item with its papers, and who has got which version of them."""
    actor = request.actor
    item = get_object_or_404(items_here(request), pk=pk)
    papers = papers_of(actor, [item]).get(item, [])
    receipts = receipts_of(actor, papers) if actor.may(Permission.COUNCIL_WRITE) else {}
    may_write = actor.may(Permission.COUNCIL_WRITE)
    context: dict[str, Any] = {
        "title": item.name,
        "subtitle": item.forum.name,
        "item": item,
        "presenter": item.presenter.name if item.presenter else item.presenter_name,
        "papers": [_paper(item, one, papers, receipts.get(one.pk, [])) for one in latest(papers)],
        "may_write": may_write,
        "deciding": deciding_of(actor, item),
        "new_paper_url": reverse(
            "records:document_new", kwargs={"slug": "agenda-items", "pk": item.pk}
        ),
        "actions": _actions(item) if may_write else [],
        "breadcrumbs": trail(item.forum, item.meeting),
    }
    return page(request, "council/item.html", context)


def _paper(
    item: AgendaItem, paper: Document, papers: list[Document], receipts: list[PaperReceipt]
) -> dict[str, object]:
    by_pk = {one.pk: one for one in papers}
    earlier, one = [], paper
    while one.version_of_id in by_pk:
        one = by_pk[one.version_of_id]
        earlier.append({"row": one, "url": _address(item, one)})
    return {
        "row": paper,
        "url": _address(item, paper),
        "version": len(earlier) + 1,
        "earlier": earlier,
        "receipts": receipts,
    }


def _address(item: AgendaItem, paper: Document) -> str:
    return reverse("council:paper", kwargs={"pk": item.pk, "document": paper.pk})


def _actions(item: AgendaItem) -> list[dict[str, object]]:
    record = record_at("agenda-items")
    edit = reverse("records:edit", kwargs={"slug": record.slug, "pk": item.pk})
    return [
        {"label": _("Edit"), "url": edit, "method": "get", "primary": True},
        {"label": _("Everything about it"), "url": url_of(record, item.pk), "method": "get"},
    ]


@require_GET
@requires(Permission.COUNCIL_TAKE_PART)
def paper(request: PageRequest, pk: int, document: int) -> HttpResponseBase:
    """Hand out one paper of an item to who may see the item, and note that it was opened."""
    item = get_object_or_404(items_here(request), pk=pk)
    papers = papers_of(request.actor, [item]).get(item, [])
    found = next((one for one in papers if one.pk == document), None)
    if found is None:
        raise Http404
    open_paper(request.actor, item_id=item.pk, document_id=found.pk)
    return answer_with(request.actor, found)


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_TAKE_PART)
def propose(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what is put before the forum, and keep it in the backlog."""
    forum = get_object_or_404(Forum.owned_by(request.actor), pk=pk)
    form = ProposalForm(request.POST or None)
    context = {
        "title": _("Propose an item"),
        "subtitle": forum.name,
        "intro": _("It waits in the backlog until a meeting takes it up."),
        "submit_label": _("Propose it"),
        "cancel_url": reverse("council:forum", args=[pk]),
        "breadcrumbs": trail(forum),
    }
    return answer(
        request,
        form,
        lambda: propose_item(request.actor, forum_id=pk, proposal=form.proposed({})),
        context,
        done=_("It waits in the backlog now."),
    )
