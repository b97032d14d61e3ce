"""What the register knows about how much information must be protected."""

from __future__ import annotations

from datetime import date

from django.db.models import (
    DateField,
    Expression,
    ExpressionWrapper,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    Subquery,
)

from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect

_NEWEST_FIRST = ("-decided_on", "-id")


def history_of(actor: Actor, asset: InformationAsset) -> QuerySet[Classification]:
    """Return the classifications of an asset, the one that counts first."""
    return Classification.visible_to(actor).filter(asset=asset).order_by(*_NEWEST_FIRST)


def latest_of(actor: Actor, column: str, *, asset: str = "pk") -> Expression:
    """Return a column of the latest classification, for a query over assets."""
    rows = Classification.visible_to(actor).filter(asset=OuterRef(asset))
    latest = Subquery(rows.order_by(*_NEWEST_FIRST).values(column)[:1])
    return ExpressionWrapper(latest, output_field=_kind(column))


def _kind(column: str) -> PositiveSmallIntegerField[int, int] | DateField[date, date]:
    return PositiveSmallIntegerField() if column in set(Aspect) else DateField()
