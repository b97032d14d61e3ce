"""Ask members a question, and later more of them: nobody's answer is lost by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from samsyn.apps.federation.models import Poll, PollAsked
from samsyn.apps.federation.queries.polls import askable
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock, letters
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.use_case import use_case


@use_case(Permission.FEDERATION_WRITE)
def ask_members(
    actor: Actor, *, poll_id: int, members: Collection[int], deadline: date | None = None
) -> int:
    """Ask these organisations, or these too; returns how many are asked for the first time.

    Each person there who may answer hears of it, in at most one letter a day. Raises Refused.
    """
    poll = Poll.owned_by(actor).select_for_update(of=("self",)).get(pk=poll_id)
    poll.deadline = deadline or poll.deadline
    known = set(PollAsked.owned_by(actor).filter(poll=poll).values_list("member", flat=True))
    refuse_if(_objections(actor, poll, set(members), known))
    poll.asked_on = poll.asked_on or clock.today()
    poll.state = Poll.State.ASKED
    poll.save()
    new = [pk for pk in sorted(set(members)) if pk not in known]
    for pk in new:
        PollAsked.everything.create(
            organisation_id=actor.organisation_id,
            visibility=Visibility.FEDERATION,
            poll=poll,
            member_id=pk,
            asked_on=clock.today(),
        )
    letters.write_soon(new)
    return len(new)


def _objections(
    actor: Actor, poll: Poll, members: set[int], known: set[int]
) -> Iterator[Objection]:
    ours, others = askable(actor)
    if not members | known:
        yield Objection(PollFlaw.NOBODY_ASKED)
    if members - known - {row.pk for row in (*ours, *others)}:
        yield Objection(PollFlaw.NOT_IN_CIRCLE)
    if poll.deadline < clock.today():
        yield Objection(PollFlaw.DEADLINE_PASSED, field="deadline")
