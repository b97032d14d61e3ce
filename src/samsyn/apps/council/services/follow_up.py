"""Follow up what was promised: an action is added, begun, done with what came of it, or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.apps.council.models import Action, AgendaItem, Decision, Forum, Meeting
from samsyn.apps.council.services.decide import keeps_forum
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.following import Slip, slips_in_end, slips_in_promise
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

_ENDED = (Action.State.DONE, Action.State.DROPPED)
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An action as somebody typed it; `who` is somebody from elsewhere."""

    name: str
    responsible_id: int | None = None
    who: str = ""
    due_on: date | None = None
    meeting_id: int | None = None
    item_id: int | None = None
    decision_id: int | None = None
    initiative_id: int | None = None


@use_case(Permission.COUNCIL_TAKE_PART)
def promise_action(actor: Actor, *, forum_id: int, promise: Promise, client_id: str = "") -> Action:
    """Write an action down, from wherever it came; sent twice it is written once.

    Raises Refused with everything it lacks, and where it is said to come of another forum.
    """
    forum = Forum.owned_by(actor).get(pk=forum_id)
    if not (actor.may(Permission.COUNCIL_WRITE) or keeps_forum(actor, forum.pk)):
        raise NotAllowed(Permission.COUNCIL_WRITE)
    if client_id:
        known = Action.owned_by(actor).filter(forum=forum, client_id=client_id).first()
        if known:
            return known
    source = _source(actor, promise)
    somebody = bool(promise.responsible_id or promise.who.strip())
    strange = any(row.forum_id != forum.pk for row in source.values() if row is not None)
    refuse_if(
        [
            *slips_in_promise(what=promise.name, has_somebody=somebody),
            *([Objection(Slip.NOT_OF_THE_FORUM)] if strange else []),
        ]
    )
    about = promise.initiative_id
    person = promise.responsible_id
    return Action.everything.create(
        forum=forum,
        name=promise.name.strip()[:_LONGEST],
        responsible=Person.owned_by(actor).get(pk=person) if person else None,
        who="" if person else promise.who.strip()[:150],
        due_on=promise.due_on,
        initiative=Initiative.owned_by(actor).get(pk=about) if about else None,
        client_id=client_id,
        **source,
    )


@use_case(Permission.COUNCIL_TAKE_PART)
def begin_action(actor: Actor, *, action_id: int) -> Action:
    """Say that an action is under way."""
    action = _to_change(actor, action_id)
    refuse_if(
        one
        for one in slips_in_end(
            mine=_is_mine(actor, action), ended=action.state in _ENDED, said="-", dropped=False
        )
    )
    action.state = Action.State.DOING
    return _kept(action)


@use_case(Permission.COUNCIL_TAKE_PART)
def finish_action(actor: Actor, *, action_id: int, note: str, on: date | None = None) -> Action:
    """Say that an action is done, and what came of it; by whoever promised it or the secretary."""
    return _end(actor, action_id, Action.State.DONE, note, on)


@use_case(Permission.COUNCIL_TAKE_PART)
def drop_action(actor: Actor, *, action_id: int, note: str) -> Action:
    """Say that an action will not be done, and why."""
    return _end(actor, action_id, Action.State.DROPPED, note, None)


def _end(actor: Actor, action_id: int, state: str, note: str, on: date | None) -> Action:
    action = _to_change(actor, action_id)
    refuse_if(
        slips_in_end(
            mine=_is_mine(actor, action),
            ended=action.state in _ENDED,
            said=note,
            dropped=state == Action.State.DROPPED,
        )
    )
    action.state, action.note, action.done_on = state, note.strip(), on or clock.today()
    return _kept(action)


def _kept(action: Action) -> Action:
    action.revision += 1
    action.save()
    return action


def _to_change(actor: Actor, action_id: int) -> Action:
    rows = Action.owned_by(actor).select_related("responsible", "forum", "item", "decision")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=action_id)


def _is_mine(actor: Actor, action: Action) -> bool:
    """Tell whether it is the actor's to tell of: their own promise, or the secretary's book."""
    person = action.responsible
    promised = bool(person and person.user_id and person.user_id == actor.user_id)
    writes = actor.may(Permission.COUNCIL_WRITE)
    return promised or writes or keeps_forum(actor, action.forum_id)


def _source(actor: Actor, promise: Promise) -> dict[str, Meeting | AgendaItem | Decision | None]:
    """Return the meeting, item and decision that an action came of; one gives the others."""
    decisions = Decision.owned_by(actor).select_related("item", "meeting")
    items = AgendaItem.owned_by(actor).select_related("meeting")
    decision = decisions.get(pk=promise.decision_id) if promise.decision_id else None
    item = items.get(pk=promise.item_id) if promise.item_id else None
    item = item or (decision.item if decision else None)
    meetings = Meeting.owned_by(actor)
    meeting = meetings.get(pk=promise.meeting_id) if promise.meeting_id else None
    whole = item or decision
    meeting = meeting or (whole.meeting if whole else None)
    return {"meeting": meeting, "item": item, "decision": decision}
