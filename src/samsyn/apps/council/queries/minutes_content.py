"""What the minutes of a meeting say, read from what happened there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    Forum,
    ItemNote,
    Meeting,
    MinutesTemplate,
    Vote,
)
from samsyn.domain.access.actor import samsyn_for
from samsyn.domain.minutes_paper.content import (
    Content,
    Decided,
    Form,
    Item,
    Later,
    Promised,
    Someone,
    numbers,
)
from samsyn.kernel.models import Document
from samsyn.kernel.tenancy.session import acting_for

_ITEMS = "council_agendaitem"


def template_for(meeting: Meeting) -> MinutesTemplate | None:
    """Return the forum's own template, else the organisation's, else None."""
    actor = samsyn_for(meeting.organisation_id)
    usable = MinutesTemplate.owned_by(actor).filter(
        Q(forum_id=meeting.forum_id) | Q(forum__isnull=True, is_default=True)
    )
    return min(usable.order_by("-pk"), key=lambda one: one.forum_id is None, default=None)


def content_of(meeting: Meeting) -> Content:
    """Return the whole minutes of a meeting as they would be written now.

    Read by Samsyn itself, so that whoever looks, the text is the same: ask first whether the
    person may read it.
    """
    with acting_for(samsyn_for(meeting.organisation_id)):
        return _content(meeting)


def _content(meeting: Meeting) -> Content:
    actor = samsyn_for(meeting.organisation_id)
    form = _form(template_for(meeting))
    forum = Forum.owned_by(actor).get(pk=meeting.forum_id)
    people = _people(meeting)
    decisions, actions = _decided(meeting), _promised(meeting)
    said: Parts = {"decisions": decisions, "actions": actions}
    items = _items(meeting, form, said)
    present = [p for p in people if p.presence == Attendance.Presence.PRESENT]
    absent = [p for p in people if _is_missing(p)]
    return {
        "forum": forum.name,
        "meeting": {
            "name": meeting.name,
            "number": meeting.number,
            "year": meeting.year,
            "starts_at": _at(meeting.opened_at or meeting.starts_at),
            "ends_at": _at(meeting.closed_at or meeting.ends_at),
            "place": meeting.place,
        },
        "template": form,
        "present": [_someone(one) for one in present],
        "absent": [_someone(one) for one in absent],
        "adjusters": [one.who for one in people if one.adjusts],
        "items": items,
        "decisions": decisions[None],
        "actions": actions[None],
        "next": _next(meeting),
        "addenda": [],
    }


def _people(meeting: Meeting) -> list[Attendance]:
    rows = Attendance.owned_by(samsyn_for(meeting.organisation_id)).filter(meeting=meeting)
    found = list(rows.select_related("member", "substitutes"))
    return sorted(found, key=lambda one: (_rank(one), one.represents.casefold(), one.who))


def _rank(one: Attendance) -> int:
    seats = ("chair", "vice_chair", "member", "substitute", "secretary", "adjoined")
    seat = one.member.seat if one.member else str(one.part)
    return seats.index(seat) if seat in seats else len(seats)


def _is_missing(one: Attendance) -> bool:
    """Tell who was called and did not come: members; a substitute who was not needed is none."""
    return one.presence != Attendance.Presence.PRESENT and one.part == Attendance.Part.MEMBER


def _someone(one: Attendance) -> Someone:
    return {
        "id": one.pk,
        "name": one.who,
        "represents": one.represents,
        "part": str(one.part),
        "seat": str(one.member.seat) if one.member else "",
        "right": str(one.right),
        "instead_of": one.substitutes.who if one.substitutes else "",
        "came_at": _at(one.came_at),
        "left_at": _at(one.left_at),
    }


Parts = Mapping[str, Mapping[int | None, Sequence[Any]]]


def _items(meeting: Meeting, form: Form, said: Parts) -> list[Item]:
    actor = samsyn_for(meeting.organisation_id)
    rows = AgendaItem.owned_by(actor).filter(meeting=meeting, is_break=False)
    found = list(rows.select_related("presenter").order_by("order", "pk"))
    before = 0
    if form["numbering"] != MinutesTemplate.Numbering.PLAIN:
        earlier = Meeting.owned_by(actor).filter(
            forum_id=meeting.forum_id,
            year=meeting.year,
            number__lt=meeting.number,
            state=Meeting.State.ENDED,
        )
        before = AgendaItem.owned_by(actor).filter(meeting__in=earlier, is_break=False).count()
    parts = {**said, **_parts(meeting, [item.pk for item in found])}
    named = numbers(form["numbering"], len(found), before, meeting.year)
    return [_item(item, number, parts) for item, number in zip(found, named, strict=True)]


def _parts(meeting: Meeting, items: Sequence[int]) -> Parts:
    """Read everything that hangs on the items, a question for each kind of thing."""
    actor = samsyn_for(meeting.organisation_id)
    notes = ItemNote.owned_by(actor).filter(item__in=items).select_related("by")
    conflicts = ConflictOfInterest.owned_by(actor).filter(item__in=items)
    votes = Vote.owned_by(actor).filter(item__in=items).select_related("attendance")
    papers = Document.owned_by(actor).filter(
        table_name=_ITEMS, row_id__in=items, versions__isnull=True
    )
    later = AgendaItem.owned_by(actor).filter(postponed_from__in=items, meeting__isnull=False)
    return {
        "notes": _by(notes.order_by("place", "pk"), "item_id"),
        "conflicts": _by(conflicts.select_related("attendance").order_by("pk"), "item_id"),
        "votes": _by(votes.order_by("attendance__who", "pk"), "item_id"),
        "papers": _by(papers.order_by("name", "pk"), "row_id"),
        "later": _by(later.select_related("meeting").order_by("pk"), "postponed_from_id"),
    }


def _by(rows: Iterable[Any], name: str) -> Mapping[int | None, list[Any]]:
    found = defaultdict[int | None, list[Any]](list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _item(item: AgendaItem, number: str, parts: Parts) -> Item:
    votes = parts["votes"][item.pk]
    later = parts["later"][item.pk]
    return {
        "id": item.pk,
        "number": number,
        "name": item.name,
        "type": str(item.type),
        "state": str(item.state),
        "outcome": item.outcome,
        "closed": item.closed_doors,
        "consent": item.consent,
        "presenter": item.presenter.name if item.presenter else item.presenter_name,
        "began_at": _at(item.began_at),
        "ended_at": _at(item.ended_at),
        "description": item.description,
        "proposal": item.proposal,
        "notes": [
            {"kind": str(note.kind), "text": note.text, "by": note.by.who if note.by else ""}
            for note in parts["notes"][item.pk]
        ],
        "conflicts": [
            {"name": one.attendance.who, "reason": one.reason}
            for one in parts["conflicts"][item.pk]
        ],
        "voting": {
            "votes_for": _who_voted(votes, Vote.Choice.FOR),
            "against": _who_voted(votes, Vote.Choice.AGAINST),
            "abstains": _who_voted(votes, Vote.Choice.ABSTAINS),
        },
        "decisions": list(parts["decisions"][item.pk]),
        "actions": list(parts["actions"][item.pk]),
        "papers": [{"name": one.name, "sha256": one.sha256} for one in parts["papers"][item.pk]],
        "postponed_to": _later(later[0].meeting) if later else None,
    }


def _who_voted(votes: Iterable[Vote], choice: str) -> list[str]:
    return [vote.attendance.who for vote in votes if vote.choice == choice]


def _decided(meeting: Meeting) -> Mapping[int | None, list[Decided]]:
    found = defaultdict[int | None, list[Decided]](list)
    rows = Decision.owned_by(samsyn_for(meeting.organisation_id)).filter(meeting=meeting)
    for one in rows.order_by("pk"):
        counted = [one.votes_for, one.votes_against, one.votes_abstained]
        votes = [count or 0 for count in counted] if any(c is not None for c in counted) else []
        found[one.item_id].append(
            {
                "number": one.number,
                "name": one.name,
                "outcome": str(one.outcome),
                "text": one.text,
                "effective_on": _on(one.effective_on),
                "votes": votes,
                "closed": one.closed_doors,
            }
        )
    return found


def _promised(meeting: Meeting) -> Mapping[int | None, list[Promised]]:
    found = defaultdict[int | None, list[Promised]](list)
    rows = Action.owned_by(samsyn_for(meeting.organisation_id)).filter(meeting=meeting)
    for one in rows.select_related("responsible").order_by("pk"):
        found[one.item_id].append(
            {
                "name": one.name,
                "who": one.responsible.name if one.responsible else one.who,
                "person": one.responsible is not None,
                "due_on": _on(one.due_on),
            }
        )
    return found


def _next(meeting: Meeting) -> Later | None:
    actor = samsyn_for(meeting.organisation_id)
    rows = Meeting.owned_by(actor).filter(
        forum_id=meeting.forum_id,
        starts_at__gt=meeting.starts_at,
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
    )
    found = rows.order_by("starts_at").first()
    return _later(found) if found else None


def _later(meeting: Meeting) -> Later:
    return {"name": meeting.name, "starts_at": _at(meeting.starts_at), "place": meeting.place}


def _form(template: MinutesTemplate | None) -> Form:
    told = template or MinutesTemplate()
    return {
        "title": told.title,
        "intro": told.intro,
        "closing": told.closing,
        "header": told.header,
        "footer": told.footer,
        "numbering": str(told.numbering),
        "show_votes": told.show_votes,
        "show_times": told.show_times,
    }


def _at(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _on(day: date | None) -> str:
    return day.isoformat() if day else ""
