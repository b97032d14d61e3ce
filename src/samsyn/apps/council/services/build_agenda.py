"""Build a meeting's agenda: which lines, in which order, how long, who presents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.apps.council.services.plan_meeting import number_lines
from samsyn.apps.council.services.propose import person_named
from samsyn.apps.organisation.public import person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.agenda import LONGEST_LINE, MOST_LINES, Flaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """One line as it is to be; `key` is the item's id, None for one that is new."""

    key: int | None
    name: str
    type: str
    minutes: int
    presenter_name: str = ""
    is_break: bool = False


@use_case(Permission.COUNCIL_WRITE)
def build_agenda(
    actor: Actor, *, meeting_id: int, lines: Sequence[PlannedLine], seen: int
) -> Meeting:
    """Make a meeting's agenda be exactly these lines, in this order; what is left out waits again.

    `seen` is the revision the person saw. Raises Refused with everything that is wrong, and when
    somebody else changed the meeting meanwhile.
    """
    meeting = Meeting.owned_by(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    mine = AgendaItem.owned_by(actor).filter(forum=meeting.forum_id)
    now = {item.pk: item for item in mine.filter(meeting=meeting)}
    waiting = mine.filter(meeting=None, state=AgendaItem.State.BACKLOG)
    usable = now | {item.pk: item for item in waiting}
    objections = list(_flaws(lines, usable))
    if meeting.revision != seen:
        objections.append(Objection(Flaw.CHANGED_MEANWHILE))
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.CALLED}:
        objections.append(Objection(Flaw.BEGUN))
    refuse_if(objections)

    kept = {line.key for line in lines}
    for item in now.values():
        if item.pk not in kept:
            _take_off(item)
    number_lines([_row(actor, meeting, usable, line) for line in lines])
    meeting.revision += 1
    meeting.save(update_fields=["revision"])
    return meeting


def _flaws(lines: Sequence[PlannedLine], usable: dict[int, AgendaItem]) -> Iterator[Objection]:
    if len(lines) > MOST_LINES:
        yield Objection(Flaw.TOO_MANY_LINES, {"most": MOST_LINES})
    for nth, line in enumerate(lines):
        if line.key is not None and line.key not in usable:
            yield Objection(Flaw.NOT_IN_THE_BACKLOG, {"item": line.name}, f"{nth}-name")
        if not line.name.strip():
            yield Objection(Flaw.NO_TITLE, {}, f"{nth}-name")
        if not 0 < line.minutes <= LONGEST_LINE:
            yield Objection(Flaw.TIME_OUT_OF_RANGE, {"most": LONGEST_LINE}, f"{nth}-minutes")


def _take_off(item: AgendaItem) -> None:
    """Let a line wait again; a break is nothing outside its meeting."""
    if item.is_break:
        item.delete()
        return
    item.meeting, item.order, item.number = None, 0, ""
    item.state = AgendaItem.State.BACKLOG
    item.save()


def _row(
    actor: Actor, meeting: Meeting, usable: dict[int, AgendaItem], line: PlannedLine
) -> AgendaItem:
    """Return the item of a line as it is to be, unsaved: its place is written with its order."""
    if line.key is not None:
        item = usable[line.key]
    else:
        item = AgendaItem(
            organisation_id=actor.organisation_id,
            forum=meeting.forum,
            is_break=line.is_break,
            proposed_by=None if line.is_break else person_of(actor),
            proposed_on=None if line.is_break else clock.today(),
        )
    named = line.presenter_name.strip()
    same = item.presenter if item.presenter and item.presenter.name == named else None
    presenter = same or person_named(actor, named)
    item.presenter = presenter
    item.presenter_name = "" if presenter else named
    changed = (item.name, item.type, item.minutes) != (line.name, line.type, line.minutes)
    item.revision += changed and item.pk is not None
    item.name, item.type, item.minutes = line.name.strip(), line.type, line.minutes
    item.meeting, item.state = meeting, AgendaItem.State.PLANNED
    return item
