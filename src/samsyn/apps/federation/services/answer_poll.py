"""Answer a poll in one's own organisation; nobody at the federation can write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal

from samsyn.apps.federation.models import Poll, PollAnswer, PollAsked
from samsyn.apps.federation.queries.polls import asked_of_us, own_answer
from samsyn.apps.federation.services.settle_poll import join_late
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import TAKES_PART, PollFlaw, may_answer
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock, journal
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered; people and money matter to those who take part."""

    choice: str
    hours: int | None = None
    money: Decimal | None = None
    seats: int | None = None
    condition: str = ""
    contact: str = ""
    mandate: str = ""


@use_case(Permission.POLL_ANSWER)
def answer_poll(actor: Actor, *, poll_id: int, answer: Answer) -> PollAnswer:
    """Answer for our organisation, or change our answer while answering is open.

    Who answers late, when the poll is settled, takes part from then on. Raises Refused.
    """
    poll = Poll.visible_to(actor).select_related("organisation").get(pk=poll_id)
    row = own_answer(actor, poll)
    refuse_if(_objections(actor, poll, answer, has_answered=row is not None))
    row = row or PollAnswer(
        organisation_id=actor.organisation_id, poll_id=poll.pk, federation=poll.organisation
    )
    for name, value in asdict(answer).items():
        setattr(row, name, value)
    row.answered_by = actor.name
    row.answered_on = clock.today()
    row.save()
    if poll.state == Poll.State.SETTLED:
        owner = samsyn_for(poll.organisation_id)
        with journal.also_for(owner, "federation.join_late"):
            join_late(owner, poll.pk)
    return row


@use_case(Permission.FEDERATION_WRITE)
def write_down_answer(actor: Actor, *, asked_id: int, answer: Answer) -> PollAsked:
    """Note at the federation what a member said by telephone or at a meeting.

    It is shown as such, and the member's own answer goes before it. Raises Refused.
    """
    asked = PollAsked.owned_by(actor).select_for_update(of=("self",)).get(pk=asked_id)
    own = PollAnswer.visible_to(actor).filter(poll_id=asked.poll_id, organisation=asked.member_id)
    objections = list(incomplete(asked.poll, answer))
    if own.exists() or asked.came_by == PollAsked.Came.LINK:
        objections.append(Objection(PollFlaw.ANSWERED_ITSELF, {"who": asked.member.name}))
    if asked.poll.state == Poll.State.DRAFT:
        objections.append(Objection(PollFlaw.NOT_ASKED_YET))
    refuse_if(objections)
    keep_on(asked, answer, came_by=PollAsked.Came.TOLD, who=actor.name)
    if asked.poll.state == Poll.State.SETTLED:
        join_late(actor, asked.poll_id)
    return asked


def keep_on(asked: PollAsked, answer: Answer, *, came_by: str, who: str) -> None:
    """Write an answer that the member did not give here itself, inside an act."""
    for name, value in asdict(answer).items():
        setattr(asked, name, value)
    asked.came_by = came_by
    asked.written_by = who[:150]
    asked.written_on = clock.today()
    asked.revision += 1
    asked.save()


def _objections(
    actor: Actor, poll: Poll, answer: Answer, *, has_answered: bool
) -> Iterator[Objection]:
    today = clock.today()
    if asked_of_us(actor, poll) is None:
        yield Objection(PollFlaw.WE_ARE_NOT_ASKED)
    elif not may_answer(
        state=poll.state, deadline=poll.deadline, today=today, has_answered=has_answered
    ):
        yield Objection(PollFlaw.ANSWER_STANDS, {"who": poll.organisation.name})
    yield from incomplete(poll, answer)


def incomplete(poll: Poll, answer: Answer) -> Iterator[Objection]:
    """Yield what an answer to this poll lacks."""
    if not answer.mandate.strip():
        yield Objection(PollFlaw.MANDATE_MISSING, field="mandate")
    takes_part = answer.choice in TAKES_PART
    if takes_part and poll.asks_people and answer.hours is None:
        yield Objection(PollFlaw.HOURS_MISSING, field="hours")
    if takes_part and poll.asks_money and answer.money is None:
        yield Objection(PollFlaw.MONEY_MISSING, field="money")
