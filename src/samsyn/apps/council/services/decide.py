"""Decide: a forum's decision is numbered, written and acts, in the same step or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from samsyn.apps.council.models import (
    AgendaItem,
    Decision,
    DecisionEffect,
    Forum,
    ForumMember,
    Meeting,
    Minutes,
    Vote,
)
from samsyn.apps.council.queries.assembly import (
    at_the_meeting,
    by_circulation,
    by_the_chair,
    seats_of,
    voters,
)
from samsyn.apps.council.services._effects import overreach
from samsyn.apps.council.services._resolving import Answered, Case, copy_to, resolve
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.deciding import Assembly, Outcome, Ruling, Trouble, troubles
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

__all__ = ["Answered", "ask_above", "decide_together", "keeps_forum", "make_decision"]
_KEEPING = {ForumMember.Seat.CHAIR, ForumMember.Seat.VICE_CHAIR, ForumMember.Seat.SECRETARY}
_LEFT = (AgendaItem.State.WITHDRAWN, AgendaItem.State.POSTPONED)


@use_case(Permission.COUNCIL_TAKE_PART)
def make_decision(  # noqa: PLR0913 - a decision has these parts
    actor: Actor,
    *,
    ruling: Ruling,
    item_id: int | None = None,
    forum_id: int | None = None,
    answers: Sequence[Answered] = (),
    replaces_id: int | None = None,
    client_id: str = "",
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> Decision:
    """Decide an item of a meeting or, between meetings, one of the backlog or none at all.

    Between meetings `answers` say who answered what by circulation; without them it is the
    chair's. What is planned on the item is carried out. The same `client_id` again returns the
    decision that was made the first time. Raises Refused with everything that speaks against it,
    also against any of what it would move; then nothing is written.
    """
    item = AgendaItem.owned_by(actor).get(pk=item_id) if item_id else None
    forum = _locked(actor, item.forum_id if item else forum_id)
    if client_id:
        known = Decision.owned_by(actor).filter(forum=forum, client_id=client_id).first()
        if known:
            return known
    item = _locked_item(actor, item.pk) if item else None
    replaces = Decision.owned_by(actor).get(pk=replaces_id) if replaces_id else None
    if item:
        refuse_if(_of_the_item(actor, item, replaces))
    on = ruling.decided_on or clock.today()
    voted, unknown = _voted(actor, forum, answers, on)
    case = Case(
        forum=forum,
        item=item,
        ruling=ruling,
        assembly=_assembly(actor, forum, item, [said.choice for _m, said in voted], on),
        effects=_planned(actor, item, replaces),
        replaces=replaces,
        voted=voted,
        client_id=client_id,
    )
    against = [*unknown, *_against(actor, case)]
    decision, refused = resolve(actor, case)
    refuse_if([*against, *refused])
    return decision


@use_case(Permission.COUNCIL_TAKE_PART)
def decide_together(actor: Actor, *, meeting_id: int, reason: str = "") -> list[Decision]:  # noqa: ARG001 - kept with the act
    """Approve every item of a meeting that is taken together with others, as proposed.

    All or none: raises Refused with everything that speaks against any of them.
    """
    meeting = Meeting.owned_by(actor).get(pk=meeting_id)
    forum = _locked(actor, meeting.forum_id)
    items = AgendaItem.owned_by(actor).select_related("meeting", "initiative", "poll", "plan")
    waiting = items.filter(meeting=meeting, consent=True, is_break=False, decisions=None)
    rows = list(waiting.exclude(state__in=_LEFT).order_by("order", "pk"))
    if not rows:
        raise Refused([Objection(Trouble.NOTHING_TO_DECIDE)])
    refuse_if(_at(item, one) for item in rows for one in _of_the_item(actor, item, None))
    made, against = [], list[Objection]()
    for item in rows:
        ruling = Ruling(outcome=Outcome.APPROVED, text=item.proposal or item.name)
        case = Case(
            forum=forum,
            item=item,
            ruling=ruling,
            assembly=_assembly(actor, forum, item, (), clock.today()),
            effects=_planned(actor, item, None),
        )
        decision, refused = resolve(actor, case)
        made.append(decision)
        against += [_at(item, one) for one in [*_against(actor, case), *refused]]
    refuse_if(_without_repeats(against))
    return made


@use_case(Permission.COUNCIL_WRITE)
def ask_above(actor: Actor, *, item_id: int, reason: str = "") -> AgendaItem:  # noqa: ARG001 - kept with the act
    """Put an item that is above the forum's mandate on the backlog of the forum it asks.

    The item stays where it is, told as dealt with. Raises Refused where the forum asks nobody.
    """
    item = _locked_item(actor, item_id)
    above = Forum.visible_to(actor).filter(pk=item.forum.reports_to_id or 0).first()
    decided = item.state in (*_LEFT, AgendaItem.State.DONE)
    against = [Objection(Trouble.NOT_OPEN, {"state": item.state})] if decided else []
    if above is None:
        raise Refused([*against, Objection(Trouble.NOBODY_ABOVE)])
    refuse_if(against)
    asked = copy_to(actor, item, above)
    item.state, item.outcome = AgendaItem.State.DONE, f"→ {above.name}"
    item.revision += 1
    item.save()
    return asked


def _locked(actor: Actor, forum_id: int | None) -> Forum:
    """Return the forum, in which nobody else decides meanwhile, for those who may decide there.

    Its chair and its secretary write down what it decides, whatever else they may do here. Rows
    that point at it may still be written: who notes at its meeting does not wait for us.
    """
    rows = Forum.owned_by(actor).select_related("organisation")
    forum = rows.select_for_update(of=("self",), no_key=True).get(pk=forum_id or 0)
    if not (actor.may(Permission.COUNCIL_DECIDE) or keeps_forum(actor, forum.pk)):
        raise NotAllowed(Permission.COUNCIL_DECIDE)
    return forum


def keeps_forum(actor: Actor, forum_id: int) -> bool:
    """Tell whether the actor chairs a forum or is its secretary today."""
    return bool(seats_of(actor, forum_id, clock.today()) & _KEEPING)


def _locked_item(actor: Actor, item_id: int) -> AgendaItem:
    rows = AgendaItem.owned_by(actor).select_related("meeting", "forum")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=item_id)


def _planned(
    actor: Actor, item: AgendaItem | None, replaces: Decision | None
) -> list[DecisionEffect]:
    """Return what is planned on the item and not carried out; a new decision on it moves nothing.

    What an earlier decision moved is not moved twice by the one that replaces it.
    """
    if item is None or (replaces and replaces.item_id == item.pk):
        return []
    rows = DecisionEffect.owned_by(actor).filter(item=item, decision=None)
    related = rows.select_related("initiative", "poll", "plan", "fund")
    return list(related.order_by("pk"))


def _voted(
    actor: Actor, forum: Forum, answers: Sequence[Answered], on: date
) -> tuple[list[tuple[ForumMember, Answered]], list[Objection]]:
    if not answers:
        return [], []
    may = {member.pk: member for member in voters(actor, forum.pk, on)}
    known = [(may[said.member_id], said) for said in answers if said.member_id in may]
    strange = len(known) != len(answers) or any(
        said.choice not in Vote.Choice.values for said in answers
    )
    return known, [Objection(Trouble.NOT_A_VOTER)] if strange else []


def _assembly(
    actor: Actor, forum: Forum, item: AgendaItem | None, choices: Sequence[str], on: date
) -> Assembly:
    if item and item.meeting_id:
        return at_the_meeting(actor, forum, item, on)
    return by_circulation(actor, forum, choices, on) if choices else by_the_chair(forum, on)


def _against(actor: Actor, case: Case) -> Iterator[Objection]:
    if case.replaces:
        yield from _of_the_old(actor, case.forum, case.replaces)
    yield from troubles(case.ruling, case.assembly, clock.today())
    yield from overreach(actor, case.forum, case.effects, case.ruling)


def _of_the_item(actor: Actor, item: AgendaItem, replaces: Decision | None) -> Iterator[Objection]:
    meeting = item.meeting
    if item.is_break:
        yield Objection(Trouble.IS_A_BREAK)
    if item.state in _LEFT:
        yield Objection(Trouble.NOT_OPEN, {"state": item.state})
        return
    known = Decision.owned_by(actor).filter(item=item, superseded_by=None).order_by("-pk").first()
    if known and (replaces is None or replaces.item_id != item.pk):
        yield Objection(Trouble.ALREADY_DECIDED, {"number": known.number})
        return
    if meeting is None:
        if item.state == AgendaItem.State.DONE and not known:
            yield Objection(Trouble.NOT_OPEN, {"state": item.state})
        return
    afterwards = meeting.state == Meeting.State.ENDED and item.state == AgendaItem.State.DONE
    if meeting.state != Meeting.State.SITTING and not afterwards:
        yield Objection(Trouble.NOT_SITTING, {"state": meeting.state})
    fixed = Minutes.owned_by(actor).filter(meeting=meeting).exclude(state=Minutes.State.DRAFT)
    if afterwards and fixed.exists():
        yield Objection(Trouble.MINUTES_ARE_FIXED)


def _of_the_old(actor: Actor, forum: Forum, old: Decision) -> Iterator[Objection]:
    newer = Decision.owned_by(actor).filter(supersedes=old).first()
    if newer:
        yield Objection(Trouble.REPLACED_ALREADY, {"number": newer.number}, field="replaces")
    below = Forum.owned_by(actor).filter(reports_to=forum).values_list("pk", flat=True)
    if old.forum_id != forum.pk and old.forum_id not in set(below):
        yield Objection(Trouble.NOT_ITS_TO_REPLACE, field="replaces")


def _at(item: AgendaItem, objection: Objection) -> Objection:
    about = objection.facts.get("about", item.name)
    return replace(objection, facts={**objection.facts, "about": about})


def _without_repeats(objections: Sequence[Objection]) -> list[Objection]:
    """Say once what speaks against every item alike: there is no quorum for any of them."""
    found: list[Objection] = []
    for one in objections:
        if one not in found:
            found.append(one)
    return found
