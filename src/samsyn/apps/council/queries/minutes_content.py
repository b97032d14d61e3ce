"""What the minutes of a meeting say, read from what happened there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Decision,
    ItemNote,
    Meeting,
    MinutesTemplate,
    Vote,
)
from samsyn.domain.access.actor import Actor, samsyn_for
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
from samsyn.kernel.asking import together
from samsyn.kernel.models import Document
from samsyn.kernel.tenancy.session import acting_for

_ITEMS = "council_agendaitem"


def template_for(meeting: Meeting) -> MinutesTemplate | None:
    """Return the forum's own template, else the organisation's, else None."""
    return _first_choice(_usable(samsyn_for(meeting.organisation_id), meeting))


def _usable(actor: Actor, meeting: Meeting) -> QuerySet[MinutesTemplate]:
    rows = MinutesTemplate.owned_by(actor)
    of_forum, default = Q(forum_id=meeting.forum_id), Q(forum__isnull=True, is_default=True)
    return rows.filter(of_forum | default).order_by("-pk")


def _first_choice(usable: Iterable[MinutesTemplate]) -> MinutesTemplate | None:
    return min(usable, key=lambda one: one.forum_id is None, default=None)


def content_of(meeting: Meeting) -> Content:
    """Return the whole minutes of a meeting as they would be written now.

    Read by Samsyn itself, so that whoever looks, the text is the same: ask first whether the
    person may read it.
    """
    with acting_for(samsyn_for(meeting.organisation_id)):
        return _content(meeting)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that the minutes of a meeting are made of, asked for in one round trip."""

    templates: Sequence[MinutesTemplate]
    people: Sequence[Attendance]
    items: Sequence[AgendaItem]
    decisions: Sequence[Decision]
    actions: Sequence[Action]
    notes: Sequence[ItemNote]
    conflicts: Sequence[ConflictOfInterest]
    votes: Sequence[Vote]
    papers: Sequence[Document]
    later: Sequence[AgendaItem]
    following: Sequence[Meeting]


def _asked(actor: Actor, meeting: Meeting) -> _Asked:
    people = Attendance.owned_by(actor).filter(meeting=meeting)
    items = AgendaItem.owned_by(actor).filter(meeting=meeting, is_break=False)
    actions = Action.owned_by(actor).filter(meeting=meeting).select_related("responsible")
    notes = ItemNote.owned_by(actor).filter(item__meeting=meeting).select_related("by")
    aside = ConflictOfInterest.owned_by(actor).filter(item__meeting=meeting)
    votes = Vote.owned_by(actor).filter(item__meeting=meeting).select_related("attendance")
    ids = items.order_by().values("pk")
    papers = Document.owned_by(actor).filter(
        table_name=_ITEMS, row_id__in=ids, versions__isnull=True
    )
    later = AgendaItem.owned_by(actor).filter(
        postponed_from__meeting=meeting, meeting__isnull=False
    )
    following = Meeting.owned_by(actor).filter(
        forum_id=meeting.forum_id,
        starts_at__gt=meeting.starts_at,
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
    )
    return _Asked(
        *together(
            [
                _usable(actor, meeting),
                people.select_related("member", "substitutes").order_by("pk"),
                items.select_related("presenter").order_by("order", "pk"),
                Decision.owned_by(actor).filter(meeting=meeting).order_by("pk"),
                actions.order_by("pk"),
                notes.order_by("place", "pk"),
                aside.select_related("attendance").order_by("pk"),
                votes.order_by("attendance__who", "pk"),
                papers.order_by("name", "pk"),
                later.select_related("meeting").order_by("pk"),
                following.order_by("starts_at")[:1],
            ]
        )
    )


def _content(meeting: Meeting) -> Content:
    actor = samsyn_for(meeting.organisation_id)
    asked = _asked(actor, meeting)
    form = _form(_first_choice(asked.templates))
    people = _in_order(asked.people)
    decisions, actions = _decided(asked.decisions), _promised(asked.actions)
    items = _items(meeting, form, asked, {"decisions": decisions, "actions": actions})
    present = [p for p in people if p.presence == Attendance.Presence.PRESENT]
    absent = [p for p in people if _is_missing(p)]
    return {
        "forum": meeting.forum.name,
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
        "next": _later(asked.following[0]) if asked.following else None,
        "addenda": [],
    }


def _in_order(people: Iterable[Attendance]) -> list[Attendance]:
    return sorted(people, key=lambda one: (_rank(one), one.represents.casefold(), one.who))


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


def _items(meeting: Meeting, form: Form, asked: _Asked, said: Parts) -> list[Item]:
    actor = samsyn_for(meeting.organisation_id)
    found = asked.items
    before = 0
    if form["numbering"] != MinutesTemplate.Numbering.PLAIN:
        earlier = Meeting.owned_by(actor).filter(
            forum_id=meeting.forum_id,
            year=meeting.year,
            number__lt=meeting.number,
            state=Meeting.State.ENDED,
        )
        before = AgendaItem.owned_by(actor).filter(meeting__in=earlier, is_break=False).count()
    parts = {**said, **_parts(asked)}
    named = numbers(form["numbering"], len(found), before, meeting.year)
    return [_item(item, number, parts) for item, number in zip(found, named, strict=True)]


def _parts(asked: _Asked) -> Parts:
    """Return everything that hangs on the items, by item."""
    return {
        "notes": _by(asked.notes, "item_id"),
        "conflicts": _by(asked.conflicts, "item_id"),
        "votes": _by(asked.votes, "item_id"),
        "papers": _by(asked.papers, "row_id"),
        "later": _by(asked.later, "postponed_from_id"),
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


def _decided(rows: Iterable[Decision]) -> Mapping[int | None, list[Decided]]:
    found = defaultdict[int | None, list[Decided]](list)
    for one in rows:
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


def _promised(rows: Iterable[Action]) -> Mapping[int | None, list[Promised]]:
    found = defaultdict[int | None, list[Promised]](list)
    for one in rows:
        found[one.item_id].append(
            {
                "name": one.name,
                "who": one.responsible.name if one.responsible else one.who,
                "person": one.responsible is not None,
                "due_on": _on(one.due_on),
            }
        )
    return found


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
