"""What initiatives take and give, added up by the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    DecimalField,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from samsyn.apps.portfolio.models import Benefit, Effort, Initiative, Phase, StopRule, TrackPolicy
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import ENDED
from samsyn.domain.portfolio.stop_rules import Fate
from samsyn.kernel import clock

_MONEY: DecimalField[Decimal, Decimal] = DecimalField(max_digits=16, decimal_places=2)
PERCENT_WEEKS = 100  # percent-weeks in a person-week


def _done(of: str = "") -> Q:
    """Keep the phases that are done: at every level of ambition, or at the one that is chosen."""
    chosen = OuterRef("ambition")
    return Q(**{f"{of}ambition": ""}) | Q(**{f"{of}ambition": chosen})


def with_figures(actor: Actor, initiatives: QuerySet[Initiative]) -> QuerySet[Any]:
    """Add `percent_weeks`, `phase_cost`, `weeks` and `benefit` to each initiative.

    Phases of other levels of ambition than the chosen one do not count.
    """
    efforts = (
        Effort.owned_by(actor)
        .filter(_done("phase__"), phase__initiative=OuterRef("pk"))
        .order_by()
        .values("phase__initiative")
    )
    phases = Phase.owned_by(actor).filter(_done(), initiative=OuterRef("pk")).order_by()
    work = Sum(F("share") * F("phase__weeks"), output_field=IntegerField())
    return initiatives.annotate(
        percent_weeks=Coalesce(
            Subquery(efforts.annotate(of=work).values("of")), Value(0), output_field=IntegerField()
        ),
        weeks=Coalesce(
            Subquery(phases.values("initiative").annotate(of=Sum("weeks")).values("of")),
            Value(0),
            output_field=IntegerField(),
        ),
        phase_cost=Coalesce(
            Subquery(phases.values("initiative").annotate(of=Sum("cost")).values("of")),
            Value(Decimal(0)),
            output_field=_MONEY,
        ),
        benefit=Coalesce(_benefits(actor), Value(Decimal(0)), output_field=_MONEY),
    )


def _benefits(actor: Actor) -> Subquery:
    rows = Benefit.owned_by(actor).filter(initiative=OuterRef("pk")).order_by()
    added = rows.values("initiative").annotate(of=Sum("yearly_value")).values("of")
    return Subquery(added, output_field=_MONEY)


def worth_of(row: Any) -> tuple[Decimal, Decimal, Decimal]:  # noqa: ANN401 - an annotated row
    """Return one-off cost, yearly cost and yearly benefit of a row `with_figures`.

    What phases and benefits add up to, or the estimate until they say something.
    """
    return row.phase_cost or row.one_off_cost, row.yearly_cost, row.benefit or row.yearly_benefit


def yearly_benefit(actor: Actor) -> Expression:
    """Return what each initiative of a list gives a year, as `worth_of` does."""
    told = NullIf(_benefits(actor), Value(Decimal(0)))
    return Coalesce(told, F("yearly_benefit"), output_field=_MONEY)


def for_board(actor: Actor) -> QuerySet[Any]:
    """Return all initiatives in the board's order, with their figures, owners and units.

    `alarm` is the first stop rule whose day has passed, of what has not ended.
    """
    waiting = StopRule.owned_by(actor).filter(initiative=OuterRef("pk"), outcome=Fate.WAITING)
    passed = waiting.filter(by__lt=clock.today()).order_by("by", "pk").values("pk")[:1]
    rows = Initiative.owned_by(actor).select_related("owner", "unit")
    rows = rows.annotate(
        alarm=Case(When(state__in=ENDED, then=Value(None)), default=Subquery(passed))
    )
    return with_figures(actor, rows).order_by(F("deadline").asc(nulls_last=True), "sort_key", "pk")


def track_policies(actor: Actor) -> dict[str, TrackPolicy]:
    """Return how this organisation steers its tracks, by track."""
    rows = TrackPolicy.owned_by(actor).select_related("owner")
    return {policy.track: policy for policy in rows}
