"""Give somebody a seat on a forum, and take it; from that moment on the forum is open or shut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.apps.council.models import Forum, ForumMember
from samsyn.apps.council.queries.forums import holds_on
from samsyn.apps.council.services.attending import follow_seats
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeat:
    """Who is to sit there and as what: a person known here, or a name and an address."""

    person_id: int | None = None
    name: str = ""
    email: str = ""
    represents_id: int | None = None
    seat: str = ForumMember.Seat.MEMBER
    right: str = ForumMember.Right.VOTE
    substitute_for_id: int | None = None
    since: date | None = None


@use_case(Permission.COUNCIL_WRITE)
def add_member(actor: Actor, *, forum_id: int, seat: NewSeat) -> ForumMember:
    """Give somebody a seat; a person who is not known here is written down. Raises Refused."""
    forum = Forum.owned_by(actor).get(pk=forum_id)
    person = _known(actor, seat)
    objections = []
    if person is None and not seat.name.strip():
        objections.append(Objection(Flaw.NOBODY_NAMED, field="name"))
    here = ForumMember.owned_by(actor).filter(holds_on(clock.today()), forum=forum)
    if person and here.filter(person=person).exists():
        objections.append(Objection(Flaw.SITS_THERE_ALREADY, {"name": person.name}, "person"))
    stands_for = seat.substitute_for_id
    if stands_for and not here.filter(pk=stands_for).exists():
        objections.append(Objection(Flaw.SUBSTITUTE_OF_ANOTHER, field="substitute_for"))
    refuse_if(objections)
    member = ForumMember.everything.create(
        organisation_id=actor.organisation_id,
        forum=forum,
        person=person or _new_person(actor, seat),
        represents_id=seat.represents_id,
        seat=seat.seat,
        right=seat.right,
        substitute_for_id=stands_for,
        since=seat.since or clock.today(),
    )
    follow_seats(actor, forum.pk)
    return member


def _known(actor: Actor, seat: NewSeat) -> Person | None:
    people = Person.owned_by(actor)
    if seat.person_id:
        return people.get(pk=seat.person_id)
    email = seat.email.strip().lower()
    return people.filter(email=email).first() if email else None


def _new_person(actor: Actor, seat: NewSeat) -> Person:
    return Person.everything.create(
        organisation_id=actor.organisation_id, name=seat.name.strip(), email=seat.email
    )


@use_case(Permission.COUNCIL_WRITE)
def end_seat(
    actor: Actor,
    *,
    member_id: int,
    last_day: date | None = None,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> None:
    """Let a seat end: at once, or with its last day. Who sat there sees nothing more after it.

    A seat that was taken today and ends at once was never held, and is removed.
    """
    member = ForumMember.owned_by(actor).select_related("forum", "person").get(pk=member_id)
    until = last_day or clock.today() - timedelta(days=1)
    if member.since and member.since > until:
        member.delete()
    else:
        member.until = until
        member.revision += 1
        member.save()
    follow_seats(actor, member.forum_id)
