"""Who is in the room: who came, who left, who sits in for whom, who stands aside at an item."""

from __future__ import annotations

from samsyn.apps.council.models import Attendance, ConflictOfInterest
from samsyn.apps.council.queries.agenda import attendances_of, mine_at
from samsyn.apps.council.queries.sitting import is_expected, is_here
from samsyn.apps.council.services._sitting import attendance_of, enter, item_of
from samsyn.apps.council.services.propose import person_named
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

Presence = Attendance.Presence
_LONGEST_NAME = 150


@use_case(Permission.COUNCIL_TAKE_PART)
def note_presence(
    actor: Actor, *, meeting_id: int, attendance_id: int, presence: str
) -> Attendance:
    """Note that somebody is here, is absent, or has left; the time is taken by itself."""
    meeting = enter(actor, meeting_id)
    row = attendance_of(actor, meeting, attendance_id)
    return _noted(row, presence)


@use_case(Permission.COUNCIL_TAKE_PART)
def note_expected(actor: Actor, *, meeting_id: int) -> list[Attendance]:
    """Note that everybody who said they would come is here, but those already noted."""
    meeting = enter(actor, meeting_id)
    return [_noted(row, "present") for row in attendances_of(actor, meeting) if is_expected(row)]


@use_case(Permission.COUNCIL_TAKE_PART)
def say_here(actor: Actor, *, meeting_id: int) -> Attendance:
    """Note that the actor is here, from the actor's own device."""
    meeting = enter(actor, meeting_id, keeps=False)
    row = mine_at(actor, meeting)
    if row is None:
        raise Refused([Objection(Hindrance.NOT_AT_THE_MEETING)])
    return _noted(row, "present")


def _noted(row: Attendance, presence: str) -> Attendance:
    if presence == "left":
        if is_here(row):
            row.left_at = clock.now()
    elif presence == Presence.PRESENT:
        if not is_here(row):
            row.came_at = row.came_at or clock.now()
        row.presence, row.left_at = Presence.PRESENT, None
    elif presence in Presence.values:
        row.presence, row.came_at, row.left_at = presence, None, None
    row.save()
    return row


@use_case(Permission.COUNCIL_TAKE_PART)
def sit_in(
    actor: Actor, *, meeting_id: int, attendance_id: int, instead_of_id: int | None
) -> Attendance:
    """Let a substitute sit in for an absent member, with that member's right; None lets it be."""
    meeting = enter(actor, meeting_id)
    row = attendance_of(actor, meeting, attendance_id)
    if row.part != Attendance.Part.SUBSTITUTE:
        raise Refused([Objection(Hindrance.NOT_A_SUBSTITUTE)])
    absent = attendance_of(actor, meeting, instead_of_id) if instead_of_id else None
    if absent is not None:
        taken = attendances_of(actor, meeting).filter(substitutes=absent).exclude(pk=row.pk)
        wrong = absent.part == Attendance.Part.SUBSTITUTE or is_here(absent) or taken.exists()
        refuse_if([Objection(Hindrance.NOT_TO_STAND_IN_FOR)] if wrong else [])
        row.right = absent.right
        row.represents = row.represents or absent.represents
    row.substitutes = absent
    row.save()
    return row


@use_case(Permission.COUNCIL_TAKE_PART)
def let_in(actor: Actor, *, meeting_id: int, who: str, part: str, represents: str) -> Attendance:
    """Note somebody who was not called: a guest, a presenter, a substitute who came instead.

    The same name is noted once.
    """
    meeting = enter(actor, meeting_id)
    name = who.strip()[:_LONGEST_NAME]
    refuse_if([] if name else [Objection(Hindrance.NO_NAME, field="who")])
    known = attendances_of(actor, meeting).filter(who__iexact=name).first()
    if known is not None:
        return _noted(known, "present")
    presents = part == Attendance.Part.PRESENTER
    row = Attendance(
        organisation_id=actor.organisation_id,
        meeting=meeting,
        person=person_named(actor, name),
        who=name,
        represents=represents.strip()[:_LONGEST_NAME],
        part=part if part in Attendance.Part.values else Attendance.Part.GUEST,
        right="speak" if presents or part == Attendance.Part.SUBSTITUTE else "observe",
    )
    return _noted(row, "present")


@use_case(Permission.COUNCIL_TAKE_PART)
def stand_aside(
    actor: Actor, *, meeting_id: int, item_id: int, attendance_id: int, aside: bool
) -> None:
    """Note that somebody has a conflict of interest at an item, or has not after all.

    Everybody may say so of themselves.
    """
    meeting = enter(actor, meeting_id, keeps=False)
    mine = mine_at(actor, meeting)
    if mine is None or mine.pk != attendance_id:
        enter(actor, meeting_id)
    item = item_of(actor, meeting, item_id)
    row = attendance_of(actor, meeting, attendance_id)
    known = ConflictOfInterest.owned_by(actor).filter(item=item, attendance=row)
    if not aside:
        known.delete()
    elif not known.exists():
        ConflictOfInterest.everything.create(
            organisation_id=actor.organisation_id, item=item, attendance=row
        )
