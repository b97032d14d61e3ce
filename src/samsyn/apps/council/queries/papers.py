"""The papers of agenda items: which versions there are, and who has got which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samsyn.apps.council.models import AgendaItem, PaperReceipt
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Document
from samsyn.kernel.records.documents.services import documents_of_rows


def papers_of(actor: Actor, items: Iterable[AgendaItem]) -> Mapping[AgendaItem, list[Document]]:
    """Return every paper of items the actor was let read, the newest first."""
    by_pk = {item.pk: item for item in items if item.pk}
    found: dict[AgendaItem, list[Document]] = {item: [] for item in by_pk.values()}
    for paper in documents_of_rows(actor, AgendaItem, by_pk):
        found[by_pk[paper.row_id]].append(paper)
    return found


def current_papers(
    actor: Actor, items: Iterable[AgendaItem]
) -> Mapping[AgendaItem, list[Document]]:
    """Return the latest version of each paper."""
    found = papers_of(actor, items)
    return {item: latest(papers) for item, papers in found.items() if papers}


def latest(papers: Iterable[Document]) -> list[Document]:
    """Leave out the papers that a newer version has replaced."""
    all_of_them = list(papers)
    replaced = {paper.version_of_id for paper in all_of_them}
    return [paper for paper in all_of_them if paper.pk not in replaced]


def receipts_of(actor: Actor, papers: Iterable[Document]) -> Mapping[int, list[PaperReceipt]]:
    """Return who was sent which version and who has opened it, by paper."""
    found: dict[int, list[PaperReceipt]] = {}
    rows = PaperReceipt.owned_by(actor).filter(document__in=[p.pk for p in papers])
    for row in rows.select_related("attendance").order_by("attendance__who"):
        found.setdefault(row.document_id, []).append(row)
    return found
