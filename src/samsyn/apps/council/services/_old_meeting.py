"""Write down a meeting from minutes that were read and looked through: steps inside one act."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Forum,
    ForumMember,
    ItemNote,
    Meeting,
)
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.minutes.checking import Checked
from samsyn.domain.minutes.result import DecisionKind, Office, Outcome, Role
from samsyn.domain.tabular.folding import fold

_USUAL_START, _USUAL_MINUTES = time(9), 120
_PARTS = {
    Role.PRESENT: Attendance.Part.MEMBER, Role.SUBSTITUTE: Attendance.Part.SUBSTITUTE,
    Role.ABSENT: Attendance.Part.MEMBER, Role.PRESENTING: Attendance.Part.PRESENTER,
    Role.OBSERVER: Attendance.Part.GUEST,
}  # fmt: skip
_RIGHTS = {Role.PRESENTING: "speak", Role.OBSERVER: "speak"}
_STATES = {
    Outcome.DONE: AgendaItem.State.DONE, Outcome.DROPPED: AgendaItem.State.WITHDRAWN,
    Outcome.POSTPONED: AgendaItem.State.POSTPONED,
}  # fmt: skip
_NAME, _ACTION, _PLACE = 250, 500, 200


class _People:
    """Who is known here by exactly one name: a person, and their seat on the forum."""

    def __init__(self, actor: Actor, forum: Forum) -> None:
        rows = Person.owned_by(actor).only("pk", "name")
        count = Counter(fold(person.name) for person in rows)
        self._people = {
            fold(person.name): person for person in rows if count[fold(person.name)] == 1
        }
        seats = ForumMember.owned_by(actor).filter(forum=forum).order_by("pk")
        self._seats = {seat.person_id: seat for seat in seats}

    def person(self, name: str) -> Person | None:
        """Return the one person of this name."""
        return self._people.get(fold(name))

    def seat(self, person: Person | None) -> ForumMember | None:
        """Return a person's seat, the latest if there were several; each is given out once."""
        return self._seats.pop(person.pk, None) if person else None


def write_meeting(actor: Actor, forum: Forum, told: Checked) -> Meeting:
    """Write the meeting, who was there, its items, decisions, actions, counts and papers."""
    people = _People(actor, forum)
    meeting = _meeting(actor, forum, told)
    _attendances(actor, meeting, told, people)
    for order, fact in enumerate(told.facts["items"], start=1):
        item = _item(actor, meeting, fact, order, people)
        _of_item(actor, meeting, item, told, fact["key"], people)
    _of_item(actor, meeting, None, told, "", people)
    return meeting


def _meeting(actor: Actor, forum: Forum, told: Checked) -> Meeting:
    said = told.meeting
    day: date = said["day"]
    held = Meeting.owned_by(actor).filter(forum=forum, year=day.year)
    number = (held.aggregate(last=Max("number"))["last"] or 0) + 1
    begins = _moment(day, said["starts"] or forum.usual_start or _USUAL_START)
    usual = timedelta(minutes=forum.usual_minutes or _USUAL_MINUTES)
    ends = _moment(day, said["ends"]) if said["ends"] else begins + usual
    papers = told.of_item("documents", "")
    return Meeting.everything.create(
        organisation_id=actor.organisation_id,
        forum=forum,
        name=f"{forum.short_name or forum.name} {number}/{day.year}",
        year=day.year,
        number=number,
        starts_at=begins,
        ends_at=ends if ends > begins else begins + usual,
        opened_at=begins,
        closed_at=ends if ends > begins else begins + usual,
        place=said["place"].strip()[:_PLACE],
        to_members="\n".join(f"- {one['name']}" for one in papers),
        state=Meeting.State.ENDED,
    )


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _attendances(actor: Actor, meeting: Meeting, told: Checked, people: _People) -> None:
    rows = [dict(one) for one in told.facts["people"]]
    listed = {fold(one["name"]) for one in rows}
    for office in (Office.CHAIR, Office.SECRETARY):
        name = told.meeting[office].strip()
        if name and fold(name) not in listed:
            rows.append(_named(name, Role.PRESENT, office))
            listed.add(fold(name))
    for one in list(rows):  # whoever somebody sat in for was away
        whom = one["for_whom"].strip()
        if whom and fold(whom) not in listed:
            rows.append({**_named(whom, Role.ABSENT), "organisation": one["organisation"]})
            listed.add(fold(whom))
    written = {fold(one["name"]): _attendance(actor, meeting, one, people) for one in rows}
    for one in rows:
        if whom := written.get(fold(one["for_whom"])) if one["for_whom"] else None:
            row = written[fold(one["name"])]
            row.substitutes = whom
            row.save(update_fields=["substitutes"])


def _named(name: str, role: Role, office: str = "") -> dict[str, Any]:
    return {"name": name, "role": role, "office": office, "organisation": "", "for_whom": ""}


