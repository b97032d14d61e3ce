"""Send minutes round, approve them exactly as they stood, lock them, and correct them after."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from samsyn.apps.council.models import (
    Addendum,
    Adjustment,
    Attendance,
    Meeting,
    Minutes,
    MinutesFile,
)
from samsyn.apps.council.queries.minutes import (
    adjusters_of,
    attendance_of,
    could_adjust,
    may_write,
    minutes_of,
    standings_of,
    two_versions,
)
from samsyn.apps.council.queries.minutes_content import content_of, template_for
from samsyn.apps.council.services.minutes_paper import Approval, minutes_paper
from samsyn.domain.access.actor import Actor, NotAllowed, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.minutes_paper.adjusting import (
    Obstacle,
    Word,
    all_approve,
    objections_to_sending,
)
from samsyn.domain.minutes_paper.content import digest_of, what_was_said
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, letters
from samsyn.kernel.models import Organisation
from samsyn.kernel.papers.pdf import as_pdf
from samsyn.kernel.tenancy.session import acting_for
from samsyn.kernel.use_case import use_case

_OPEN = (Minutes.State.DRAFT, Minutes.State.SENT)


@use_case(Permission.COUNCIL_TAKE_PART)
def choose_adjusters(actor: Actor, *, meeting_id: int, chosen: Collection[int]) -> None:
    """Let these of those present approve the minutes beside the chair. Raises Refused."""
    meeting = _meeting(actor, meeting_id)
    _must_be_open(minutes_of(actor, meeting))
    able = {one.pk for one in could_adjust(actor, meeting)}
    rows = Attendance.owned_by(actor).filter(meeting=meeting)
    rows.filter(adjusts=True).exclude(pk__in=set(chosen) & able).update(adjusts=False)
    rows.filter(pk__in=set(chosen) & able).update(adjusts=True)


@use_case(Permission.COUNCIL_TAKE_PART)
def send_minutes(actor: Actor, *, meeting_id: int) -> Minutes:
    """Fix the text as it stands and ask every adjuster to approve it; sent again, ask anew.

    Raises Refused with everything that is missing.
    """
    meeting = _meeting(actor, meeting_id)
    before = minutes_of(actor, meeting)
    _must_be_open(before)
    adjusters = adjusters_of(actor, meeting)
    refuse_if(
        objections_to_sending(
            adjusters,
            wanted=meeting.forum.adjusters,
            held=meeting.state == Meeting.State.ENDED,
            two_versions=two_versions(actor, meeting),
        )
    )
    content = content_of(meeting)
    minutes = before or Minutes(meeting=meeting, edition=0)
    minutes.template = template_for(meeting)
    minutes.content = dict(content)
    minutes.digest = digest_of(content)
    minutes.edition += 1
    minutes.state, minutes.sent_at = Minutes.State.SENT, clock.now()
    minutes.save()
    letters.write_soon([actor.organisation_id])
    return minutes


@use_case(Permission.COUNCIL_TAKE_PART)
def approve_minutes(actor: Actor, *, meeting_id: int, digest: str) -> Minutes:
    """Approve the text with this digest; with the last approval the minutes lock by themselves.

    Raises Refused where the text is not the one the person saw, or is not theirs to approve.
    """
    minutes, attendance = _asked(actor, meeting_id, digest)
    samsyn = samsyn_for(actor.organisation_id)
    with acting_for(samsyn):
        _keep_word(minutes, attendance, approved_at=clock.now(), objection="")
        standing = standings_of(samsyn, minutes, digest)
        if all_approve(standing):
            said = [Approval(one.adjuster.name, one.at) for one in standing if one.at]
            _lock(samsyn, minutes, said)
    return minutes


@use_case(Permission.COUNCIL_TAKE_PART)
def object_to_minutes(actor: Actor, *, meeting_id: int, digest: str, words: str) -> None:
    """Say what is wrong with the text: it waits until it is sent again. Raises Refused."""
    if not words.strip():
        raise Refused([Objection(Obstacle.SAY_WHY, field="words")])
    minutes, attendance = _asked(actor, meeting_id, digest)
    with acting_for(samsyn_for(actor.organisation_id)):
        _keep_word(minutes, attendance, approved_at=None, objection=words.strip())


@use_case(Permission.COUNCIL_TAKE_PART)
def add_to_minutes(actor: Actor, *, meeting_id: int, text: str, item_number: str = "") -> Addendum:
    """Add a dated correction to locked minutes, which stay as they were. Raises Refused."""
    minutes = minutes_of(actor, _meeting(actor, meeting_id))
    if minutes is None or minutes.state in _OPEN:
        raise Refused([Objection(Obstacle.NOT_LOCKED)])
    if not text.strip():
        raise Refused([Objection(Obstacle.NOTHING_SAID, field="text")])
    return Addendum.everything.create(
        minutes=minutes,
        text=text.strip(),
        item_number=item_number,
        added_on=clock.today(),
        added_by=actor.name,
    )


def approvals_of(actor: Actor, minutes: Minutes) -> list[Approval]:
    """Return who approved the text as it is now, and when."""
    return [
        Approval(one.adjuster.name, one.at)
        for one in standings_of(actor, minutes, minutes.digest)
        if one.word is Word.APPROVED and one.at
    ]


def still_says(minutes: Minutes) -> bool:
    """Tell whether what happened at the meeting is still written as when the text was sent."""
    return what_was_said(content_of(minutes.meeting)) == what_was_said(minutes.content)


def _asked(actor: Actor, meeting_id: int, digest: str) -> tuple[Minutes, int]:
    rows = Minutes.owned_by(actor).select_for_update(of=("self",)).select_related("meeting")
    minutes = rows.filter(meeting=meeting_id).first()
    if minutes is None or minutes.state != Minutes.State.SENT:
        raise Refused([Objection(Obstacle.NOT_SENT)])
    mine = attendance_of(actor, minutes.meeting)
    asked = {one.attendance for one in adjusters_of(actor, minutes.meeting)}
    if mine is None or mine not in asked:
        raise Refused([Objection(Obstacle.NOT_ADJUSTER)])
    if digest != minutes.digest or not still_says(minutes):
        raise Refused([Objection(Obstacle.CHANGED)])
    return minutes, mine


def _keep_word(
    minutes: Minutes, attendance: int, *, approved_at: datetime | None, objection: str
) -> None:
    """Keep an adjuster's word; as Samsyn, whose history takes what is behind closed doors too."""
    Adjustment.everything.update_or_create(
        organisation_id=minutes.organisation_id,
        minutes=minutes,
        attendance_id=attendance,
        digest=minutes.digest,
        defaults={"approved_at": approved_at, "objection": objection},
    )


def _lock(actor: Actor, minutes: Minutes, approvals: list[Approval]) -> None:
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    content: Any = minutes.content
    made = as_pdf(minutes_paper(content, organisation, approvals=approvals))
    MinutesFile.everything.create(
        organisation_id=actor.organisation_id,
        forum_id=minutes.forum_id,
        visibility=minutes.visibility,
        minutes=minutes,
        form="pdf",
        sha256=hashlib.sha256(made).hexdigest(),
        content=made,
    )
    minutes.state, minutes.locked_at = Minutes.State.LOCKED, clock.now()
    minutes.save()


def _meeting(actor: Actor, pk: int) -> Meeting:
    """Return a meeting that the person writes the minutes of; raises NotAllowed for others."""
    meeting = Meeting.owned_by(actor).select_related("forum").get(pk=pk)
    if not may_write(actor, meeting):
        raise NotAllowed(Permission.COUNCIL_WRITE)
    return meeting


def _must_be_open(minutes: Minutes | None) -> None:
    if minutes is not None and minutes.state not in _OPEN:
        raise Refused([Objection(Obstacle.LOCKED)])
