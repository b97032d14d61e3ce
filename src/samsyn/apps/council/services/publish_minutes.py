"""Show locked minutes to others, without the secret and the personal; or withdraw them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone

from samsyn.apps.council.models import (
    Addendum,
    Attendance,
    Meeting,
    Minutes,
    MinutesFile,
    OpenedMinutes,
)
from samsyn.apps.council.queries.minutes import minutes_of, shown_now
from samsyn.apps.council.services.minutes_paper import minutes_paper, minutes_title
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.minutes_paper.adjusting import Obstacle
from samsyn.domain.minutes_paper.content import Added, Content
from samsyn.domain.minutes_paper.showing import (
    Find,
    Judged,
    finds_in,
    objections_to_showing,
    shown_of,
    without,
)
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.mail import in_language
from samsyn.kernel.models import Organisation
from samsyn.kernel.papers.responses import FORMS
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import acting_for
from samsyn.kernel.use_case import use_case

_LOCKED = (Minutes.State.LOCKED, Minutes.State.PUBLISHED)
REACHES = (Visibility.FEDERATION, Visibility.PUBLIC)


def to_show(
    actor: Actor, minutes: Minutes, *, closed: Collection[int] = (), guests_named: bool = False
) -> tuple[Content, tuple[Find, ...]]:
    """Return what could be shown of minutes, and everything personal that somebody must judge."""
    content: Any = {**minutes.content, "addenda": _addenda(actor, minutes)}
    shown = shown_of(content, closed=closed, guests_named=guests_named)
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    finds = finds_in(
        shown,
        _known_people(actor, minutes, guests_named=guests_named),
        today=clock.today(),
        country=organisation.country,
    )
    return shown, finds


def finds_to_judge(actor: Actor, *, meeting_id: int) -> tuple[Find, ...]:
    """Return everything personal in locked minutes that somebody must judge. Raises Refused."""
    return to_show(actor, _locked(actor, meeting_id))[1]


@use_case(Permission.COUNCIL_WRITE)
def publish_minutes(
    actor: Actor,
    *,
    meeting_id: int,
    reach: str,
    judged: Mapping[str, Judged],
    closed: Collection[int] = (),
    guests_named: bool = False,
) -> OpenedMinutes:
    """Show minutes to our federations or to everybody, instead of what is shown of them now.

    `judged` says of every find whether it is held back or shown, and why; `closed` are items held
    back whole. Raises Refused with all that nobody has judged.
    """
    minutes = _locked(actor, meeting_id)
    shown, finds = to_show(actor, minutes, closed=closed, guests_named=guests_named)
    refuse_if(objections_to_showing(finds, judged))
    content = without(shown, finds, judged)
    _withdraw(actor, minutes, "")
    opened = _opened(minutes, content)
    _keep_files(opened, content)
    # Told as our own first, and shown then: the history of a public row would be public.
    MinutesFile.owned_by(actor).filter(opened=opened).update(visibility=reach)
    OpenedMinutes.owned_by(actor).filter(pk=opened.pk).update(visibility=reach)
    minutes.public_content = {
        "editions": [
            *minutes.public_content.get("editions", []),
            {
                "number": opened.number,
                "reach": str(reach),
                "opened_on": opened.opened_on.isoformat(),
                "opened_by": actor.name,
                "guests_named": guests_named,
                "closed": sorted(closed),
                "held": len([f for f in finds if not judged[f.key].release]),
                "released": [
                    {"text": find.shown, "reason": judged[find.key].reason.strip()}
                    for find in finds
                    if judged[find.key].release
                ],
            },
        ]
    }
    minutes.state, minutes.published_at = Minutes.State.PUBLISHED, clock.now()
    minutes.save()
    return opened


@use_case(Permission.COUNCIL_WRITE)
def withdraw_minutes(actor: Actor, *, meeting_id: int, reason: str) -> None:
    """Let nobody outside read them any more; that they were shown, and why not now, is kept."""
    minutes = _locked(actor, meeting_id)
    if not reason.strip():
        raise Refused([Objection(Obstacle.SAY_WHY, field="reason")])
    if shown_now(actor, minutes) is None:
        raise Refused([Objection(Obstacle.NOT_SHOWN)])
    _withdraw(actor, minutes, reason)
    minutes.state = Minutes.State.LOCKED
    minutes.save()


def _locked(actor: Actor, meeting_id: int) -> Minutes:
    meeting = Meeting.owned_by(actor).get(pk=meeting_id)
    minutes = minutes_of(actor, meeting)
    if minutes is None or minutes.state not in _LOCKED:
        raise Refused([Objection(Obstacle.NOT_LOCKED)])
    return minutes


def _opened(minutes: Minutes, content: Content) -> OpenedMinutes:
    with in_language(minutes.meeting.organisation.language):
        title = minutes_title(content)
    return OpenedMinutes.everything.create(
        organisation_id=minutes.organisation_id,
        forum_id=minutes.forum_id,
        visibility=Visibility.OWN,
        minutes=minutes,
        number=_editions(minutes) + 1,
        title=title[:300],
        forum_name=content["forum"],
        held_on=timezone.localdate(minutes.meeting.starts_at),
        content=content,
        opened_on=clock.today(),
    )


def _editions(minutes: Minutes) -> int:
    samsyn = samsyn_for(minutes.organisation_id)
    return OpenedMinutes.owned_by(samsyn).filter(minutes=minutes).count()


def _keep_files(opened: OpenedMinutes, content: Content) -> None:
    """Make the files once: whoever asks for them gets these bytes."""
    paper = minutes_paper(content, opened.organisation)
    for form, (_media_type, make) in FORMS.items():
        made = make(paper)
        MinutesFile.everything.create(
            organisation_id=opened.organisation_id,
            forum_id=opened.forum_id,
            visibility=Visibility.OWN,
            minutes=opened.minutes,
            opened=opened,
            form=form,
            sha256=hashlib.sha256(made).hexdigest(),
            content=made,
        )


def _withdraw(actor: Actor, minutes: Minutes, reason: str) -> None:
    rows = OpenedMinutes.owned_by(actor).filter(minutes=minutes, withdrawn_on__isnull=True)
    for opened in rows:
        MinutesFile.owned_by(actor).filter(opened=opened).update(visibility=Visibility.OWN)
        OpenedMinutes.owned_by(actor).filter(pk=opened.pk).update(
            withdrawn_on=clock.today(), visibility=Visibility.OWN
        )
        for edition in minutes.public_content.get("editions", []):
            if edition["number"] == opened.number:
                edition["withdrawn_on"] = clock.today().isoformat()
                edition["withdrawn_by"] = actor.name
                edition["withdrawn_because"] = reason.strip()


def _addenda(actor: Actor, minutes: Minutes) -> list[Added]:
    return [
        {
            "text": one.text,
            "item_number": one.item_number,
            "added_on": one.added_on.isoformat(),
            "added_by": "",
        }
        for one in Addendum.owned_by(actor).filter(minutes=minutes).order_by("pk")
    ]


def _known_people(actor: Actor, minutes: Minutes, *, guests_named: bool) -> set[str]:
    """Return every name the organisation knows, and those of this meeting's guests."""
    samsyn = samsyn_for(actor.organisation_id)
    with acting_for(samsyn):
        known = set(Person.owned_by(samsyn).values_list("name", flat=True))
        there = Attendance.owned_by(samsyn).filter(meeting_id=minutes.meeting_id)
        guests = set(there.values_list("who", flat=True))
    return known - guests if guests_named else known | guests
