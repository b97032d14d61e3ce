"""Notes by paragraph: written once however often they are sent, and never written over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from samsyn.apps.council.models import AgendaItem, ItemNote, Meeting
from samsyn.apps.council.queries.agenda import mine_at
from samsyn.apps.council.services._sitting import attendance_of, enter, item_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.merging import merge
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.use_case import use_case

LONGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A paragraph as it was typed; `client_id` is what the page called it before we knew it."""

    text: str
    kind: str = ItemNote.Kind.NOTE
    by_id: int | None = None
    client_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a paragraph that was `base`, in that edition, when the change began."""

    note_id: int
    edition: int
    base: str
    typed: Typed


@use_case(Permission.COUNCIL_TAKE_PART)
def write_note(actor: Actor, *, meeting_id: int, item_id: int, typed: Typed) -> ItemNote:
    """Write a new paragraph at an item; one that was sent before is only returned."""
    meeting = enter(actor, meeting_id, sits=False)
    return _written(actor, meeting, item_of(actor, meeting, item_id), typed)


@use_case(Permission.COUNCIL_TAKE_PART)
def make_reservation(
    actor: Actor, *, meeting_id: int, item_id: int, text: str, client_id: str = ""
) -> ItemNote:
    """Have the actor's own reservation written down, from the actor's own device."""
    meeting = enter(actor, meeting_id, keeps=False)
    mine = mine_at(actor, meeting)
    refuse_if([Objection(Hindrance.MAY_NOT_VOTE)] if mine is None or mine.right != "vote" else [])
    typed = Typed(
        text=text,
        kind=ItemNote.Kind.RESERVATION,
        by_id=mine.pk if mine else None,
        client_id=client_id,
    )
    return _written(actor, meeting, item_of(actor, meeting, item_id), typed)


@use_case(Permission.COUNCIL_TAKE_PART)
def change_note(actor: Actor, *, meeting_id: int, item_id: int, change: Change) -> ItemNote:
    """Change a paragraph.

    Where somebody else changed it meanwhile both changes are joined; where both changed the same
    words, ours is kept beside theirs as a second version. One that is gone is written anew.
    """
    meeting = enter(actor, meeting_id, sits=False)
    text = _checked(change.typed.text)
    note = _notes(actor, meeting).filter(pk=change.note_id).first()
    if note is None:
        return _written(actor, meeting, item_of(actor, meeting, item_id), change.typed)
    same = note.edition == change.edition
    joined = text if same else merge(_tidy(change.base), text, note.text)
    if joined is None:
        return _rival(actor, note, change.typed)
    if joined != note.text:
        note.text, note.edition = joined, note.edition + 1
        note.written_by = actor.name[:150]
        note.save()
    return note


@use_case(Permission.COUNCIL_TAKE_PART)
def choose_version(actor: Actor, *, meeting_id: int, note_id: int, only: bool) -> ItemNote | None:
    """Settle two versions of one paragraph: keep this one only, or both as paragraphs."""
    meeting = enter(actor, meeting_id, sits=False)
    note = _notes(actor, meeting).filter(pk=note_id).first()
    if note is None:
        return None
    first = note.rival_of_id or note.pk
    others = _notes(actor, meeting).filter(rival_of=first).exclude(pk=note.pk)
    if not only:
        _notes(actor, meeting).filter(rival_of=first).update(rival_of=None)
        return note
    if note.rival_of_id:
        note.rival_of = None
        note.save()
        _notes(actor, meeting).filter(pk=first).delete()
    others.delete()
    return note


@use_case(Permission.COUNCIL_TAKE_PART)
def drop_note(actor: Actor, *, meeting_id: int, note_id: int, edition: int) -> None:
    """Take a paragraph out, unless somebody has changed it since it was looked at."""
    meeting = enter(actor, meeting_id, sits=False)
    note = _notes(actor, meeting).filter(pk=note_id).first()
    if note is None:
        return
    refuse_if([Objection(Hindrance.CHANGED_MEANWHILE)] if note.edition != edition else [])
    note.delete()


def _written(actor: Actor, meeting: Meeting, item: AgendaItem, typed: Typed) -> ItemNote:
    text = _checked(typed.text)
    here = ItemNote.owned_by(actor).filter(item=item)
    known = here.filter(client_id=typed.client_id).first() if typed.client_id else None
    if known is not None:
        return known
    by = attendance_of(actor, meeting, typed.by_id) if typed.by_id else None
    last = here.aggregate(last=Max("place"))["last"] or 0
    return ItemNote.everything.create(
        organisation_id=actor.organisation_id,
        item=item,
        kind=typed.kind if typed.kind in ItemNote.Kind.values else ItemNote.Kind.NOTE,
        text=text,
        by=by,
        place=last + 1,
        written_by=actor.name[:150],
        client_id=typed.client_id[:40],
    )


def _rival(actor: Actor, note: ItemNote, typed: Typed) -> ItemNote:
    """Keep what was typed as a second version beside the paragraph that others changed."""
    beside = ItemNote.owned_by(actor).filter(item=note.item_id)
    known = beside.filter(client_id=typed.client_id).first() if typed.client_id else None
    if known is not None:
        return known
    return ItemNote.everything.create(
        organisation_id=actor.organisation_id,
        item=note.item,
        kind=note.kind,
        text=_checked(typed.text),
        by=note.by,
        place=note.place,
        written_by=actor.name[:150],
        client_id=typed.client_id[:40],
        rival_of_id=note.rival_of_id or note.pk,
    )


def _notes(actor: Actor, meeting: Meeting) -> QuerySet[ItemNote]:
    rows = ItemNote.owned_by(actor).filter(item__meeting=meeting)
    return rows.select_related("item", "by")


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _checked(text: str) -> str:
    said = _tidy(text)
    objections = []
    if not said:
        objections.append(Objection(Hindrance.SAYS_NOTHING, field="text"))
    if len(said) > LONGEST:
        objections.append(Objection(Hindrance.TOO_LONG, {"most": LONGEST}, "text"))
    refuse_if(objections)
    return said
