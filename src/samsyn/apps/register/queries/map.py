"""The register's map, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import (
    FlowAsset,
    InformationAsset,
    InformationFlow,
    OutsideParty,
    Routine,
    RoutineSystem,
    Supplier,
    System,
    SystemInformation,
)
from samsyn.apps.register.models.flow import ENDS
from samsyn.apps.register.queries.levels import Known, levels_known
from samsyn.domain.access.actor import Actor
from samsyn.domain.register import map as m
from samsyn.kernel.tenancy.owned import Noun

_FLOW = tuple(f"{side}_{end}_id" for side in ("source", "target") for end in ENDS)
_NAMES = {end[0]: end for end in ENDS}
LARGE_FROM = 1000  # systems that nobody can look at one by one
_Many = Mapping[int, frozenset[int]]


_NOUNS: Mapping[str, type[Noun]] = {"s": System, "r": Routine, "u": Unit, "p": OutsideParty}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page around the map tells: the information by id, and what is in focus."""

    assets: Mapping[int, str]
    begun: bool
    focus: str
    large: bool = False


def surroundings(actor: Actor, focus: str) -> Surroundings:
    """Return what is around the map without reading the map."""
    systems = System.owned_by(actor).count()
    assets = InformationAsset.owned_by(actor).order_by("sort_key", "pk")
    noun, pk = _NOUNS.get(focus[:1]), focus[1:]
    rows = noun.owned_by(actor).filter(pk=int(pk)) if noun and pk.isdecimal() else None
    return Surroundings(
        assets=dict(assets.values_list("pk", "name")),
        begun=bool(systems) or Routine.owned_by(actor).exists(),
        focus=str(rows.first() or "") if rows is not None else "",
        large=systems > LARGE_FROM,
    )


def register_map(actor: Actor) -> m.RegisterMap:
    """Return everything of ours that the actor may see and how it hangs together."""
    known = levels_known(actor)
    held = _pairs(SystemInformation.owned_by(actor).values_list("system_id", "asset_id"))
    flows = _flows(actor, known, held)
    ends = {end for flow in flows for end in (flow.source, flow.target)}
    nodes = [*_systems(actor, known, held, ends), *_routines(actor, known)]
    nodes += [*_parties(actor, known, ends)]
    units = dict(Unit.owned_by(actor).values_list("pk", "name"))
    nodes += [
        m.Node(kind=m.Kind.UNIT, pk=pk, name=name, levels=known.of("unit", pk), unit=pk)
        for pk, name in units.items()
        if f"u{pk}" in ends
    ]
    by_key = {node.key: node for node in sorted(nodes, key=lambda node: node.name.casefold())}
    edges = [*flows, *_uses(actor), *_hosting(actor)]
    suppliers = {node.supplier for node in nodes if node.supplier}
    return m.RegisterMap(
        nodes=by_key,
        edges=tuple(e for e in edges if e.source in by_key and e.target in by_key),
        units=units,
        suppliers=dict(
            Supplier.visible_to(actor).filter(pk__in=suppliers).values_list("pk", "name")
        ),
        assets=known.assets,
        of_assets={pk: known.of("asset", pk) for pk in known.assets},
    )


def _systems(actor: Actor, known: Known, held: _Many, ends: set[str]) -> Iterable[m.Node]:
    rows = System.owned_by(actor).values_list(
        "pk", "name", "stage", "criticality", "unit_id", "product__supplier_id", "hosting_country"
    )
    for pk, name, stage, criticality, unit, supplier, country in rows:
        if stage == System.Stage.RETIRED and f"s{pk}" not in ends:
            continue
        assets = held.get(pk, frozenset())
        yield m.Node(
            kind=m.Kind.SYSTEM,
            pk=pk,
            name=name,
            levels=known.of("system", pk),
            personal=known.personal_of(assets),
            outside=m.is_outside(country),
            unit=unit,
            supplier=supplier,
            stage=stage,
            criticality=criticality,
            country=country,
            assets=assets,
        )


def _routines(actor: Actor, known: Known) -> Iterable[m.Node]:
    for pk, name, unit in Routine.owned_by(actor).values_list("pk", "name", "unit_id"):
        yield m.Node(
            kind=m.Kind.ROUTINE, pk=pk, name=name, unit=unit, levels=known.of("routine", pk)
        )


def _parties(actor: Actor, known: Known, ends: set[str]) -> Iterable[m.Node]:
    rows = OutsideParty.owned_by(actor).values_list("pk", "name", "country", "supplier_id")
    for pk, name, country, supplier in rows:
        if f"p{pk}" in ends:
            yield m.Node(
                kind=m.Kind.PARTY,
                pk=pk,
                name=name,
                country=country,
                supplier=supplier,
                outside=m.is_outside(country),
                levels=known.of("party", pk),
            )


def _flows(actor: Actor, known: Known, held: _Many) -> list[m.Edge]:
    carried = _pairs(FlowAsset.owned_by(actor).values_list("flow_id", "asset_id"))
    rows = InformationFlow.owned_by(actor).values_list(
        "pk", "means", "encrypted", "leaves_eea", "to_country", *_FLOW
    )
    return [_flow(row, known, carried, held) for row in rows]


def _flow(row: tuple[Any, ...], known: Known, carried: _Many, held: _Many) -> m.Edge:
    pk, means, encrypted, leaves, country, *ends = row
    source, target = _end(ends[: len(ENDS)]), _end(ends[len(ENDS) :])
    assets = carried.get(pk, frozenset())
    if assets:
        levels: m.Levels = m.highest(known.of("asset", asset) for asset in assets)
    else:  # then it carries all that its source has
        assets = held.get(int(source[1:]), frozenset()) if source[0] == "s" else assets
        levels = known.of(_NAMES[source[0]], int(source[1:]))
    return m.Edge(
        source=source,
        target=target,
        tie=m.Tie.FLOW,
        pk=pk,
        levels=levels,
        personal=known.personal_of(assets),
        assets=assets,
        means=means,
        encrypted=encrypted,
        leaves=leaves in {"yes", "partly"} or m.is_outside(country),
        country=country,
    )


def _end(ids: list[int | None]) -> str:
    return next((f"{kind[0]}{pk}" for kind, pk in zip(ENDS, ids, strict=True) if pk), "")


def _uses(actor: Actor) -> Iterable[m.Edge]:
    rows = RoutineSystem.owned_by(actor).values_list("pk", "routine_id", "system_id")
    for pk, routine, system in rows:
        yield m.Edge(source=f"s{system}", target=f"r{routine}", tie=m.Tie.USE, pk=pk)


def _hosting(actor: Actor) -> Iterable[m.Edge]:
    rows = System.owned_by(actor).filter(hosted_on__isnull=False)
    for pk, platform in rows.values_list("pk", "hosted_on_id"):
        yield m.Edge(source=f"s{platform}", target=f"s{pk}", tie=m.Tie.HOST, pk=pk)


def _pairs(rows: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for one, other in rows:
        found.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in found.items()}
