"""Agree on pooled time: propose, agree, decline, end early, and withdraw what was offered.

Each side writes its own copy; the database says when both have agreed to the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from samsyn.apps.federation.models import TimeAgreement, TimeOffer, TimeRequest
from samsyn.apps.federation.queries.pooled import partner_copy, possible_partners, share_held
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.pooling import WHOLE, PoolObstacle
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.events import RowsChanged, publish
from samsyn.kernel.tenancy.session import acting_for
from samsyn.kernel.use_case import use_case

_TABLES = frozenset({"federation_timeagreement", "organisation_capacitychange"})
Side = TimeAgreement.Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What both must agree to."""

    role_id: int
    share: int
    since: date
    until: date
    price: Decimal | None = None


@use_case(Permission.TIME_POOL)
def propose_time(  # noqa: PLR0913 - what a proposal must say
    actor: Actor,
    *,
    partner_id: int,
    lends: bool,
    terms: Terms,
    person_id: int | None = None,
    offer_id: int | None = None,
    request_id: int | None = None,
) -> TimeAgreement:
    """Propose time to a partner, and agree to it for our part. Raises Refused."""
    objections = [] if partner_id in possible_partners(actor) else [PoolObstacle.NOT_A_MEMBER]
    refuse_if(Objection(code) for code in objections)
    copy = TimeAgreement(
        side=Side.LENDS if lends else Side.BORROWS,
        partner_id=partner_id,
        person_id=person_id,
        offer_id=offer_id,
        request_id=request_id,
    )
    return _agree(actor, copy, terms)


@use_case(Permission.TIME_POOL)
def counter_time(
    actor: Actor, *, key: UUID, terms: Terms, person_id: int | None = None
) -> TimeAgreement:
    """Propose other terms for what is not agreed by both yet. Raises Refused."""
    return _agree(actor, _our_copy(actor, key), terms, person_id)


@use_case(Permission.TIME_POOL)
def agree_to_time(
    actor: Actor, *, key: UUID, terms: str, person_id: int | None = None
) -> TimeAgreement:
    """Agree to the partner's terms as we saw them: `terms` is their digest. Raises Refused."""
    theirs = partner_copy(actor, key)
    if theirs is None or theirs.ended_on is not None or theirs.agreed_on is None:
        raise Refused([Objection(PoolObstacle.NOT_THERE)])
    refuse_if([Objection(PoolObstacle.CHANGED_SINCE)] if theirs.terms != terms else [])
    told = Terms(
        role_id=theirs.role_id,
        share=theirs.share,
        since=theirs.since,
        until=theirs.until,
        price=theirs.price,
    )
    return _agree(actor, _our_copy(actor, key), told, person_id)


@use_case(Permission.TIME_POOL)
def decline_time(actor: Actor, *, key: UUID, reason: str) -> TimeAgreement:
    """Say no to a proposal, or take our own back; it can't come to hold any more."""
    refuse_if([] if reason.strip() else [Objection(PoolObstacle.REASON_MISSING, field="reason")])
    copy = _our_copy(actor, key)
    copy.ended_on = min(clock.today(), copy.until)
    copy.ended_because = reason.strip()
    copy.save()
    return copy


@use_case(Permission.TIME_POOL)
def end_time(actor: Actor, *, key: UUID, last_day: date, reason: str) -> TimeAgreement:
    """End what holds before its time, from a day to come, on both sides at once."""
    copy = TimeAgreement.owned_by(actor).select_for_update(of=("self",)).filter(key=key).first()
    if copy is None or not copy.holds or copy.ended_on is not None:
        raise Refused([Objection(PoolObstacle.DOES_NOT_HOLD)])
    objections = []
    if not clock.today() <= last_day < copy.until:
        objections.append(Objection(PoolObstacle.DAY_OUTSIDE, field="last_day"))
    if not reason.strip():
        objections.append(Objection(PoolObstacle.REASON_MISSING, field="reason"))
    refuse_if(objections)
    copy.ended_on, copy.ended_because = last_day, reason.strip()
    copy.save()
    _tell_partner(copy)
    return copy


