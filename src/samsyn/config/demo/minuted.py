"""Write the e-council's minutes: one lot published, one waiting for an adjuster, one a draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from samsyn.apps.council.models import (
    AgendaItem,
    Attendance,
    ForumMember,
    ItemNote,
    Meeting,
    MinutesTemplate,
)
from samsyn.apps.council.public import (
    Judged,
    add_to_minutes,
    approve_minutes,
    finds_to_judge,
    publish_minutes,
    send_minutes,
)
from samsyn.config.demo.council import Council
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import ROLES, AccessRole
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import acting_for

_ADJUSTER = "edskog"
_NOTES = (
    "Ordföranden gick igenom vad som hänt sedan förra mötet. Tre av fem åtaganden är klara.",
    "Frågor om arkivet besvaras på 0555-12 34 56 till och med fredag.",
    "Rådet tog informationen till sig.",
)


def write_down(council: Council) -> None:
    """Have the minutes of the meetings held come as far as they have."""
    with council.site.making("template"):
        _template(council)
    oldest, before, *_draft = council.held
    _approved(council, oldest)
    _sent(council, before)


def _template(council: Council) -> None:
    MinutesTemplate.everything.create(
        organisation_id=council.site.id,
        name="E-rådets protokoll",
        forum=council.forum,
        title="Protokoll",
        intro="Ordföranden hälsar välkommen och förklarar mötet öppnat.",
        closing="Ordföranden tackar för mötet och förklarar det avslutat.",
        header="Fjordbygdens e-råd",
        footer="Fjordbygdens kommunalförbund",
        numbering=MinutesTemplate.Numbering.PARAGRAPH,
        show_times=False,
    )


def _approved(council: Council, meeting: Meeting) -> None:
    """Have them approved by both, corrected once, and published without what is personal."""
    chair, adjuster = _written(council, meeting)
    samsyn, ended = council.site.samsyn, _ended(meeting)
    with clock.stopped_at(ended + timedelta(days=1)):
        row = send_minutes(samsyn, meeting_id=meeting.pk)
    for days, actor in ((2, adjuster), (3, chair)):
        with clock.stopped_at(ended + timedelta(days=days)):
            approve_minutes(actor, meeting_id=meeting.pk, digest=row.digest)
    with clock.stopped_at(ended + timedelta(days=6)):
        add_to_minutes(
            samsyn,
            meeting_id=meeting.pk,
            text="Rätt antal åtaganden som var klara är fyra av fem.",
        )
        with acting_for(samsyn):
            finds = finds_to_judge(samsyn, meeting_id=meeting.pk)
        publish_minutes(
            samsyn,
            meeting_id=meeting.pk,
            reach=Visibility.PUBLIC,
            judged={find.key: Judged(release=False) for find in finds},
        )


def _sent(council: Council, meeting: Meeting) -> None:
    """Have the chair approve them; the adjuster has not answered yet."""
    chair, _adjuster = _written(council, meeting)
    ended = _ended(meeting)
    with clock.stopped_at(ended + timedelta(days=2)):
        row = send_minutes(council.site.samsyn, meeting_id=meeting.pk)
    with clock.stopped_at(ended + timedelta(days=4)):
        approve_minutes(chair, meeting_id=meeting.pk, digest=row.digest)


def _written(council: Council, meeting: Meeting) -> tuple[Actor, Actor]:
    """Note a few things, choose the adjuster; return the chair's and the adjuster's accounts."""
    site = council.site
    with site.making("minutes"):
        items = AgendaItem.owned_by(site.samsyn).filter(meeting=meeting, is_break=False)
        for item, words in zip(items.order_by("order"), _NOTES, strict=False):
            ItemNote.everything.create(
                organisation_id=site.id, item=item, text=words, written_by="Samsyn"
            )
        people = Attendance.owned_by(site.samsyn).filter(meeting=meeting)
        people.filter(member=council.members[_ADJUSTER]).update(adjusts=True)
    chair = people.filter(member__seat=ForumMember.Seat.CHAIR).select_related("person__user")
    with acting_for(site.samsyn):
        adjuster = people.filter(adjusts=True).select_related("person__user")
        return _acting(council, chair.get()), _acting(council, adjuster.get())


def _acting(council: Council, one: Attendance) -> Actor:
    return Actor(
        user_id=(one.person and one.person.user_id) or 0,
        organisation_id=council.site.id,
        permissions=ROLES[AccessRole.MEMBER],
        name=one.who,
    )


def _ended(meeting: Meeting) -> datetime:
    return meeting.closed_at or meeting.ends_at
