"""What is offered and asked for in the federation, what was agreed with us, and what was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, Sum

from samsyn.apps.federation.models import TimeAgreement, TimeGiven, TimeOffer, TimeRequest
from samsyn.apps.organisation.public import Assignment, public_holidays
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.pooling import (
    Match,
    Month,
    Wish,
    matches,
    promised_hours,
)
from samsyn.domain.portfolio.hours import full_week
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import InCircle

_MOST = 500
_WORKDAYS = 5


class Stage(StrEnum):
    """How far an agreement has come."""

    TO_US = "to_us"
    TO_THEM = "to_them"
    HOLDS = "holds"
    OVER = "over"
    ENDED = "ended"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Deal:
    """One agreement as we see it: our copy, the partner's, and how far it has come."""

    ours: TimeAgreement | None
    theirs: TimeAgreement | None
    stage: Stage

    @property
    def shown(self) -> TimeAgreement:
        """The copy whose terms stand: theirs where they wait for us."""
        copy = self.theirs if self.stage == Stage.TO_US else self.ours or self.theirs
        if copy is None:
            raise LookupError(self)
        return copy

    @property
    def key(self) -> UUID:
        """What both copies are known by."""
        return self.shown.key

    @property
    def we_lend(self) -> bool:
        """Whether the time is ours."""
        copy = self.ours
        if copy is not None:
            return copy.side == TimeAgreement.Side.LENDS
        return self.shown.side == TimeAgreement.Side.BORROWS

    @property
    def partner_id(self) -> int:
        """With whom."""
        return self.ours.partner_id if self.ours else self.shown.organisation_id

    @property
    def _ended(self) -> TimeAgreement | None:
        copies = (self.ours, self.theirs)
        return next((copy for copy in copies if copy and copy.ended_on is not None), None)

    @property
    def ended_on(self) -> date | None:
        """The day it was ended or declined, by whichever side."""
        return self._ended.ended_on if self._ended else None

    @property
    def ended_because(self) -> str:
        """Why."""
        return self._ended.ended_because if self._ended else ""

    @property
    def last_day(self) -> date:
        """The last day of it, as things stand."""
        return self.shown.ended_on or self.shown.until


def possible_partners(actor: Actor) -> dict[int, str]:
    """Return those we may lend to and borrow from, by name: the members of our federations."""
    rows = Organisation.objects.filter(Q(InCircle(F("pk")))).exclude(pk=actor.organisation_id)
    rows = rows.exclude(kind=Organisation.Kind.FEDERATION)
    return dict(rows.order_by("name").values_list("pk", "name"))


def partner_copy(actor: Actor, key: UUID) -> TimeAgreement | None:
    """Return what the partner wrote to us under this key."""
    rows = TimeAgreement.visible_to(actor).filter(key=key, partner_id=actor.organisation_id)
    return rows.exclude(organisation_id=actor.organisation_id).select_related("role").first()


def share_held(actor: Actor, person_id: int, role_id: int, since: date, until: date) -> int:
    """Return the per cent of full time that somebody holds a role with the whole time, less lent.

    What is lent already in any of these days is not there to lend again.
    """
    whole = (Q(since__isnull=True) | Q(since__lte=since)) & (
        Q(until__isnull=True) | Q(until__gte=until)
    )
    held = Assignment.owned_by(actor).filter(whole, person_id=person_id, role_id=role_id)
    lent = TimeAgreement.owned_by(actor).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=since),
        person_id=person_id,
        role_id=role_id,
        side=TimeAgreement.Side.LENDS,
        holds=True,
        since__lte=until,
        until__gte=since,
    )
    sums = held.aggregate(share=Sum("share")), lent.aggregate(share=Sum("share"))
    return int(sums[0]["share"] or 0) - int(sums[1]["share"] or 0)


def standing(actor: Actor, today: date) -> tuple[list[TimeOffer], list[TimeRequest]]:
    """Return the offers and the requests that stand in the federation, ours among them."""
    offers = TimeOffer.visible_to(actor).filter(state="standing", until__gte=today)
    requests = TimeRequest.visible_to(actor).filter(state="standing", until__gte=today)
    return (
        list(offers.select_related("role", "organisation").order_by("since", "pk")[:_MOST]),
        list(requests.select_related("role", "organisation").order_by("since", "pk")[:_MOST]),
    )


