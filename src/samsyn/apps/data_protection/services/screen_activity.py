"""Answer the questions of an impact screening, and keep the answers with the rule that decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from samsyn.apps.data_protection.models import DpiaScreening, ProcessingActivity, YesNo
from samsyn.apps.data_protection.queries.known import facts_of, known_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.data_protection.screening import Question
from samsyn.domain.data_protection.suggestions import suggestions
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


class Obstacle(StrEnum):
    """Why a screening is not kept."""

    SAYS_NOT_WHERE = "says_not_where"
    SAYS_NOT_WHY = "says_not_why"


Answers = Mapping[Question, bool | None]


@use_case(Permission.DATA_PROTECTION_WRITE)
def screen_activity(  # noqa: PLR0913 - what a screening is made of
    actor: Actor,
    *,
    activity_id: int,
    answers: Answers,
    reasons: str,
    assessed_where: str = "",
    screened_by: str = "",
    on: date | None = None,
) -> DpiaScreening:
    """Return the kept screening of one of our activities.

    Raises Refused where an exception is claimed and not shown. What the register suggested that
    day is kept beside the answers.
    """
    refuse_if(_unshown(answers, reasons, assessed_where))
    activity = ProcessingActivity.owned_by(actor).get(pk=activity_id)
    known = known_of(actor, [activity])[activity.pk]
    told = suggestions(facts_of(known))
    screening = DpiaScreening(
        organisation_id=actor.organisation_id,
        visibility=activity.visibility,
        activity=activity,
        screened_on=on or clock.today(),
        screened_by=screened_by or actor.name,
        assessed_where=assessed_where,
        reasons=reasons,
        suggested={q.value: [s.answer, list(s.because)] for q, s in told.items()},
        **{question.value: _kept(answers.get(question)) for question in Question},
    )
    screening.save()
    return screening


def _kept(answer: bool | None) -> str:  # noqa: FBT001 - an answer is what it is
    return "" if answer is None else str(YesNo.YES if answer else YesNo.NO)


def _unshown(answers: Answers, reasons: str, assessed_where: str) -> list[Objection]:
    found = []
    if answers.get(Question.ASSESSED_ALREADY) and not assessed_where.strip():
        found.append(Objection(Obstacle.SAYS_NOT_WHERE, field="assessed_where"))
    claimed = answers.get(Question.ASSESSED_BY_LAW) or answers.get(Question.ON_EXEMPT_LIST)
    if (claimed or answers.get(Question.ON_NATIONAL_LIST)) and not reasons.strip():
        found.append(Objection(Obstacle.SAYS_NOT_WHY, field="reasons"))
    return found
