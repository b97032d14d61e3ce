"""What somebody answers through the door of their mail: confirmed at once, or proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samsyn.apps.rounds.models import RoundAnswer, RoundPerson
from samsyn.apps.rounds.queries.door import is_open
from samsyn.domain.rounds.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel import clock, journal
from samsyn.kernel.access.doors import at_the_door
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.tenancy.owned import Visibility

Said, Review = RoundAnswer.Said, RoundAnswer.Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: what is said, and what goes with it. Values are plain JSON."""

    said: str
    before: Mapping[str, Any] = field(default_factory=dict)
    proposed: Mapping[str, Any] = field(default_factory=dict)
    who_then: str = ""
    comment: str = ""


def answer(asked: RoundPerson, record: Record, answers: Mapping[int, Answer]) -> int:
    """Keep what one person says about their own rows of the round; returns how many.

    "Still true" confirms the row today. A change, and "not mine any more", wait for the
    coordinator. Rows of others are passed over, whatever their number. What has been reviewed is
    settled. Raises Refused where the round takes no more answers.
    """
    if not is_open(asked):
        raise Refused([Objection(Obstacle.CLOSED)])
    person = asked.person
    actor = at_the_door(asked.organisation_id, person.name, person.user_id or 0)
    with journal.act(actor, "rounds.answer_round"):
        mine = RoundAnswer.owned_by(actor).select_for_update(of=("self",)).filter(asked=asked)
        kept = 0
        for entry in mine.filter(pk__in=answers).exclude(review__in=_SETTLED):
            _keep(entry, answers[entry.pk])
            if entry.said == Said.STILL_TRUE:
                rows: Any = record.model
                rows.owned_by(actor).exclude(visibility=Visibility.RESTRICTED).filter(
                    pk=entry.row_id
                ).update(confirmed_on=clock.today())
            kept += 1
    return kept


_SETTLED = (Review.APPLIED, Review.SET_ASIDE)


def _keep(entry: RoundAnswer, said: Answer) -> None:
    changed = said.said in {Said.CHANGE, Said.NOT_MINE}
    entry.said = Said(said.said)
    entry.before = dict(said.before) if said.said == Said.CHANGE else {}
    entry.proposed = dict(said.proposed) if said.said == Said.CHANGE else {}
    entry.who_then = said.who_then[:200] if said.said == Said.NOT_MINE else ""
    entry.comment = said.comment[:500]
    entry.answered_at = clock.now()
    entry.review = Review.WAITING if changed else Review.NOT_NEEDED
    entry.save()
