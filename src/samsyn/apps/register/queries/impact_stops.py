"""What stops if something stops: everything of ours that leans on it, and what neighbours show.

Nothing is kept between calls, and neighbours' rows are exactly those they let us see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from samsyn.apps.register.models import (
    InformationFlow,
    OutsideParty,
    Routine,
    RoutineSystem,
    Site,
    Supplier,
    System,
    SystemUnit,
)
from samsyn.apps.register.models.flow import ENDS
from samsyn.apps.register.queries.impact import end_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.impact.dependence import Dependence, Need, Stop, Why
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.register.lifecycle import IN_USE
from samsyn.kernel.asking import together
from samsyn.kernel.tenancy.owned import Owned

_ENDS = [f"{side}_{end}_id" for side in ("source", "target") for end in ENDS]


_WHERE = ("pk", "organisation_id")
_ASKED: Mapping[type[Owned], Callable[[Actor], QuerySet[Any, Any]]] = {
    System: lambda actor: (
        System.visible_to(actor)
        .filter(stage__in=IN_USE)
        .values_list(
            *_WHERE, "hosted_on_id", "site_id", "mtpd_hours", "rto_hours", "product__supplier_id"
        )
    ),
    Site: lambda actor: Site.visible_to(actor).values_list(*_WHERE, "operator_id"),
    Routine: lambda actor: Routine.visible_to(actor).values_list(
        *_WHERE, "kind", "unit_id", "mtpd_hours"
    ),
    RoutineSystem: lambda actor: (
        RoutineSystem.visible_to(actor)
        .filter(needed=True)
        .values_list("routine_id", "system_id", "tolerance_hours")
    ),
    SystemUnit: lambda actor: SystemUnit.visible_to(actor).values_list("system_id", "unit_id"),
    InformationFlow: lambda actor: (
        InformationFlow.visible_to(actor)
        .filter(needed=True)
        .values_list("tolerance_hours", "integration__platform_id", *_ENDS)
    ),
    OutsideParty: lambda actor: OutsideParty.visible_to(actor).values_list(
        *_WHERE, "neighbour_id", "supplier_id"
    ),
}


@dataclass(frozen=True, slots=True)
class Consequences:
    """Everything that stops, what does harm first, first; and which routines are services."""

    stopped: frozenset[Thing]
    stops: list[Stop]
    services: frozenset[int]


def consequences_of(actor: Actor, what: System | Supplier | Site) -> Consequences:
    """Return what stops with a system, with all that a supplier delivers, or with a site."""
    asked = together([build(actor) for build in _ASKED.values()])
    known = _Known(actor, dict(zip(_ASKED, asked, strict=True)))
    needs = [*known.systems(), *known.routines(), *known.uses(), *known.flows(), *known.parties()]
    known.gather(needs)
    stopped = known.stopped_with(what)
    return Consequences(
        stopped=stopped,
        stops=Dependence.of(needs).stops(stopped, known.tolerable),
        services=frozenset(known.services),
    )


@dataclass(slots=True)
class _Known:
    """What the actor may see, fetched in one round trip, gathered noun by noun."""

    actor: Actor
    asked: Mapping[type[Owned], list[Any]]
    tolerable: dict[Thing, int] = field(default_factory=dict)
    services: set[int] = field(default_factory=set)
    home: dict[Thing, int] = field(default_factory=dict)
    by_supplier: dict[int, set[Thing]] = field(default_factory=dict)

    def systems(self) -> Iterator[Need]:
        """Tell what runs where; who delivers what is noted on the way."""
        for pk, at, host, site, mtpd, rto, supplier in self.asked[System]:
            system = Thing(Kind.SYSTEM, pk)
            self._know(system, at, supplier, rto if mtpd is None else mtpd)
            if host is not None:
                yield Need(Thing(Kind.SYSTEM, host), system, Why.RUNS_ON)
            if site is not None:
                yield Need(Thing(Kind.SITE, site), system, Why.RUNS_ON)
        for pk, at, supplier in self.asked[Site]:
            self._know(Thing(Kind.SITE, pk), at, supplier)

    def routines(self) -> Iterator[Need]:
        """Tell which units do which routines."""
        for pk, at, kind, unit, mtpd in self.asked[Routine]:
            routine = Thing(Kind.ROUTINE, pk)
            self._know(routine, at, None, mtpd)
            if kind == Routine.Kind.SERVICE:
                self.services.add(pk)
            if unit is not None:
                yield Need(routine, Thing(Kind.UNIT, unit), Why.WORKS_WITH)

    def uses(self) -> Iterator[Need]:
        """Tell which routines and units use which systems."""
        for routine, pk, hours in self.asked[RoutineSystem]:
            system = Thing(Kind.SYSTEM, pk)
            if system in self.home:
                yield Need(system, Thing(Kind.ROUTINE, routine), Why.USES, hours or 0)
        for pk, unit in self.asked[SystemUnit]:
            if Thing(Kind.SYSTEM, pk) in self.home:
                yield Need(Thing(Kind.SYSTEM, pk), Thing(Kind.UNIT, unit), Why.WORKS_WITH)

    def flows(self) -> Iterator[Need]:
        """Tell who stops without which information; a unit that sends it is never what stops."""
        for hours, platform, *ends in self.asked[InformationFlow]:
            source, target = end_of(ends[: len(ENDS)]), end_of(ends[len(ENDS) :])
            if target.kind is Kind.SYSTEM and target not in self.home:
                continue
            if source.kind is not Kind.UNIT:
                yield Need(source, target, Why.RECEIVES, hours or 0)
            if platform is not None:
                yield Need(Thing(Kind.SYSTEM, platform), target, Why.BY_WAY_OF, hours or 0)

    def parties(self) -> Iterator[Need]:
        """Tell which outside parties are neighbours, and which are suppliers."""
        for pk, at, neighbour, supplier in self.asked[OutsideParty]:
            party = Thing(Kind.PARTY, pk)
            self._know(party, at, supplier)
            if neighbour not in {None, self.actor.organisation_id}:
                yield Need(party, Thing(Kind.ORGANISATION, neighbour), Why.IS_PART_OF)

    def gather(self, needs: list[Need]) -> None:
        """Let an organisation be hit by what stops there, where that is not our own."""
        ours = self.actor.organisation_id
        needs += [
            Need(thing, Thing(Kind.ORGANISATION, at), Why.IS_PART_OF)
            for thing, at in self.home.items()
            if at != ours
        ]

    def stopped_with(self, what: System | Supplier | Site) -> frozenset[Thing]:
        """Return the things that stop to begin with."""
        if isinstance(what, Supplier):
            return frozenset(self.by_supplier.get(what.pk, ()))
        kind = Kind.SYSTEM if isinstance(what, System) else Kind.SITE
        return frozenset({Thing(kind, what.pk)})

    def _know(
        self, thing: Thing, at: int, supplier: int | None, tolerable: int | None = None
    ) -> None:
        self.home[thing] = at
        if supplier is not None:
            self.by_supplier.setdefault(supplier, set()).add(thing)
        if tolerable is not None:
            self.tolerable[thing] = tolerable
