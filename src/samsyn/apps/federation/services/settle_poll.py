"""Settle a poll: what was answered becomes participants, seats and parts of the cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from samsyn.apps.federation.models import Choice, CostKey, Participant, Poll, SharedInitiative
from samsyn.apps.federation.queries.polls import Said, answers_of
from samsyn.apps.federation.services.directive import directive_text
from samsyn.apps.federation.services.tell_status import tell_state
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.cost_sharing import share
from samsyn.domain.federation.polling import TAKES_PART, PollFlaw, Standing
from samsyn.domain.federation.seating import seat
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.use_case import use_case


@dataclass(slots=True, kw_only=True)
class Settlement:
    """What came of a poll, and what somebody must look at.

    unknown  names of those whose number of inhabitants is not known, where the key asks for it
    beyond   how many seats of others each got, by name
    """

    shared: SharedInitiative
    participants: list[Participant] = field(default_factory=list)
    seats_left: int = 0
    beyond: Mapping[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


@use_case(Permission.FEDERATION_WRITE)
def settle_poll(actor: Actor, *, poll_id: int, reason: str = "") -> Settlement:  # noqa: ARG001 - kept with the act
    """Settle a poll of ours by what was answered until now. Raises Refused."""
    return settle_step(actor, Poll.owned_by(actor).select_for_update(of=("self",)).get(pk=poll_id))


def settle_step(actor: Actor, poll: Poll) -> Settlement:
    """Do the same inside an act that is going on: a decision of the council settles it.

    Settling again takes in what was answered since: seats that were given stay, those of members
    that have left go on, and parts of the cost are worked out anew. Raises Refused.
    """
    said = answers_of(actor, [poll])[poll.pk]
    refuse_if(_objections(actor, poll, said))
    poll.state = Poll.State.SETTLED
    poll.settled_on = clock.today()
    poll.settled_by = actor.name
    poll.save()
    return _put_together(actor, poll, said)


def join_late(owner: Actor, poll_id: int) -> Settlement:
    """Let an answer that came when the poll was settled count from now on.

    `owner` acts for the federation, inside an act. Seats that others were given stay theirs.
    """
    poll = Poll.owned_by(owner).select_for_update(of=("self",)).get(pk=poll_id)
    return _put_together(owner, poll, answers_of(owner, [poll])[poll.pk])


def _objections(actor: Actor, poll: Poll, said: Iterable[Said]) -> Iterable[Objection]:
    if poll.state == Poll.State.DRAFT:
        yield Objection(PollFlaw.NOT_ASKED_YET)
        return
    if poll.initiative_id is None:
        yield Objection(PollFlaw.NO_INITIATIVE)
    else:
        others = SharedInitiative.owned_by(actor).filter(initiative=poll.initiative_id)
        if others.exclude(poll=poll).exclude(poll=None).exists():
            yield Objection(PollFlaw.ALREADY_SHARED)
    if not any(one.standing in TAKES_PART for one in said):
        yield Objection(PollFlaw.NOBODY_TAKES_PART)


def _put_together(actor: Actor, poll: Poll, said: list[Said]) -> Settlement:
    shared = _shared(actor, poll, said)
    settlement = Settlement(shared=shared)
    before = {row.member_id: row for row in Participant.owned_by(actor).filter(shared=shared)}
    gone = {one.member_id for one in said if _has_left(before.get(one.member_id), one)}
    taking = [one for one in said if one.standing in TAKES_PART and one.member_id not in gone]
    seats = _seats(poll, taking, before, settlement)
    costs = _costs(poll, taking, settlement)
    for one in said:
        row = before.get(one.member_id)
        if one.standing in (Standing.NO, Standing.WAITING) or one.member_id in gone:
            _end(row, said_no=one.member_id not in gone)
            continue
        row = row or Participant(
            organisation_id=actor.organisation_id,
            visibility=Visibility.FEDERATION,
            shared=shared,
            member_id=one.member_id,
            since=clock.today(),
        )
        _fill(row, one, poll, seats.get(one.member_id, 0), costs.get(one.member_id))
        row.save()
        settlement.participants.append(row)
    return settlement


def _fill(row: Participant, one: Said, poll: Poll, seats: int, cost: Decimal | None) -> None:
    returns = row.takes_part == Choice.NO or _answered_since(row, one)
    row.takes_part = Choice(one.standing.value)
    row.until = None if returns else row.until
    row.seats = seats
    part = one.standing in TAKES_PART
    row.seats_free = max((poll.seats_each or 0) - seats, 0) if part and poll.seats else 0
    row.cost_share = cost
    row.hours = one.hours
    row.condition = one.condition
    row.contact = one.contact
    row.revision += 1 if row.pk else 0


def _end(row: Participant | None, *, said_no: bool) -> None:
    """Let a participant hold nothing more; who answered no may come back by another answer."""
    if row is None or (row.until is not None and not (row.seats or row.cost_share)):
        return
    row.until = row.until or clock.today()
    row.takes_part = Choice.NO if said_no else row.takes_part
    row.seats, row.seats_free, row.cost_share = 0, 0, None
    row.revision += 1
    row.save()


def _is_in(row: Participant) -> bool:
    return row.takes_part != Choice.NO and (row.until is None or row.until >= clock.today())


def _has_left(row: Participant | None, one: Said) -> bool:
    """Tell who said it would leave, and whose last day is over: what it answered is history."""
    if row is None or row.until is None or row.takes_part == Choice.NO:
        return False
    return row.until < clock.today() and not _answered_since(row, one)


def _answered_since(row: Participant, one: Said) -> bool:
    return row.until is not None and one.on is not None and one.on > row.until


def _shared(actor: Actor, poll: Poll, said: list[Said]) -> SharedInitiative:
    initiative = poll.initiative
    if initiative is None:  # what is settled has one; said for the type checker
        raise SharedInitiative.DoesNotExist
    shared = SharedInitiative.owned_by(actor).filter(initiative=initiative).first()
    if shared is None:
        shared = SharedInitiative(organisation_id=actor.organisation_id, initiative=initiative)
        shared.name, shared.summary = initiative.name, initiative.problem
    shared.visibility = Visibility.FEDERATION
    shared.poll = poll
    shared.cost_key, shared.cost = poll.cost_key, poll.cost
    shared.seats, shared.seats_each = poll.seats, poll.seats_each
    shared.directive = shared.directive or directive_text(poll, initiative, said)
    tell_state(actor, shared)
    shared.save()
    return shared


def _seats(
    poll: Poll, taking: list[Said], before: Mapping[int, Participant], settlement: Settlement
) -> Mapping[int, int]:
    if not poll.seats or not taking:
        return {}
    each = poll.seats_each or poll.seats // max(len(taking), 1)
    seated = seat(
        {one.member_id: each if one.seats is None else one.seats for one in taking},
        seats=poll.seats,
        each=each,
        turns=[one.member_id for one in sorted(taking, key=_turn)],
        kept={pk: row.seats for pk, row in before.items() if _is_in(row)},
    )
    settlement.seats_left = seated.free
    more = {one.member: seated.beyond(one.member_id, each) for one in taking}
    settlement.beyond = {name: n for name, n in more.items() if n}
    return seated.given


def _turn(one: Said) -> tuple[bool, date, str, int]:
    """Put those who answered in time and early first; among equals, by name."""
    return one.late, one.on or date.max, one.member, one.member_id


def _costs(poll: Poll, taking: list[Said], settlement: Settlement) -> Mapping[int, Decimal]:
    if poll.cost_key == CostKey.OWN:
        return {one.member_id: one.money for one in taking if one.money is not None}
    if poll.cost is None or not taking:
        return {}
    if poll.cost_key == CostKey.EQUAL:
        return share(poll.cost, {one.member_id: 1 for one in taking})
    settlement.unknown = [one.member for one in taking if not one.population]
    if settlement.unknown:
        return {}
    return share(poll.cost, {one.member_id: one.population or 0 for one in taking})
