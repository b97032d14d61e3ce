"""What the pages of forums ask: seats, quorum, meetings, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from samsyn.apps.council.models import Forum, ForumMember
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.quorum import votes_needed

_NO_SEAT_OF_ITS_OWN = (ForumMember.Seat.SUBSTITUTE, ForumMember.Seat.ADJOINED)
_ORDER = ("chair", "vice_chair", "secretary", "member", "adjoined", "substitute")


@dataclass(slots=True)
class Seat:
    """Somebody's seat, and those who may sit in for them."""

    member: ForumMember
    substitutes: list[ForumMember] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many votes are needed, how many seats vote, and whether that is enough."""

    needed: int
    voters: int

    @property
    def reachable(self) -> bool:
        """Tell whether the forum could decide if everybody came."""
        return self.voters >= self.needed


def forums_of(actor: Actor, *, networks: bool, today: date) -> QuerySet[Forum]:
    """Return the forums the actor may see, with how many sit there now."""
    kept = Forum.owned_by(actor)
    network = Q(kind=Forum.Kind.NETWORK)
    seats = ForumMember.owned_by(actor).filter(holds_on(today), forum=OuterRef("pk"))
    people = seats.order_by().values("forum").annotate(n=Count("pk")).values("n")
    shown = kept.filter(network if networks else ~network)
    return shown.annotate(people=Coalesce(Subquery(people), 0)).order_by("sort_key")


def holds_on(day: date) -> Q:
    """Return the filter of seats that hold on a day."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gte=day))


def members_of(actor: Actor, forum_id: int, on: date) -> QuerySet[ForumMember]:
    """Return who sits on a forum on a day, the chair first."""
    rank = Case(
        *(When(seat=seat, then=Value(n)) for n, seat in enumerate(_ORDER)),
        default=Value(len(_ORDER)),
        output_field=IntegerField(),
    )
    held = ForumMember.owned_by(actor).filter(holds_on(on), forum=forum_id)
    return held.select_related("person", "represents").order_by(rank, "sort_key")


def seats_of(members: Iterable[ForumMember]) -> list[Seat]:
    """Return the seats with their substitutes beneath: named ones, else the organisation's."""
    everybody = list(members)
    seats = [Seat(m) for m in everybody if m.seat != ForumMember.Seat.SUBSTITUTE]
    for member in everybody:
        if member.seat != ForumMember.Seat.SUBSTITUTE:
            continue
        for seat in seats:
            if stands_in_for(member, seat.member):
                seat.substitutes.append(member)
    return seats


def loose_substitutes(members: Iterable[ForumMember], seats: Sequence[Seat]) -> list[ForumMember]:
    """Return the substitutes who stand in for nobody in particular."""
    placed = {sub.pk for seat in seats for sub in seat.substitutes}
    subs = (m for m in members if m.seat == ForumMember.Seat.SUBSTITUTE)
    return [member for member in subs if member.pk not in placed]


def stands_in_for(substitute: ForumMember, member: ForumMember) -> bool:
    """Tell whether a substitute may sit in for a member."""
    if substitute.substitute_for_id is not None:
        return substitute.substitute_for_id == member.pk
    return member.represents_id is not None and substitute.represents_id == member.represents_id


def quorum_of(forum: Forum, members: Iterable[ForumMember]) -> Quorum:
    """Return what a decision needs now, and whether the forum has it."""
    own = [m for m in members if m.seat not in _NO_SEAT_OF_ITS_OWN]
    voters = sum(m.right == ForumMember.Right.VOTE for m in own)
    return Quorum(votes_needed(forum.quorum, forum.quorum_number, voters), voters)
