"""Minutes as people meet them: who has approved, which are sent, locked and published."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn.apps.council.models import (
    Adjustment,
    Attendance,
    ForumMember,
    ItemNote,
    Meeting,
    Minutes,
    MinutesFile,
    OpenedMinutes,
)
from samsyn.apps.council.queries.sitting import may_keep, seats_held
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.minutes_paper.adjusting import Adjuster, Said, Standing, standings
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Visibility

_CHAIRS = (ForumMember.Seat.CHAIR, ForumMember.Seat.VICE_CHAIR)


def meeting_read_by(actor: Actor, pk: int) -> Meeting | None:
    """Return one of our own meetings that the person may read, with its forum."""
    rows = Meeting.owned_by(actor).select_related("forum", "organisation")
    return rows.filter(pk=pk).first()


def minutes_of(actor: Actor, meeting: Meeting) -> Minutes | None:
    """Return the minutes of a meeting as sent, or None while nothing was; a draft is no row."""
    rows = Minutes.owned_by(actor).filter(meeting=meeting)
    return rows.select_related("meeting", "meeting__forum").first()


def may_write(actor: Actor, meeting: Meeting) -> bool:
    """Tell who drafts and sends: who keeps the forum's meetings, or writes for all councils."""
    return actor.may(Permission.COUNCIL_WRITE) or may_keep(
        actor, seats_held(actor, meeting.forum_id)
    )


def adjusters_of(actor: Actor, meeting: Meeting) -> list[Adjuster]:
    """Return who is to approve: whoever sat in the chair first, then those chosen."""
    rows = Attendance.owned_by(actor).filter(meeting=meeting)
    people = list(rows.select_related("member", "person__user").order_by("who", "pk"))
    chair = _in_the_chair(people)
    chosen = [one for one in people if one.adjusts and one != chair]
    found = [chair, *chosen] if chair else chosen
    return [_adjuster(one, chair=one == chair) for one in found]


def could_adjust(actor: Actor, meeting: Meeting) -> list[Attendance]:
    """Return those who were there and sit on the forum, but for whoever was in the chair."""
    rows = Attendance.owned_by(actor).filter(
        meeting=meeting, presence=Attendance.Presence.PRESENT, member__isnull=False
    )
    people = list(rows.select_related("member", "person__user").order_by("who", "pk"))
    chair = _in_the_chair(people)
    return [one for one in people if one != chair]


def _in_the_chair(people: list[Attendance]) -> Attendance | None:
    there = [one for one in people if one.presence == Attendance.Presence.PRESENT and one.member]
    for seat in _CHAIRS:
        for one in there:
            if one.member and one.member.seat == seat:
                return one
    return None


def _adjuster(one: Attendance, *, chair: bool) -> Adjuster:
    user = one.person.user if one.person else None
    return Adjuster(
        attendance=one.pk,
        name=one.who,
        chair=chair,
        present=one.presence == Attendance.Presence.PRESENT,
        signs_in=bool(user and user.is_active),
    )


def standings_of(actor: Actor, minutes: Minutes, digest: str) -> tuple[Standing, ...]:
    """Return where each adjuster stands with the text that has this digest."""
    rows = Adjustment.owned_by(actor).filter(minutes=minutes).order_by("pk")
    said = [Said(one.attendance_id, one.digest, one.approved_at, one.objection) for one in rows]
    return standings(adjusters_of(actor, minutes.meeting), said, digest)


def attendance_of(actor: Actor, meeting: Meeting) -> int | None:
    """Return which of those at the meeting the person is, by their own account."""
    rows = Attendance.owned_by(actor).filter(meeting=meeting, person__user_id=actor.user_id)
    return rows.values_list("pk", flat=True).first()


def two_versions(actor: Actor, meeting: Meeting) -> int:
    """Return how many notes stand in two versions that nobody has chosen between."""
    rows = ItemNote.owned_by(actor).filter(item__meeting=meeting, rival_of__isnull=False)
    return rows.count()


def kept_file(
    actor: Actor, minutes: Minutes, form: str, *, opened: OpenedMinutes | None = None
) -> MinutesFile | None:
    """Return a file as it was made when the minutes were locked, or that edition shown."""
    rows = MinutesFile.owned_by(actor).filter(minutes=minutes, opened=opened, form=form)
    return rows.first()


def my_minutes(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings held whose minutes the person may look for, the latest first."""
    rows = Meeting.owned_by(actor).filter(state=Meeting.State.ENDED).select_related("forum")
    if not actor.may(Permission.COUNCIL_WRITE):
        rows = rows.filter(pk__in=Minutes.owned_by(actor).values("meeting"))
    return rows.order_by("-starts_at", "-pk")


def shown_now(actor: Actor, minutes: Minutes) -> OpenedMinutes | None:
    """Return the edition of our minutes that others may read now."""
    rows = OpenedMinutes.owned_by(actor).filter(minutes=minutes, withdrawn_on__isnull=True)
    return rows.first()


def shown_to_all(anybody: Actor, organisation: Organisation) -> QuerySet[OpenedMinutes]:
    """Return what an organisation shows everybody, asked as nobody in particular."""
    return OpenedMinutes.visible_to(anybody).filter(
        organisation=organisation, visibility=Visibility.PUBLIC, withdrawn_on__isnull=True
    )


def shown_to_us(actor: Actor) -> QuerySet[OpenedMinutes]:
    """Return what others in our federations show us, the latest first."""
    rows = OpenedMinutes.visible_to(actor).filter(
        withdrawn_on__isnull=True, visibility__in=[Visibility.FEDERATION, Visibility.PUBLIC]
    )
    return rows.exclude(organisation_id=actor.organisation_id).order_by("-held_on", "-pk")


def public_file(opened: OpenedMinutes, anybody: Actor, form: str) -> MinutesFile | None:
    """Return the file of an edition that is shown."""
    return MinutesFile.visible_to(anybody).filter(opened=opened, form=form).first()
