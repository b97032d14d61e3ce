"""How forums stand, as the checks ask: the next meeting of each, who writes for it, empty seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef

from samsyn.apps.council.models import Attendance, ForumMember, Meeting
from samsyn.apps.council.queries.forums import holds_on
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock


def next_meetings(actor: Actor, today: date) -> Mapping[int, str]:
    """Return the name of the next meeting of each forum that has planned one."""
    states = [Meeting.State.PLANNED, Meeting.State.CALLED]
    rows = Meeting.owned_by(actor).filter(state__in=states, starts_at__date__gte=today)
    found: dict[int, str] = {}
    for forum, name in rows.order_by("starts_at").values_list("forum", "name"):
        found.setdefault(forum, name)
    return found


def secretaries(actor: Actor, on: date) -> Mapping[int, int]:
    """Return the person who writes for each forum, else its chair, by the forum's id."""
    seats = ForumMember.owned_by(actor).filter(
        holds_on(on), seat__in=[ForumMember.Seat.CHAIR, ForumMember.Seat.SECRETARY]
    )
    # "chair" sorts before "secretary": the latter is written last, and stays
    return dict(seats.order_by("seat").values_list("forum", "person"))


def absences(actor: Actor, meetings: int) -> list[int]:
    """Return the seats that hold now and were empty at their last so many meetings."""
    here = Attendance.owned_by(actor).filter(
        substitutes=OuterRef("pk"), presence=Attendance.Presence.PRESENT
    )
    rows = Attendance.owned_by(actor).filter(
        member__in=ForumMember.owned_by(actor).filter(holds_on(clock.today())),
        meeting__state=Meeting.State.ENDED,
        part__in=[Attendance.Part.MEMBER, Attendance.Part.SECRETARY],
    )
    told = rows.annotate(stood_in_for=Exists(here)).order_by("member", "-meeting__starts_at")
    by_seat: dict[int, list[bool]] = defaultdict(list)
    for seat, presence, stood in told.values_list("member", "presence", "stood_in_for"):
        if len(by_seat[seat]) < meetings:
            by_seat[seat].append(presence == Attendance.Presence.ABSENT and not stood)
    return [seat for seat, empty in by_seat.items() if len(empty) == meetings and all(empty)]
