"""Judge an initiative by the criteria that people judge by, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samsyn.apps.portfolio.models import CriterionScore, Initiative, RankingCriterion
from samsyn.apps.portfolio.wording.ranking import USUAL
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True)
class Judged:
    """A mark from 0 to 5, None for not judged, and why."""

    score: int | None
    reason: str = ""


@use_case(Permission.PORTFOLIO_WRITE)
def judge_initiative(actor: Actor, *, initiative_id: int, judged: Mapping[int, Judged]) -> int:
    """Keep the marks of one initiative by criterion; return how many criteria it is judged by."""
    initiative = Initiative.owned_by(actor).get(pk=initiative_id)
    criteria = RankingCriterion.owned_by(actor).filter(
        pk__in=judged, source=RankingCriterion.Source.JUDGED
    )
    rows = CriterionScore.owned_by(actor).filter(initiative=initiative)
    now = {row.criterion_id: row for row in rows}
    for criterion in criteria:
        _keep(initiative, criterion, now.get(criterion.pk), judged[criterion.pk])
    return CriterionScore.owned_by(actor).filter(initiative=initiative).count()


def _keep(
    initiative: Initiative, criterion: RankingCriterion, now: CriterionScore | None, said: Judged
) -> None:
    if said.score is None:
        if now is not None:
            now.delete()
        return
    row = now or CriterionScore(
        initiative=initiative, criterion=criterion, visibility=initiative.visibility
    )
    if now is not None and (row.score, row.reason) == (said.score, said.reason):
        return
    row.score, row.reason = said.score, said.reason
    row.revision += 0 if now is None else 1
    row.save()


@use_case(Permission.PORTFOLIO_WRITE)
def take_usual_criteria(actor: Actor) -> int:
    """Write down the usual criteria where there are none; return how many were made."""
    if RankingCriterion.owned_by(actor).exists():
        return 0
    for usual in USUAL:
        RankingCriterion(
            name=str(usual.name),
            source=usual.source,
            weight=usual.weight,
            meaning=str(usual.meaning),
        ).save()
    return len(USUAL)
