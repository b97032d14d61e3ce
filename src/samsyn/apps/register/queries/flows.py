"""What comes to a thing and what goes from it: one query for all of its flows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest, JSONObject

from samsyn.apps.register.models import FlowAsset, InformationFlow
from samsyn.apps.register.models.flow import ENDS
from samsyn.apps.register.queries.classifications import latest_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.kernel.asking import Asking, ready

MOST = 40  # on one page; the list of flows has them all


@dataclass(frozen=True, slots=True)
class Passing:
    """One flow seen from one of its ends."""

    flow: InformationFlow
    outwards: bool
    other: Model | None
    assets: tuple[str, ...]
    level: int | None


def flows_at(actor: Actor, end: str, pk: int) -> Asking[list[Passing]]:
    """Ask for the flows of a system, routine, unit or outside party, those that come first."""
    (flows,) = yield [ready(_flows, actor, end, pk=pk)]
    return [_seen(flow, end, pk) for flow in flows]


def _flows(actor: Actor, end: str, pk: int) -> QuerySet[Any]:
    here = Q(**{f"source_{end}": pk}) | Q(**{f"target_{end}": pk})
    sides = [f"{side}_{one}" for side in ("source", "target") for one in ENDS]
    rows: QuerySet[Any] = (
        InformationFlow.owned_by(actor)
        .filter(here)
        .select_related(*sides)
        .annotate(carried=ArraySubquery(_carried(actor)))
        .order_by("sort_key", "pk")[:MOST]
    )
    return rows


def _carried(actor: Actor) -> QuerySet[FlowAsset, Any]:
    levels = [latest_of(actor, aspect, asset="asset_id") for aspect in Aspect]
    told = JSONObject(name=F("asset__name"), level=Greatest(*levels))
    carried = FlowAsset.owned_by(actor).filter(flow=OuterRef("pk"))
    return carried.order_by("asset__sort_key").values_list(told, flat=True)


def _seen(flow: Any, end: str, pk: int) -> Passing:  # noqa: ANN401 - with what is annotated
    outwards = getattr(flow, f"source_{end}_id") == pk
    levels = [one["level"] for one in flow.carried if one["level"] is not None]
    return Passing(
        flow=flow,
        outwards=outwards,
        other=flow.end("target" if outwards else "source"),
        assets=tuple(one["name"] for one in flow.carried),
        level=max(levels, default=None),
    )
