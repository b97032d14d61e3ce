"""What the register knows about how much information must be protected."""

from __future__ import annotations

from datetime import date

from django.db.models import (
    DateField,
    Expression,
    ExpressionWrapper,
    Max,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    Subquery,
)

from samsyn.apps.register.models import Classification, InformationAsset, System, SystemInformation
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.highest import Held
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


def highest_of(actor: Actor, aspect: Aspect) -> Expression:
    """Return the highest level among what a system holds, for a query over systems."""
    held = (
        SystemInformation.visible_to(actor)
        .filter(system=OuterRef("pk"))
        .annotate(level=latest_of(actor, aspect, asset="asset_id"))
        .values("system")
        .annotate(highest=Max("level"))
    )
    return ExpressionWrapper(
        Subquery(held.values("highest")), output_field=PositiveSmallIntegerField()
    )


def held_in(actor: Actor, system: System) -> list[Held]:
    """Return the information in a system with its levels, in one query."""
    assets = (
        InformationAsset.visible_to(actor)
        .filter(systems=system)
        .annotate(**{f"latest_{aspect}": latest_of(actor, aspect) for aspect in Aspect})
        .order_by("sort_key", "pk")
    )
    return [
        Held(
            asset.name,
            {a: v for a in Aspect if (v := getattr(asset, f"latest_{a}")) is not None},
            asset.pk,
        )
        for asset in assets
    ]