@use_case(Permission.TIME_POOL)
def withdraw_wanted(actor: Actor, *, offers: bool, pk: int) -> TimeOffer | TimeRequest:
    """Withdraw an offer or a request; what was agreed from it stands."""
    model: type[TimeOffer | TimeRequest] = TimeOffer if offers else TimeRequest
    row = model.owned_by(actor).get(pk=pk)
    row.state = model.State.WITHDRAWN
    row.save()
    return row


def _our_copy(actor: Actor, key: UUID) -> TimeAgreement:
    """Return our copy to write in: as it is, or begun from the partner's. Raises Refused."""
    ours = TimeAgreement.owned_by(actor).select_for_update(of=("self",)).filter(key=key).first()
    if ours is not None:
        settled = ours.holds or ours.ended_on is not None
        refuse_if([Objection(PoolObstacle.SETTLED_ALREADY)] if settled else [])
        return ours
    theirs = partner_copy(actor, key)
    if theirs is None or theirs.ended_on is not None:
        raise Refused([Objection(PoolObstacle.NOT_THERE)])
    return TimeAgreement(
        key=key,
        side=Side.BORROWS if theirs.side == Side.LENDS else Side.LENDS,
        partner_id=theirs.organisation_id,
        role_id=theirs.role_id,
        share=theirs.share,
        since=theirs.since,
        until=theirs.until,
        price=theirs.price,
        **_our_own_wanted(actor, theirs),
    )


def _our_own_wanted(actor: Actor, theirs: TimeAgreement) -> dict[str, int | None]:
    """Return the offer or request of ours that the partner answers, where it is ours."""
    offers = TimeOffer.owned_by(actor).filter(pk=theirs.offer_id or 0)
    requests = TimeRequest.owned_by(actor).filter(pk=theirs.request_id or 0)
    return {
        "offer_id": theirs.offer_id if theirs.side == Side.BORROWS and offers.exists() else None,
        "request_id": theirs.request_id
        if theirs.side == Side.LENDS and requests.exists()
        else None,
    }


def _agree(
    actor: Actor, copy: TimeAgreement, terms: Terms, person_id: int | None = None
) -> TimeAgreement:
    if person_id is not None:
        copy.person_id = person_id
    refuse_if(_objections(actor, copy, terms))
    copy.role_id, copy.share, copy.price = terms.role_id, terms.share, terms.price
    copy.since, copy.until = terms.since, terms.until
    copy.agreed_on, copy.agreed_by = clock.today(), actor.name
    copy.save()
    copy.refresh_from_db(fields=["holds", "terms"])
    if copy.holds:
        _tell_partner(copy)
    return copy


def _objections(actor: Actor, copy: TimeAgreement, terms: Terms) -> list[Objection]:
    found = []
    if terms.until < terms.since or terms.until < clock.today():
        found.append(Objection(PoolObstacle.WRONG_PERIOD, field="until"))
    if not 0 < terms.share <= WHOLE:
        found.append(Objection(PoolObstacle.WRONG_SHARE, field="share"))
    if copy.side == Side.LENDS:
        if copy.person_id is None:
            found.append(Objection(PoolObstacle.PERSON_MISSING, field="person"))
        elif (
            held := share_held(actor, copy.person_id, terms.role_id, terms.since, terms.until)
        ) < terms.share:
            facts = {"held": held, "share": terms.share}
            found.append(Objection(PoolObstacle.HOLDS_TOO_LITTLE, facts, field="person"))
    return found


def _tell_partner(copy: TimeAgreement) -> None:
    """Let the partner's checks and plans be asked again: the database wrote rows of theirs."""
    partner = samsyn_for(copy.partner_id)

    def announce() -> None:
        with acting_for(partner):
            publish(partner, RowsChanged(tables=_TABLES))

    transaction.on_commit(announce)
