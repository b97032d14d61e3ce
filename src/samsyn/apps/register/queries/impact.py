"""The levels of all that holds, sends and receives information in one organisation, as it is now.

Nothing is kept between calls. The actor's own eyes decide: what they may not see neither counts
nor is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import (
    Classification,
    ClassificationOverride,
    FlowAsset,
    InformationAsset,
    InformationFlow,
    OutsideParty,
    Routine,
    System,
    SystemInformation,
)
from samsyn.apps.register.models.flow import ENDS
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.landscape import By, Kind, Landscape, Link, Thing
from samsyn.kernel.tenancy.owned import Noun

#: What may change a level when it changes.
SOURCES = (
    Classification,
    ClassificationOverride,
    FlowAsset,
    InformationFlow,
    System,
    SystemInformation,
)
_ASPECTS = tuple(str(aspect) for aspect in Aspect)
_ENDS = [f"{side}_{end}_id" for side in ("source", "target") for end in ENDS]
_KINDS = tuple(Kind(end) for end in ENDS)
_NOUNS: Mapping[Kind, type[Noun]] = {
    Kind.ASSET: InformationAsset,
    Kind.ROUTINE: Routine,
    Kind.UNIT: Unit,
    Kind.PARTY: OutsideParty,
}
Seen = Mapping[Kind, frozenset[int]]


def landscape_of(actor: Actor) -> Landscape:
    """Return the levels of everything our organisation has, in ten queries."""
    systems = list(System.owned_by(actor).values_list("pk", "hosted_on_id", "site_id"))
    seen = {
        kind: frozenset(model.owned_by(actor).values_list("pk", flat=True))
        for kind, model in _NOUNS.items()
    }
    seen[Kind.SYSTEM] = frozenset(pk for pk, _host, _site in systems)
    links = [*_holdings(actor, seen), *_flows(actor, seen)]
    for pk, host, site in systems:
        if host in seen[Kind.SYSTEM]:
            links.append(Link(Thing(Kind.SYSTEM, pk), Thing(Kind.SYSTEM, host), By.HOSTS))
        if site is not None:
            links.append(Link(Thing(Kind.SYSTEM, pk), Thing(Kind.SITE, site), By.HOSTS))
    return Landscape.of(_classified(actor, seen), _decided(actor, seen), links)


def _classified(actor: Actor, seen: Seen) -> dict[Thing, dict[Aspect, int]]:
    """Return by asset what its latest classification says."""
    latest = (
        Classification.owned_by(actor)
        .order_by("asset_id", "-decided_on", "-id")
        .distinct("asset_id")
        .values_list("asset_id", *_ASPECTS)
    )
    return {
        Thing(Kind.ASSET, asset): {
            aspect: level for aspect, level in zip(Aspect, levels, strict=True) if level is not None
        }
        for asset, *levels in latest
        if asset in seen[Kind.ASSET]
    }


def _decided(actor: Actor, seen: Seen) -> dict[tuple[Thing, Aspect], int]:
    overrides = ClassificationOverride.owned_by(actor).values_list("system_id", "aspect", "level")
    return {
        (Thing(Kind.SYSTEM, system), Aspect(aspect)): level
        for system, aspect, level in overrides
        if system in seen[Kind.SYSTEM]
    }


def _holdings(actor: Actor, seen: Seen) -> Iterator[Link]:
    for asset, system in SystemInformation.owned_by(actor).values_list("asset_id", "system_id"):
        if asset in seen[Kind.ASSET] and system in seen[Kind.SYSTEM]:
            yield Link(Thing(Kind.ASSET, asset), Thing(Kind.SYSTEM, system), By.HOLDS)


def _flows(actor: Actor, seen: Seen) -> Iterator[Link]:
    named: dict[int, list[int]] = {}
    for flow, asset in FlowAsset.owned_by(actor).values_list("flow_id", "asset_id"):
        named.setdefault(flow, []).append(asset)
    for flow, *ends in InformationFlow.owned_by(actor).values_list("pk", *_ENDS):
        source, target = end_of(ends[: len(ENDS)]), end_of(ends[len(ENDS) :])
        if source.pk not in seen[source.kind] or target.pk not in seen[target.kind]:
            continue
        if flow not in named:
            yield Link(source, target, By.FLOW, flow)
        for asset in named.get(flow, ()):
            if asset in seen[Kind.ASSET]:
                yield Link(Thing(Kind.ASSET, asset), target, By.CARRIES, flow)


def end_of(ids: list[int | None]) -> Thing:
    """Return the one end that is named, of the ids of all it could be; raises LookupError."""
    for kind, pk in zip(_KINDS, ids, strict=True):
        if pk is not None:
            return Thing(kind, pk)
    raise LookupError(ids)
