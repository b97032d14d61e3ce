"""Note that somebody who is called opened a paper: the first time, and no more."""

from __future__ import annotations

from samsyn.apps.council.models import AgendaItem, PaperReceipt
from samsyn.apps.council.queries.agenda import mine_at
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock, journal


def open_paper(actor: Actor, *, item_id: int, document_id: int) -> None:
    """Keep when one who is called to the item's meeting first opened a version of a paper.

    Nothing is kept of those who only read, and an address that is fetched again writes nothing.
    """
    item = AgendaItem.owned_by(actor).select_related("meeting").get(pk=item_id)
    mine = mine_at(actor, item.meeting) if item.meeting else None
    if mine is None:
        return
    known = PaperReceipt.owned_by(actor).filter(attendance=mine, document=document_id).first()
    if known and known.opened_at:
        return
    with journal.act(actor, "council.open_paper"):
        if known:
            known.opened_at = clock.now()
            known.save(update_fields=["opened_at"])
        else:
            PaperReceipt.everything.create(
                organisation_id=actor.organisation_id,
                item=item,
                attendance=mine,
                document_id=document_id,
                opened_at=clock.now(),
            )
