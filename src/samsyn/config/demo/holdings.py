"""Think out what an organisation uses, before anything is written: systems and their papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import cycle

from samsyn.apps.organisation.models import Person, Unit
from samsyn.apps.register.models import (
    Agreement,
    Classification,
    InformationAsset,
    Product,
    System,
)
from samsyn.config.demo import sheets
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.config.demo.words import WORDS

_FEWEST, _PEOPLE_PER_SYSTEM = 24, 650
_USERS = {"critical": 30, "high": 45, "medium": 90, "low": 200}  # one of so many inhabitants
_COST = {"critical": 22, "high": 15, "medium": 7, "low": 2}  # a year and inhabitant
_HOURS = {"critical": 4, "high": 24, "medium": 72, "low": 240}


@dataclass(slots=True)
class Holding:
    """One capability as the organisation has it: a system and what belongs to it."""

    capability: str
    product: Product
    system: System
    asset: InformationAsset
    served: list[Unit] = field(default_factory=list)
    agreement: Agreement | None = None
    dpa: Agreement | None = None


@dataclass(slots=True)
class Estate:
    """Everything in one register, still unsaved."""

    holdings: list[Holding] = field(default_factory=list)
    assets: dict[str, InformationAsset] = field(default_factory=dict)
    classifications: dict[str, Classification] = field(default_factory=dict)
    processing: dict[str, Agreement] = field(default_factory=dict)

    def of(self, name: str) -> Holding:
        """Return what is held under a capability's or a product's name."""
        return next(h for h in self.holdings if name in {h.capability, h.product.name})

    def has(self, name: str) -> bool:
        """Tell whether anything is held under that name."""
        return any(name in {h.capability, h.product.name} for h in self.holdings)


def think_out(site: Site, shared: Shared, staff: Staff) -> Estate:
    """Return a register in perfect order; the flaws come afterwards."""
    estate = Estate()
    sheet = sheets.read("catalogue")
    count = _FEWEST + site.population // _PEOPLE_PER_SYSTEM
    chosen = {row["capability"]: row["product"] for row in site.rows("Choices")}
    information = {row["name"]: row for row in sheet["Information"]}
    stewards = _Stewards(site, staff)
    parts = {row["part"] for row in site.rows("Stewards")}
    for row in sheet["Capabilities"][:count]:
        if row["part"] not in parts:
            continue
        product = chosen.get(row["name"]) or site.rng.choice(row["products"].split(", "))
        asset = _asset(site, estate, information[row["information"]], stewards, row["part"])
        system = _system(site, row, shared.products[product], stewards, asset)
        served = stewards.served(row["part"])
        holding = Holding(row["name"], shared.products[product], system, asset, served)
        estate.holdings.append(holding)
    return estate


class _Stewards:
    """Hands out owners and administrators in turn, so that nobody gets everything."""

    def __init__(self, site: Site, staff: Staff) -> None:
        self._site, self._staff = site, staff
        rows = site.rows("Stewards")
        self._owners = {row["part"]: cycle(self._known(row["owners"])) for row in rows}
        self._admins = {row["part"]: cycle(self._known(row["administrators"])) for row in rows}

    def _known(self, keys: str) -> list[Person]:
        return [self._staff.people[key] for key in keys.split() if key in self._staff.people]

    def owner(self, part: str) -> Person:
        return next(self._owners[part])

    def administrator(self, part: str) -> Person:
        return next(self._admins[part])

    def unit(self, part: str) -> Unit:
        return self._staff.units.get(part) or self._staff.units["klk"]

    def served(self, part: str) -> list[Unit]:
        here = self.unit(part)
        below = [unit for unit in self._staff.units.values() if unit.parent is here]
        return [here, *below[: self._site.rng.randint(0, 4)]]


def _asset(
    site: Site, estate: Estate, row: sheets.Row, stewards: _Stewards, part: str
) -> InformationAsset:
    name = row["nb"] if site.language == "nb" else row["name"]
    if name in estate.assets:
        return estate.assets[name]
    asset = InformationAsset(
        organisation_id=site.id,
        name=name,
        description=row["because"],
        owner=stewards.owner(part),
        unit=stewards.unit(part),
        personal_data=row["personal"],
        data_subjects=row["about"],
        confirmed_on=site.long_ago(5, 300),
    )
    estate.assets[name] = asset
    estate.classifications[name] = _classification(site, asset, row)
    return asset


def _classification(site: Site, asset: InformationAsset, row: sheets.Row) -> Classification:
    decided = site.long_ago(30, 330)
    return Classification(
        organisation_id=site.id,
        asset=asset,
        confidentiality=int(row["K"]),
        integrity=int(row["R"]),
        availability=int(row["T"]),
        confidentiality_reason=row["because"],
        integrity_reason=row["because"],
        availability_reason=row["because"],
        participants=[str(asset.owner)],
        decided_on=decided,
        next_review=date_after(decided, 730),
    )


def _system(
    site: Site, row: sheets.Row, product: Product, stewards: _Stewards, asset: InformationAsset
) -> System:
    words, matters, part = WORDS[site.language], row["matters"], row["part"]
    vital = matters in {"critical", "high"}
    cost = _COST[matters] * site.population * site.rng.randint(60, 140) // 100_000 * 1000
    return System(
        organisation_id=site.id,
        name=product.name,
        product=product,
        purpose=words.purpose.format(capability=row["name"].lower(), unit=stewards.unit(part).name),
        stage=System.Stage.PRODUCTION,
        production_on=site.long_ago(400, 4000),
        owner=stewards.owner(part),
        administrator=stewards.administrator(part),
        information_owner=asset.owner,
        unit=stewards.unit(part),
        users=max(3, site.population // _USERS[matters] * site.rng.randint(50, 150) // 100),
        criticality=matters,
        rto_hours=_HOURS[matters],
        rpo_hours=_HOURS[matters] // 2,
        fallback=words.fallback if vital else "",
        fallback_exercised_on=site.long_ago(20, 330) if vital else None,
        hosting=site.rng.choice(["supplier", "supplier", "supplier", "own", "mixed"]),
        hosting_country="SE" if site.language == "sv" else "NO",
        yearly_cost=Decimal(max(8000, cost)),
        confirmed_on=site.long_ago(5, 330),
    )


def date_after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return date.fromordinal(day.toordinal() + days)
