"""Who is there to decide: how many votes it takes, how many are here, and how they fell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from samsyn.apps.council.models import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Forum,
    ForumMember,
    Vote,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.deciding import Agreement, Assembly, Tally, Way
from samsyn.domain.council.quorum import votes_needed

_NO_SEAT_OF_ITS_OWN = (ForumMember.Seat.SUBSTITUTE, ForumMember.Seat.ADJOINED)


def voters(actor: Actor, forum_id: int, on: date) -> QuerySet[ForumMember]:
    """Return who has a vote of their own on a forum that day; substitutes have another's."""
    seats = ForumMember.owned_by(actor).filter(forum=forum_id, right=ForumMember.Right.VOTE)
    held = seats.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))
    return held.exclude(seat__in=_NO_SEAT_OF_ITS_OWN).select_related("person", "represents")


def at_the_meeting(actor: Actor, forum: Forum, item: AgendaItem, on: date) -> Assembly:
    """Return who decides an item of a meeting: those present with a vote who don't stand aside."""
    aside = set(
        ConflictOfInterest.owned_by(actor).filter(item=item).values_list("attendance", flat=True)
    )
    present = _with_a_vote(actor, item)
    votes = Vote.owned_by(actor).filter(item=item).exclude(attendance__in=aside)
    tally = tally_of(votes.values_list("choice", flat=True))
    return Assembly(
        way=Way.MEETING,
        by=Agreement(forum.decides_by),
        needed=_needed(actor, forum, on),
        here=len(present - aside),
        aside=len(present & aside),
        tally=tally if tally.cast else None,
        is_live=_is_live(forum, on),
    )


def by_circulation(actor: Actor, forum: Forum, choices: Iterable[str], on: date) -> Assembly:
    """Return who decides between meetings, by what they answered."""
    tally = tally_of(choices)
    return Assembly(
        way=Way.CIRCULATION,
        by=Agreement(forum.decides_by),
        needed=_needed(actor, forum, on),
        here=tally.cast,
        tally=tally,
        is_live=_is_live(forum, on),
    )


def by_the_chair(forum: Forum, on: date) -> Assembly:
    """Return who decides what cannot wait: the chair alone."""
    return Assembly(
        way=Way.CHAIR,
        by=Agreement(forum.decides_by),
        needed=0,
        here=0,
        is_live=_is_live(forum, on),
    )


def seats_of(actor: Actor, forum_id: int, on: date) -> set[str]:
    """Return as what the actor sits on a forum that day."""
    mine = ForumMember.owned_by(actor).filter(forum=forum_id, person__user=actor.user_id)
    held = mine.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))
    return set(held.values_list("seat", flat=True))


def tally_of(choices: Iterable[str]) -> Tally:
    """Count votes or answers."""
    cast = Counter(choices)
    return Tally(
        cast[Vote.Choice.FOR.value],
        cast[Vote.Choice.AGAINST.value],
        cast[Vote.Choice.ABSTAINS.value],
    )


def _with_a_vote(actor: Actor, item: AgendaItem) -> set[int]:
    """Return the attendances that may vote: one of each seat, its holder before a substitute."""
    rows = Attendance.owned_by(actor).filter(
        meeting=item.meeting_id, presence=Attendance.Presence.PRESENT, right="vote"
    )
    gone = Q(left_at=None) | Q(left_at__gte=item.ended_at) if item.ended_at else Q(left_at=None)
    places = rows.filter(gone).order_by("pk").values_list("pk", "part", "substitutes_id")
    here = {pk for pk, _part, _for in places}
    taken: set[int | None] = {None, *here}
    counted = set()
    for pk, part, stands_for in places:
        if part == Attendance.Part.SUBSTITUTE:
            if stands_for in taken:
                continue
            taken.add(stands_for)
        counted.add(pk)
    return counted


def _needed(actor: Actor, forum: Forum, on: date) -> int:
    seats = voters(actor, forum.pk, on).count()
    return votes_needed(forum.quorum, forum.quorum_number, seats)


def _is_live(forum: Forum, on: date) -> bool:
    return not (forum.until and forum.until < on)