def _attendance(actor: Actor, meeting: Meeting, one: dict[str, Any], people: _People) -> Attendance:
    role, person = Role(one["role"]), people.person(one["name"])
    part = Attendance.Part.SECRETARY if one["office"] == Office.SECRETARY else _PARTS[role]
    away = role is Role.ABSENT
    return Attendance.everything.create(
        organisation_id=actor.organisation_id,
        meeting=meeting,
        member=people.seat(person),
        person=person,
        who=one["name"].strip()[:150],
        represents=one["organisation"].strip()[:150],
        part=part,
        right=_RIGHTS.get(role, "vote"),
        answer=Attendance.Answer.DECLINES if away else Attendance.Answer.COMES,
        presence=Attendance.Presence.ABSENT if away else Attendance.Presence.PRESENT,
    )


def _item(
    actor: Actor, meeting: Meeting, fact: dict[str, Any], order: int, people: _People
) -> AgendaItem:
    presenter = people.person(fact["presenter"]) if fact["presenter"] else None
    outcome = Outcome(fact["outcome"])
    said = {Outcome.DROPPED: _("Left for lack of time."), Outcome.POSTPONED: _("Put off.")}
    return AgendaItem.everything.create(
        organisation_id=actor.organisation_id,
        forum=meeting.forum,
        meeting=meeting,
        name=fact["title"].strip()[:_NAME],
        order=order,
        number=fact["number"].strip()[:20],
        type=fact["type"] or AgendaItem.Type.INFORMATION,
        is_break=fact["is_break"],
        minutes=fact["minutes"] or 10,
        presenter=presenter,
        presenter_name="" if presenter else fact["presenter"].strip()[:150],
        state=_STATES[outcome],
        outcome=said.get(outcome, ""),
    )


def _of_item(
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    told: Checked,
    key: str,
    people: _People,
) -> None:
    for one in told.of_item("actions", key):
        _action(actor, meeting, item, one, people)
    proposals = []
    for one in told.of_item("decisions", key):
        if one["kind"] == DecisionKind.PROPOSED:
            proposals.append(one["text"].strip())
        else:
            _decision(actor, meeting, item, one)
    if item is None:
        return
    if proposals:
        item.proposal = "\n\n".join(proposals)
        item.save()
    body = next(one["body"] for one in told.facts["items"] if one["key"] == key)
    notes = [(ItemNote.Kind.NOTE, body), *_notes(told, key)]
    for place, (kind, text) in enumerate(notes):
        if text.strip():
            ItemNote.everything.create(
                organisation_id=actor.organisation_id, item=item, kind=kind, text=text.strip(),
                place=place,
            )  # fmt: skip


def _notes(told: Checked, key: str) -> list[tuple[str, str]]:
    """Return the reservations, counts and papers of an item as paragraphs of their own."""
    found: list[tuple[str, str]] = []
    for one in told.of_item("decisions", key):
        reserved = one["reservations"].split(";")
        found += [(ItemNote.Kind.RESERVATION, name.strip()) for name in reserved]
    found += [(ItemNote.Kind.NOTE, count_in_words(one)) for one in told.of_item("polls", key)]
    papers = [one["name"].strip() for one in told.of_item("documents", key)]
    if papers:
        found.append((ItemNote.Kind.NOTE, _("Papers: %(names)s") % {"names": ", ".join(papers)}))
    return found


def count_in_words(poll: dict[str, Any]) -> str:
    """Say a poll's counts in one sentence, leaving out what is not said."""
    told = [
        ngettext("%(n)d said yes", "%(n)d said yes", poll["yes"] or 0) % {"n": poll["yes"]}
        if poll["yes"] is not None
        else "",
        ngettext("%(n)d said no", "%(n)d said no", poll["no"] or 0) % {"n": poll["no"]}
        if poll["no"] is not None
        else "",
        ngettext("%(n)d has not answered", "%(n)d have not answered", poll["unanswered"] or 0)
        % {"n": poll["unanswered"]}
        if poll["unanswered"] is not None
        else "",
    ]
    counts = ", ".join(words for words in told if words)
    return _("%(subject)s: of %(asked)s asked, %(counts)s.") % {
        "subject": poll["subject"], "asked": poll["asked"] or "?", "counts": counts,
    }  # fmt: skip


def _decision(
    actor: Actor, meeting: Meeting, item: AgendaItem | None, one: dict[str, Any]
) -> Decision:
    text = one["text"].strip()
    return Decision.everything.create(
        organisation_id=actor.organisation_id,
        forum=meeting.forum,
        meeting=meeting,
        item=item,
        name=" ".join(text.split())[:_NAME],
        text=text,
        decided_on=timezone.localdate(meeting.starts_at),
        decided_by=meeting.forum.name[:200],
        votes_for=one["votes_for"],
        votes_against=one["votes_against"],
        votes_abstained=one["votes_abstained"],
    )


def _action(
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    one: dict[str, Any],
    people: _People,
) -> Action:
    who = one["who"].strip()
    person = people.person(who) if who else None
    return Action.everything.create(
        organisation_id=actor.organisation_id,
        forum=meeting.forum,
        meeting=meeting,
        item=item,
        name=" ".join(one["what"].split())[:_ACTION],
        responsible=person,
        who="" if person else who[:150],
        due_on=one["due"],
        state=one["state"] or Action.State.OPEN,
    )
