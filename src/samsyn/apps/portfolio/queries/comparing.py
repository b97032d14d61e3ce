"""What initiatives are compared by: figures of the register, and what people judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samsyn.apps.needs.public import Need, NeedCard, need_card, need_cards, needs_in_hours
from samsyn.apps.portfolio.models import (
    CriterionScore,
    Initiative,
    InitiativeGoal,
    InitiativeNeed,
    RankingCriterion,
)
from samsyn.apps.portfolio.models.ranking import BEST
from samsyn.apps.portfolio.queries.figures import PERCENT_WEEKS, with_figures
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import OPEN
from samsyn.domain.portfolio.ranking import Criterion
from samsyn.kernel.asking import Asking, ready

Source = RankingCriterion.Source
LESS_IS_BETTER = (Source.COST, Source.EFFORT, Source.RISK, Source.URGENCY)
YEARS_OF_RUNNING = 3
_RISKS = {"low": 1.0, "medium": 2.0, "high": 3.0}
Figure = Callable[[Any], float | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """The criteria, the open initiatives by key, and the mark of each by criterion."""

    criteria: tuple[RankingCriterion, ...]
    rows: Mapping[int, Any]
    marks: Mapping[int, Mapping[int, float | None]]


def open_initiatives(actor: Actor) -> dict[int, Any]:
    """Return what may still be chosen or ordered otherwise, with its figures; one query."""
    rows = Initiative.owned_by(actor).filter(state__in=OPEN).select_related("owner")
    return {row.pk: row for row in with_figures(actor, rows).order_by("sort_key", "pk")}


def compared(actor: Actor, today: date) -> Compared:
    """Return everything the ranking is made from; six queries at most."""
    criteria = tuple(RankingCriterion.owned_by(actor).order_by("-weight", "sort_key", "pk"))
    rows = open_initiatives(actor)
    figures = {row.pk: _figure_of(actor, row, today) for row in criteria}
    marks = {pk: {key: figure(row) for key, figure in figures.items()} for pk, row in rows.items()}
    return Compared(criteria, rows, marks)


def as_criteria(
    rows: Iterable[RankingCriterion], weights: Mapping[int, int] | None = None
) -> list[Criterion]:
    """Put criteria into the domain's words, with other weights where some are tried."""
    tried = weights or {}
    return [
        Criterion(
            key=row.pk,
            weight=tried.get(row.pk, row.weight),
            best=BEST if row.source == Source.JUDGED else None,
            less_is_better=row.source in LESS_IS_BETTER,
        )
        for row in rows
    ]


def hours_answered(actor: Actor) -> dict[int, float]:
    """Return the hours of friction a year behind the needs that each initiative answers."""
    links: dict[int, list[int]] = defaultdict(list)
    for initiative, need in InitiativeNeed.owned_by(actor).values_list("initiative_id", "need_id"):
        links[initiative].append(need)
    wanted = {need for answered in links.values() for need in answered}
    if not wanted:
        return {}
    cards = need_cards(actor, Need.owned_by(actor).filter(pk__in=wanted))
    cost = {card.pk: card.hours for card in cards}
    return {
        initiative: float(sum(cost.get(need, 0) for need in answered))
        for initiative, answered in links.items()
    }


def needs_of(actor: Actor, initiative: int) -> Asking[Sequence[NeedCard]]:
    """Ask for the needs that one initiative answers, the costliest first."""
    (rows,) = yield [ready(_needs_of, actor, initiative=initiative)]
    return [need_card(row) for row in rows]


def _needs_of(actor: Actor, initiative: int) -> QuerySet[Need]:
    links = InitiativeNeed.owned_by(actor).filter(initiative=initiative)
    return needs_in_hours(actor, Need.owned_by(actor).filter(pk__in=links.values("need")))


def _figure_of(actor: Actor, criterion: RankingCriterion, today: date) -> Figure:
    """Return how a criterion's figure is read off an initiative; None for what nobody has said."""
    plain: dict[str, Figure] = {
        Source.BENEFIT: lambda row: float(row.benefit or row.yearly_benefit) or None,
        Source.COST: _price,
        Source.EFFORT: lambda row: row.percent_weeks / PERCENT_WEEKS or None,
        Source.URGENCY: lambda row: (
            float(max((row.deadline - today).days, 0)) if row.deadline else None
        ),
        Source.RISK: lambda row: _RISKS.get(row.risk),
    }
    if criterion.source in plain:
        return plain[criterion.source]
    if criterion.source == Source.JUDGED:
        judged = _judged(actor, criterion)
        return lambda row: judged.get(row.pk)
    told = hours_answered(actor) if criterion.source == Source.NEEDS else _goals(actor)
    return lambda row: told.get(row.pk, 0.0)


def _price(row: Any) -> float | None:  # noqa: ANN401 - annotated row
    once = row.phase_cost or row.one_off_cost
    return float(once + YEARS_OF_RUNNING * row.yearly_cost) or None


def _judged(actor: Actor, criterion: RankingCriterion) -> dict[int, float]:
    rows = CriterionScore.owned_by(actor).filter(criterion=criterion)
    return {pk: float(score) for pk, score in rows.values_list("initiative_id", "score")}


def _goals(actor: Actor) -> dict[int, float]:
    served = InitiativeGoal.owned_by(actor).values_list("initiative_id", flat=True)
    return {pk: float(count) for pk, count in Counter(served).items()}
