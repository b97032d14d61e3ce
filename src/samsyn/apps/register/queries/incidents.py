"""What a supplier's incident means to us: what is hit, with which information, whom to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from samsyn.apps.register.models import (
    Agreement,
    AgreementParty,
    InformationAsset,
    OutsideParty,
    Site,
    Supplier,
    System,
    SystemInformation,
    SystemUnit,
)
from samsyn.apps.register.models.supplier_notice import SupplierNotice
from samsyn.apps.register.queries.agreements import in_force_on
from samsyn.apps.register.queries.impact_calls import Call, behind
from samsyn.apps.register.queries.impact_stops import consequences_of
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.domain.access.actor import Actor
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.kernel import clock

_SHOWN = 100
#: Hours within which a supplier promised to tell us, by agreement: (actor, agreements) says it.
PromisedHours = Callable[[Actor, Iterable[int]], Mapping[int, int]]
_promises: list[PromisedHours] = []


def promises_by(hours: PromisedHours) -> None:
    """Let a room above say what agreements promise about telling of breaches."""
    _promises.append(hours)


def promised_hours(actor: Actor, agreements: Iterable[int]) -> dict[int, int]:
    """Return the promised hours of each agreement that promises any."""
    wanted = list(agreements)
    return {pk: hours for ask in _promises for pk, hours in ask(actor, wanted).items()}


@dataclass(frozen=True)
class Hits:
    """Our own rows only; what neighbours have is theirs to know."""

    systems: list[System]
    leaning: list[System]
    agreements: list[Agreement]
    sites: list[Site]
    parties: list[OutsideParty]
    units: list[str]
    countries: list[str]
    information: list[InformationAsset]
    calls: list[Call]
    promised: Mapping[int, int] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Tell whether we have to do with the supplier at all."""
        return bool(self.systems or self.agreements or self.sites or self.parties)


def hits_of(actor: Actor, supplier: Supplier) -> Hits:
    """Return what of ours a supplier's incident may hit, and whom to call about it."""
    ours = _systems(actor, supplier)
    systems = list(ours.select_related("product", "site").order_by("sort_key", "pk")[:_SHOWN])
    hit = {one.pk for one in systems}
    stopping = [
        stop.thing.pk
        for stop in consequences_of(actor, supplier).stops
        if stop.thing.kind is Kind.SYSTEM
    ]
    leaning = System.owned_by(actor).filter(pk__in=set(stopping) - hit)
    leaning_rows = list(leaning.order_by("sort_key", "pk")[:_SHOWN])
    every = [*systems, *leaning_rows]
    sites = list(Site.owned_by(actor).filter(operator=supplier).order_by("sort_key", "pk"))
    things = [Thing(Kind.SYSTEM, one.pk) for one in every]
    things += [Thing(Kind.SITE, one.pk) for one in sites]
    held = SystemInformation.owned_by(actor).filter(system__in=hit).values("asset")
    units = SystemUnit.owned_by(actor).filter(system__in=[one.pk for one in every])
    parties = OutsideParty.owned_by(actor).filter(supplier=supplier)
    agreements = _agreements(actor, supplier)
    return Hits(
        systems=systems,
        leaning=leaning_rows,
        agreements=agreements,
        sites=sites,
        parties=list(parties.order_by("sort_key", "pk")),
        units=sorted(set(units.values_list("unit__name", flat=True))),
        countries=sorted({one.hosting_country for one in systems if one.hosting_country}),
        information=list(
            InformationAsset.owned_by(actor).filter(pk__in=held).order_by("sort_key", "pk")[:_SHOWN]
        ),
        calls=behind(actor, things, supplier).calls,
        promised=promised_hours(actor, [one.pk for one in agreements]),
    )


def uses(actor: Actor, supplier: Supplier) -> bool:
    """Tell whether our organisation has to do with a supplier, at the cost of a few queries."""
    return (
        _systems(actor, supplier).exists()
        or Agreement.owned_by(actor).filter(supplier=supplier).exists()
        or AgreementParty.owned_by(actor).filter(supplier=supplier).exists()
        or Site.owned_by(actor).filter(operator=supplier).exists()
        or OutsideParty.owned_by(actor).filter(supplier=supplier).exists()
    )


def notices(actor: Actor) -> QuerySet[SupplierNotice]:
    """Return the notices that we sent and those that neighbours let us read, latest first."""
    seen = SupplierNotice.visible_to(actor).select_related("supplier", "organisation")
    return seen.order_by("-sent_at", "-pk")


def _systems(actor: Actor, supplier: Supplier) -> QuerySet[System]:
    return systems_in_use(actor).filter(product__supplier=supplier)


def _agreements(actor: Actor, supplier: Supplier) -> list[Agreement]:
    holding = in_force_on(actor, clock.today())
    named = AgreementParty.owned_by(actor).filter(supplier=supplier).values("agreement")
    theirs = Agreement.owned_by(actor).filter(pk__in=holding)
    found = theirs.filter(supplier=supplier) | theirs.filter(pk__in=named)
    return list(found.order_by("sort_key", "pk")[:_SHOWN])
