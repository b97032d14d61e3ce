"""What is known of a routine's information: who may do what, what goes in and out, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from samsyn.apps.register.models import (
    InformationAsset,
    InformationFlow,
    Routine,
    RoutineRequirement,
    RoutineRight,
    RoutineSystem,
)
from samsyn.apps.register.queries.classifications import latest_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.demands import Carried, Circumstances, Right
from samsyn.domain.classification.scales import Aspect
from samsyn.kernel.asking import Asking, alone, ready

_EXERCISED_WITHIN = timedelta(days=366)
_ENDS = ("system", "routine", "unit", "party")
Levels = Mapping[Aspect, int]


@dataclass(frozen=True, slots=True)
class Known:
    """One asset's levels, and what it tells about people."""

    levels: Levels
    personal: bool
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """One routine's information analysis, fetched whole."""

    routine: Routine
    rights: list[RoutineRight]
    uses: list[RoutineSystem]
    incoming: list[InformationFlow]
    outgoing: list[InformationFlow]
    requirements: list[RoutineRequirement]
    assets: Mapping[int, InformationAsset]
    found: Circumstances

    @property
    def is_begun(self) -> bool:
        """Tell whether anything has been written down at all."""
        return bool(self.rights or self.uses or self.incoming or self.outgoing)


def analysis_of(actor: Actor, routine: Routine, today: date) -> Analysis:
    """Fetch all that is known, and what it amounts to. Three round trips, however much it is."""
    return alone(analysis_asked(actor, routine, today))


def analysis_asked(actor: Actor, routine: Routine, today: date) -> Asking[Analysis]:
    """Ask for all that is known, and return what it amounts to."""
    own_rights, used, flows, requirements = yield [
        ready(build, actor, routine=routine.pk) for build in (_rights, _uses, _flows, _requirements)
    ]
    named = {right.asset_id for right in own_rights if right.asset_id}
    named |= {asset.pk for flow in flows for asset in flow.assets.all()}
    assets: dict[int, InformationAsset] = {}
    if named:
        (known_assets,) = yield [_with_levels(actor, named)]
        assets = {asset.pk: asset for asset in known_assets}
    return Analysis(
        routine=routine,
        rights=own_rights,
        uses=used,
        incoming=[flow for flow in flows if flow.target_routine_id == routine.pk],
        outgoing=[flow for flow in flows if flow.source_routine_id == routine.pk],
        requirements=requirements,
        assets=assets,
        found=_circumstances(routine, own_rights, used, flows, assets, today),
    )


def _rights(actor: Actor, routine: int) -> QuerySet[RoutineRight]:
    rows = RoutineRight.owned_by(actor).filter(routine=routine).select_related("asset")
    return rows.order_by("pk")


def _uses(actor: Actor, routine: int) -> QuerySet[RoutineSystem]:
    rows = RoutineSystem.owned_by(actor).filter(routine=routine).select_related("system")
    return rows.order_by("sort_key", "pk")


def _flows(actor: Actor, routine: int) -> QuerySet[InformationFlow]:
    ends = [f"{side}_{end}" for side in ("source", "target") for end in _ENDS]
    rows = InformationFlow.owned_by(actor).select_related(*ends).prefetch_related("assets")
    here = Q(source_routine=routine) | Q(target_routine=routine)
    return rows.filter(here).order_by("sort_key", "pk")


def _requirements(actor: Actor, routine: int) -> QuerySet[RoutineRequirement]:
    return RoutineRequirement.owned_by(actor).filter(routine=routine).order_by("pk")


def levels_of(asset: InformationAsset) -> Levels:
    """Return the latest levels of an asset that was fetched with them."""
    return {a: v for a in Aspect if (v := getattr(asset, f"latest_{a}")) is not None}


def with_levels(actor: Actor, pks: Iterable[int]) -> list[InformationAsset]:
    """Return assets with their latest levels, in order, in one query."""
    return list(_with_levels(actor, pks))


def _with_levels(actor: Actor, pks: Iterable[int]) -> QuerySet[InformationAsset]:
    latest = {f"latest_{aspect}": latest_of(actor, aspect) for aspect in Aspect}
    rows = InformationAsset.owned_by(actor).filter(pk__in=list(pks)).annotate(**latest)
    return rows.order_by("sort_key", "pk")


def known(assets: Iterable[InformationAsset]) -> Known:
    """Return what several assets amount to: the highest level of each aspect counts."""
    every = list(assets)
    levels: dict[Aspect, int] = {}
    for asset in every:
        for aspect, level in levels_of(asset).items():
            levels[aspect] = max(level, levels.get(aspect, 0))
    kinds = {asset.personal_data for asset in every}
    sensitive = InformationAsset.PersonalData.SENSITIVE in kinds
    return Known(levels, sensitive or InformationAsset.PersonalData.ORDINARY in kinds, sensitive)


def _circumstances(
    routine: Routine,
    rights: list[RoutineRight],
    uses: list[RoutineSystem],
    flows: list[InformationFlow],
    assets: Mapping[int, InformationAsset],
    today: date,
) -> Circumstances:
    whole = known(assets.values())
    exercised = routine.fallback_exercised_on
    return Circumstances(
        levels=whole.levels,
        personal=whole.personal,
        sensitive=whole.sensitive,
        flows=tuple(_carried(flow, assets, whole) for flow in flows),
        rights=tuple(_right(right, assets, whole) for right in rights),
        systems=tuple(use.system.name for use in uses),
        unclassified=tuple(a.name for a in assets.values() if not levels_of(a)),
        has_fallback=bool(routine.fallback.strip()),
        exercised=exercised is not None and today - exercised <= _EXERCISED_WITHIN,
        one_knows=routine.known_by_id is not None,
    )


def _carried(
    flow: InformationFlow, assets: Mapping[int, InformationAsset], whole: Known
) -> Carried:
    """Return what a flow carries; one that says nothing carries all that the routine has."""
    own = [assets[asset.pk] for asset in flow.assets.all() if asset.pk in assets]
    carries = known(own) if own else whole
    how = str(flow.get_means_display()).lower() if flow.means else ""
    return Carried(
        title=f"{flow.name} ({how})" if how else flow.name,
        means=flow.means,
        encrypted=flow.encrypted == "yes",
        leaves_eea=flow.leaves_eea in ("yes", "partly"),
        has_basis=bool(flow.transfer_basis),
        levels=carries.levels,
        personal=carries.personal,
        sensitive=carries.sensitive,
    )


def _right(right: RoutineRight, assets: Mapping[int, InformationAsset], whole: Known) -> Right:
    own = assets.get(right.asset_id or 0)
    to = known([own]) if own else whole
    return Right(
        title=f"{right.who}: {str(right.get_verb_display()).lower()}",
        verb=right.verb,
        levels=to.levels,
        personal=to.personal,
        sensitive=to.sensitive,
    )
