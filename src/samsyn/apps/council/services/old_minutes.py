"""Old minutes: read, corrected in peace, saved as a meeting in one act."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.utils import translation

from samsyn.apps.council.models import Forum, Meeting, OldMinutes
from samsyn.apps.council.services._old_meeting import write_meeting
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.minutes.checking import Trouble, checked
from samsyn.domain.minutes.draft import Draft, draft_of
from samsyn.domain.minutes.reading import read
from samsyn.domain.minutes.source import Line
from samsyn.domain.personal_data.finding import find_identity_numbers, masked
from samsyn.domain.personal_data.findings import Certainty
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.texts.opening import lines_in
from samsyn.kernel.use_case import use_case

_LONGEST_NAME, _MOST_NAMES = 250, 500


@use_case(Permission.COUNCIL_WRITE)
def receive_old_minutes(actor: Actor, *, forum_id: int, name: str, content: bytes) -> OldMinutes:
    """Read a file or pasted text and keep what was understood, to be looked through.

    The same file twice is the row that is there already. Personal identity numbers are masked
    before anything is kept; the file itself is not kept. Raises Refused if it is no text.
    """
    forum = Forum.owned_by(actor).get(pk=forum_id)
    digest = sha256(content).hexdigest()
    known = OldMinutes.owned_by(actor).filter(forum=forum, sha256=digest).order_by("-pk").first()
    if known and (known.state != OldMinutes.State.SAVED or known.meeting_id):
        return known
    lines, numbers = _masked(actor, lines_in(content))
    return OldMinutes.everything.create(
        organisation_id=actor.organisation_id,
        forum=forum,
        visibility=forum.visibility,
        name=name.strip()[:_LONGEST_NAME] or "-",
        sha256=digest,
        text="\n".join(line.source or line.text for line in lines),
        draft={**_drafted(lines), "masked": numbers},
        state=OldMinutes.State.READ,
    )


@use_case(Permission.COUNCIL_WRITE)
def keep_old_minutes(actor: Actor, *, pk: int, draft: Draft, seen: int) -> OldMinutes:
    """Keep corrections so far, right or wrong; nothing is saved as a meeting. Raises Refused."""
    row = _open_row(actor, pk, seen)
    row.draft = draft
    row.revision += 1
    row.save(update_fields=["draft", "revision"])
    return row


@use_case(Permission.COUNCIL_WRITE)
def save_old_minutes(actor: Actor, *, pk: int, seen: int) -> Meeting:
    """Write the meeting with everything that was left in the draft. Raises Refused with it all."""
    row = _open_row(actor, pk, seen)
    told = checked(row.draft, clock.today())
    refuse_if(told.objections)
    with translation.override(row.organisation.language):  # what is written stays as it is
        meeting = write_meeting(actor, row.forum, told)
    row.meeting, row.state = meeting, OldMinutes.State.SAVED
    row.revision += 1
    row.save()
    return meeting


@use_case(Permission.COUNCIL_WRITE)
def discard_old_minutes(actor: Actor, *, pk: int) -> None:
    """Throw away what was read and not saved. Raises Refused once it is a meeting."""
    row = OldMinutes.owned_by(actor).select_for_update(of=("self",)).get(pk=pk)
    refuse_if([Objection(Trouble.SAVED_ALREADY)] if row.meeting_id else [])
    row.delete()


def _open_row(actor: Actor, pk: int, seen: int) -> OldMinutes:
    rows = OldMinutes.owned_by(actor).select_related("forum").select_for_update(of=("self",))
    row = rows.get(pk=pk)
    if row.state == OldMinutes.State.SAVED:
        refuse_if([Objection(Trouble.SAVED_ALREADY)])
    refuse_if([Objection(Trouble.CHANGED_MEANWHILE)] if row.revision != seen else [])
    return row


def _drafted(lines: tuple[Line, ...]) -> dict[str, Any]:
    """Return what the lines say; the names of all organisations here are known as such."""
    names = Organisation.objects.order_by("pk").values_list("name", flat=True)[:_MOST_NAMES]
    return draft_of(read(lines, names), clock.today())


def _masked(actor: Actor, lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], list[int]]:
    """Return the lines with identity numbers masked, and which lines had one."""
    country = Organisation.objects.get(pk=actor.organisation_id).country
    numbers = []
    kept = []
    for line in lines:
        told = tuple(_mask(text, country) for text in (line.text, line.source, *line.cells))
        if told != (line.text, line.source, *line.cells):
            numbers.append(line.number)
        kept.append(Line(line.number, told[0], told[1], line.level, line.bullet, tuple(told[2:])))
    return tuple(kept), numbers


def _mask(text: str, country: str) -> str:
    finds = find_identity_numbers(text, today=clock.today(), country=country)
    return masked(text, [one for one in finds if one.certainty is not Certainty.UNCERTAIN])