def wish_of(row: TimeOffer | TimeRequest) -> Wish:
    """Put an offer or a request into the domain's words."""
    return Wish(
        key=row.pk,
        role=row.role_id,
        share=row.share,
        since=row.since,
        until=row.until,
        price=row.price,
        place=row.place,
        remote=row.remote,
    )


def fitting(
    row: TimeOffer | TimeRequest, others: Iterable[TimeOffer | TimeRequest]
) -> list[tuple[TimeOffer | TimeRequest, Match]]:
    """Return what others offer (or ask for) that meets a row, best first."""
    there = {one.pk: one for one in others if one.organisation_id != row.organisation_id}
    found = matches(wish_of(row), map(wish_of, there.values()), lends=isinstance(row, TimeRequest))
    return [(there[match.key], match) for match in found]


def deals(actor: Actor, today: date, keys: Sequence[UUID] | None = None) -> list[Deal]:
    """Return all that was proposed to us, by us, or agreed; what waits for us first. One query."""
    rows = TimeAgreement.visible_to(actor).filter(
        Q(organisation_id=actor.organisation_id) | Q(partner_id=actor.organisation_id)
    )
    if keys is not None:
        rows = rows.filter(key__in=keys)
    copies: dict[UUID, list[TimeAgreement]] = defaultdict(list)
    for row in rows.select_related("role", "partner", "organisation", "person").order_by("-pk")[
        : 2 * _MOST
    ]:
        copies[row.key].append(row)
    found = [_deal(actor, pair, today) for pair in copies.values()]
    order = list(Stage)
    return sorted(found, key=lambda deal: (order.index(deal.stage), deal.shown.since))


def _deal(actor: Actor, copies: list[TimeAgreement], today: date) -> Deal:
    ours = next((c for c in copies if c.organisation_id == actor.organisation_id), None)
    theirs = next((c for c in copies if c.organisation_id != actor.organisation_id), None)
    return Deal(ours, theirs, _stage(ours, theirs, today))


def _stage(ours: TimeAgreement | None, theirs: TimeAgreement | None, today: date) -> Stage:
    copies = [copy for copy in (ours, theirs) if copy is not None]
    if ours is not None and ours.holds:
        if ours.ended_on is not None and ours.ended_on < today:
            return Stage.ENDED
        return Stage.OVER if ours.until < today else Stage.HOLDS
    if any(copy.ended_on is not None for copy in copies):
        return Stage.DECLINED
    if theirs is None or theirs.agreed_on is None:
        return Stage.TO_THEM
    if ours is None or ours.agreed_on is None:
        return Stage.TO_US
    # Both have spoken and differ: whoever spoke first is waited for.
    last = ours.said_at is None or (theirs.said_at is not None and theirs.said_at > ours.said_at)
    return Stage.TO_US if last else Stage.TO_THEM


def months_of(actor: Actor, found: Sequence[Deal], today: date) -> dict[UUID, list[Month]]:
    """Return promised and given hours by month for what holds or held. Three queries."""
    held = [d for d in found if d.ours is not None and d.ours.holds]
    if not held:
        return {}
    rows = TimeGiven.visible_to(actor).filter(
        Q(organisation_id=actor.organisation_id) | Q(partner_id=actor.organisation_id),
        agreement__key__in=[deal.key for deal in held],
    )
    given: dict[tuple[UUID, date], Decimal] = {
        (key, month): hours
        for key, month, hours in rows.values_list("agreement__key", "month", "hours")
    }
    years = range(
        min(deal.shown.since.year for deal in held),
        max(deal.shown.until.year for deal in held) + 1,
    )
    closed = public_holidays(actor, years)
    country = Organisation.objects.values_list("country", flat=True).get(pk=actor.organisation_id)
    a_day = full_week(country) / _WORKDAYS
    return {deal.key: _months(deal, given, closed, a_day, today) for deal in held}


def _months(
    deal: Deal,
    given: dict[tuple[UUID, date], Decimal],
    closed: frozenset[date],
    a_day: Decimal,
    today: date,
) -> list[Month]:
    promised = promised_hours(deal.shown.share, deal.shown.since, deal.last_day, a_day, closed)
    now = today.replace(day=1)
    written = {month for key, month in given if key == deal.key}
    return [
        Month(month, promised.get(month, Decimal(0)), given.get((deal.key, month)), month < now)
        for month in sorted({*promised, *written})
    ]
