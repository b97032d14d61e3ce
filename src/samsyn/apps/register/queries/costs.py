"""What all systems cost in a year, and who bears it: divided exactly, added up through the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import CostShare, System, SystemCost
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.cost_shares import divide
from samsyn.domain.register.lifecycle import IN_USE


@dataclass(slots=True)
class Bearer:
    """One line of the overview: what it bears itself, and with everything below it."""

    title: str
    unit: int | None = None
    depth: int = 0
    own: Decimal = field(default_factory=Decimal)
    whole: Decimal = field(default_factory=Decimal)
    systems: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """What is paid in a year: every line, what nobody bears yet, and how much is only estimated."""

    lines: list[Bearer]
    undivided: Bearer
    total: Decimal
    estimated: Decimal
    estimated_systems: int


def cost_overview(actor: Actor, year: int, dimension: str, *, estimates: bool) -> Overview:
    """Return who bears what in a year; four queries, whatever the number of systems.

    A system without cost lines that year counts by its estimate where `estimates` says so. Where
    a system in use is not divided by units, its responsible unit bears it.
    """
    amounts, estimated = _amounts(actor, year, estimates=estimates)
    shares: dict[int, list[tuple[object, Decimal]]] = {}
    rows = CostShare.owned_by(actor).filter(dimension=dimension).order_by("pk")
    by_unit = dimension == CostShare.Dimension.UNIT
    for system, unit, label, percent in rows.values_list(
        "system_id", "unit_id", "label", "percent"
    ):
        shares.setdefault(system, []).append((unit if by_unit else label, percent))
    homes = dict(System.owned_by(actor).values_list("pk", "unit_id")) if by_unit else {}
    borne: dict[object, Decimal] = {}
    count: dict[object, int] = {}
    for system, amount in amounts.items():
        divided = shares.get(system) or [(homes.get(system), Decimal(100))]
        parts = divide(amount, [percent for _bearer, percent in divided])
        for (bearer, _percent), part in zip(divided, parts, strict=True):
            borne[bearer] = borne.get(bearer, Decimal()) + part
            count[bearer] = count.get(bearer, 0) + 1
    undivided = Bearer("", own=borne.pop(None, Decimal()), systems=count.pop(None, 0))
    undivided.whole = undivided.own
    lines = _tree(actor, borne, count) if by_unit else _flat(borne, count)
    total = sum(amounts.values(), Decimal())
    left = sum((amounts[pk] for pk in estimated), Decimal())
    return Overview(lines, undivided, total, left, len(estimated))


def years_with_costs(actor: Actor) -> list[int]:
    """Return the years for which somebody has written down a cost, the latest first."""
    years = SystemCost.owned_by(actor).order_by().values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def _amounts(actor: Actor, year: int, *, estimates: bool) -> tuple[dict[int, Decimal], set[int]]:
    lines = SystemCost.owned_by(actor).filter(year=year).order_by().values("system_id")
    amounts = {row["system_id"]: row["sum"] for row in lines.annotate(sum=Sum("amount"))}
    if not estimates:
        return amounts, set()
    rows = System.owned_by(actor).filter(stage__in=IN_USE, yearly_cost__isnull=False)
    others = {pk: cost for pk, cost in rows.values_list("pk", "yearly_cost") if pk not in amounts}
    return {**amounts, **others}, set(others)


def _flat(borne: Mapping[object, Decimal], count: Mapping[object, int]) -> list[Bearer]:
    return [
        Bearer(str(label), own=amount, whole=amount, systems=count[label])
        for label, amount in sorted(borne.items(), key=lambda one: (-one[1], str(one[0])))
    ]


def _tree(
    actor: Actor, borne: Mapping[object, Decimal], count: Mapping[object, int]
) -> list[Bearer]:
    below: dict[int | None, list[tuple[int, str]]] = {}
    units = list(
        Unit.owned_by(actor).order_by("sort_key", "pk").values_list("pk", "parent", "name")
    )
    known = {pk for pk, _parent, _name in units}
    for pk, parent, name in units:
        below.setdefault(parent if parent in known else None, []).append((pk, name))

    def walk(parent: int | None, depth: int) -> Iterator[Bearer]:
        for pk, name in below.get(parent, []):
            own = borne.get(pk, Decimal())
            line = Bearer(name, pk, depth, own, own, count.get(pk, 0))
            under = list(walk(pk, depth + 1))
            line.whole += sum((one.own for one in under), Decimal())
            if line.whole or line.own:
                yield line
                yield from under

    return list(walk(None, 0))
