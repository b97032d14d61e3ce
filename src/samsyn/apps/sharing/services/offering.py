"""Offer a row, offer it anew when it has changed, and withdraw the offer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from samsyn.apps.checks.public import queue_spreading
from samsyn.apps.organisation.public import person_of
from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.queries.offers import topic
from samsyn.apps.sharing.queries.snapshots import (
    Snapshot,
    label_of,
    snapshot_of,
    texts_of,
    words_of,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.domain.sharing.objections import Obstacle
from samsyn.domain.sharing.screening import Place, not_confirmed, screen
from samsyn.kernel import clock
from samsyn.kernel.asking import alone
from samsyn.kernel.models import Organisation
from samsyn.kernel.sharing import Shareable, shareable_of_kind
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.use_case import use_case

REACH = (Visibility.FEDERATION, Visibility.PUBLIC)
_LONGEST_ABOUT = 400


@use_case(Permission.SHARING_OFFER)
def offer_row(  # noqa: PLR0913 - what an offer must say
    actor: Actor,
    *,
    kind: str,
    row_id: int,
    reach: str = Visibility.FEDERATION,
    note: str = "",
    optional: Collection[str] = (),
    confirmed: Collection[str] = (),
) -> Offer:
    """Offer one of our rows as it is now, or renew the offer; the row stays as closed as it was.

    `confirmed` are the places that somebody has looked at and found not to be personal data.
    Raises Refused for a restricted row, and with every place that still holds personal data.
    """
    declared, row = row_to_offer(actor, kind, row_id)
    snapshot = snapshot_of(actor, declared, row, optional)
    places = not_confirmed(places_in(actor, declared, snapshot, note), confirmed)
    refuse_if(_personal(place) for place in places)
    about = sorted(alone(declared.about(actor, row)), key=str)
    offer, is_new = _offer_of(actor, declared.kind, row_id)
    changed = is_new or offer.snapshot != snapshot or offer.withdrawn_on is not None
    if changed and not is_new:
        offer.edition += 1
        offer.renewed_on = clock.today()
    offer.name = str(row)[:300]
    offer.about = [topic(one) for one in about]
    offer.about_names = ", ".join(str(one) for one in about)[:_LONGEST_ABOUT]
    offer.snapshot, offer.note = snapshot, note.strip()
    offer.words = words_of(texts_of(declared, snapshot))
    offer.sources = _sources(actor, declared.kind, row_id)
    offer.visibility = Visibility(reach) if reach in REACH else Visibility.FEDERATION
    offer.offered_by, offer.withdrawn_on = person_of(actor), None
    offer.save()
    if changed and offer.edition > 1:
        queue_spreading([Taking._meta.db_table])  # those who took it are told
    return offer


@use_case(Permission.SHARING_OFFER)
def withdraw_offer(actor: Actor, *, offer_id: int, reason: str = "") -> Offer:  # noqa: ARG001 - kept with the act
    """Take an offer back: from now on nobody else sees it. What others took stays theirs."""
    offer = Offer.owned_by(actor).select_for_update().get(pk=offer_id)
    offer.withdrawn_on, offer.visibility = clock.today(), Visibility.OWN
    offer.save()
    return offer


def row_to_offer(actor: Actor, kind: str, row_id: int) -> tuple[Shareable, Any]:
    """Return the declaration and our row; raises Refused where it may not be offered."""
    declared = shareable_of_kind(kind)
    if declared is None or not actor.may(declared.record.read):
        raise Refused([Objection(Obstacle.NOT_SHAREABLE)])
    row = declared.model.owned_by(actor).filter(pk=row_id).first()
    if row is None:
        raise Refused([Objection(Obstacle.NOT_SHAREABLE)])
    if row.visibility == Visibility.RESTRICTED:
        raise Refused([Objection(Obstacle.RESTRICTED)])
    return declared, row


def places_in(
    actor: Actor, declared: Shareable, snapshot: Snapshot, note: str
) -> tuple[Place, ...]:
    """Return every place in what would leave the organisation that looks like personal data."""
    texts = {**texts_of(declared, snapshot), label_of(Offer, "note"): note}
    country = Organisation.objects.values_list("country", flat=True).get(pk=actor.organisation_id)
    return screen(texts, today=clock.today(), country=country)


def _sources(actor: Actor, kind: str, row_id: int) -> list[dict[str, str]]:
    """Return whose work our row is made from: it goes with the offer, however often it is taken."""
    taken = Taking.owned_by(actor).filter(kind=kind, row_id=row_id, origin__isnull=False)
    told: list[dict[str, str]] = []
    kept = taken.exclude(state=Taking.State.DECLINED).select_related("origin").order_by("pk")
    for one in kept:
        theirs = {"who": one.origin.name, "what": one.name} if one.origin else {}
        told += [source for source in (*one.sources, theirs) if source and source not in told]
    return told


def _personal(place: Place) -> Objection:
    return Objection(
        Obstacle.PERSONAL, {"field": place.field, "shown": place.shown, "kind": str(place.kind)}
    )


def _offer_of(actor: Actor, kind: str, row_id: int) -> tuple[Offer, bool]:
    known = Offer.owned_by(actor).select_for_update(of=("self",))
    found = known.filter(kind=kind, row_id=row_id).first()
    if found is not None:
        return found, False
    me, today = actor.organisation_id, clock.today()
    return Offer(organisation_id=me, kind=kind, row_id=row_id, offered_on=today), True
