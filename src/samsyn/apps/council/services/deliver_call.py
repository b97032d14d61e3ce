"""Mail one call, change or cancellation to one person: once, whoever runs it and however often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.council.models import AgendaItem, Attendance, CallSent, Meeting, PaperReceipt
from samsyn.apps.council.queries.agenda import Agenda, agenda_of, digest_of
from samsyn.apps.council.queries.decisions import gates_in, moves_told
from samsyn.apps.council.queries.papers import current_papers
from samsyn.apps.council.services.calendars import Entry, written
from samsyn.apps.council.services.call import Told, told, wanted
from samsyn.apps.council.wording.effects import told_by_item
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock, journal, mail
from samsyn.kernel.access.addresses import absolute, addresses_in

_TEMPLATE = "council/mail/call"
_Happens = Mapping[int, Sequence[str]]


def deliver(actor: Actor, attendance_id: int) -> bool:
    """Mail what one person's calendar is to say, unless that was done; tells whether it was sent.

    The person's place is held while the mail goes out, so two runs never send the same. Raises
    what the mail server answers with; then nothing is written down, and a later run tries again.
    """
    with journal.act(actor, "council.deliver_call"):
        rows = Attendance.owned_by(actor).select_for_update(of=("self",))
        row = rows.select_related("meeting__forum", "meeting__organisation", "member").get(
            pk=attendance_id
        )
        meeting = row.meeting
        known, method = told(actor, meeting).get(row.pk, Told()), wanted(row, meeting)
        if not (row.email and known.needs(meeting, method)):
            return False
        agenda = agenda_of(actor, meeting)
        moves = moves_told(actor, agenda.items)
        is_call = method == CallSent.Method.REQUEST
        sequence = known.number(meeting, method)
        CallSent.everything.create(
            organisation_id=row.organisation_id,
            attendance=row,
            method=method,
            sequence=sequence,
            agenda_digest=digest_of(meeting, agenda, moves) if is_call else "",
            sent_at=clock.now(),
        )
        if is_call:
            _note_papers(actor, row, agenda)
        with mail.in_language(_language(row)):
            happens = told_by_item(moves, gates_in(actor, moves))
        sent = _Sent(method, sequence, known.last is not None)
        _write(row, sent, agenda, happens)
    return True


def _note_papers(actor: Actor, row: Attendance, agenda: Agenda) -> None:
    """Write down which version of each paper the person was told of."""
    known = PaperReceipt.owned_by(actor).filter(attendance=row).values_list("document", flat=True)
    had = set(known)
    PaperReceipt.everything.bulk_create(
        PaperReceipt(
            organisation_id=row.organisation_id,
            visibility=item.visibility,
            forum_id=row.forum_id,
            item=item,
            attendance=row,
            document=paper,
            sent_at=clock.now(),
        )
        for item, papers in current_papers(actor, agenda.items).items()
        for paper in papers
        if paper.pk not in had
    )


@dataclass(frozen=True, slots=True)
class _Sent:
    """What goes out: a call or a cancellation, with its number, and whether one went before."""

    method: str
    sequence: int
    is_change: bool


def _write(row: Attendance, sent: _Sent, agenda: Agenda, happens: _Happens) -> None:
    meeting = row.meeting
    language = _language(row)
    with addresses_in(meeting.organisation), mail.in_language(language):
        url = absolute(reverse("council:meeting", args=[meeting.pk]))
        lines = [
            {**_line(line.item, line.slot.begins), "happens": happens.get(line.item.pk, ())}
            for line in agenda.lines
        ]
        context = {
            "meeting": meeting,
            "forum": meeting.forum,
            "row": row,
            "url": url,
            "lines": lines,
            "cancelled": sent.method == CallSent.Method.CANCEL,
            "meeting_cancelled": meeting.state == Meeting.State.CANCELLED,
            "is_change": sent.is_change,
        }
        is_call = sent.method == CallSent.Method.REQUEST
        entry = Entry(
            method=sent.method.upper(),
            uid=f"{meeting.uid}@samsyn",
            sequence=sent.sequence,
            stamp=clock.now(),
            begins=meeting.starts_at,
            ends=meeting.ends_at,
            title=meeting.name,
            text="\n".join([*(str(line["text"]) for line in lines), "", url]) if is_call else "",
            place=", ".join(filter(None, [meeting.place, meeting.link])) if is_call else "",
            url=url,
            organiser=meeting.forum.name,
            organiser_address=mail.own_address(),
            receiver=row.who,
            receiver_address=row.email,
        )
    calendar = mail.Calendar(written(entry), entry.method)
    mail.write(_TEMPLATE, row.email, language, context, calendar=calendar)


def _language(row: Attendance) -> str:
    user = row.person.user if row.person else None
    return (user.language if user else "") or row.meeting.organisation.language


def _line(item: AgendaItem, begins: object) -> dict[str, object]:
    name = _("Behind closed doors") if item.closed_doors else item.name
    presenter = item.presenter.name if item.presenter else item.presenter_name
    kind = "" if item.is_break else item.type
    number = f"{item.number}. " if item.number else ""
    told = " ".join(filter(None, [kind, f"({item.minutes} min)"]))
    text = f"{number}{name} {told}"
    shown = "" if item.closed_doors else presenter
    return {"begins": begins, "text": text, "presenter": shown}
