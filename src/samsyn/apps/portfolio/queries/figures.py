"""What initiatives take and give, added up by the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from samsyn.apps.portfolio.models import Benefit, Effort, Initiative, Phase, TrackPolicy
from samsyn.domain.access.actor import Actor

PERCENT_WEEKS = 100  # percent-weeks in a person-week


def with_figures(actor: Actor, initiatives: QuerySet[Initiative]) -> QuerySet[Any]:
    """Add `percent_weeks`, `phase_cost`, `weeks` and `benefit` to each initiative."""
    efforts = (Effort.owned_by(actor).filter(phase__initiative=OuterRef("pk")).order_by()).values(
        "phase__initiative"
    )
    phases = Phase.owned_by(actor).filter(initiative=OuterRef("pk")).order_by()
    benefits = Benefit.owned_by(actor).filter(initiative=OuterRef("pk")).order_by()
    money: DecimalField[Decimal, Decimal] = DecimalField(max_digits=16, decimal_places=2)
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
            output_field=money,
        ),
        benefit=Coalesce(
            Subquery(benefits.values("initiative").annotate(of=Sum("yearly_value")).values("of")),
            Value(Decimal(0)),
            output_field=money,
        ),
    )


def for_board(actor: Actor) -> QuerySet[Any]:
    """Return all initiatives in the board's order, with their figures, owners and units."""
    rows = Initiative.owned_by(actor).select_related("owner", "unit")
    return with_figures(actor, rows).order_by(F("deadline").asc(nulls_last=True), "sort_key", "pk")


def track_policies(actor: Actor) -> dict[str, TrackPolicy]:
    """Return how this organisation steers its tracks, by track."""
    rows = TrackPolicy.owned_by(actor).select_related("owner")
    return {policy.track: policy for policy in rows}
