"""Fills one organisation's register with as many systems as asked, the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from samsyn.apps.organisation.public import Person, Unit
from samsyn.apps.register.models import (
    Agreement,
    AgreementSystem,
    Capability,
    Classification,
    InformationAsset,
    Product,
    Supplier,
    System,
    SystemInformation,
)
from samsyn.kernel import clock

_WHAT = (
    "Booking", "Journal", "Payroll", "Map", "Archive", "Case", "Invoice", "Schedule", "Library",
    "Water", "Permit", "School", "Care", "Staff", "Web", "Budget", "Meeting", "Identity",
)  # fmt: skip
_KIND = ("system", "portal", "register", "app", "service", "platform", "module")
_STAGES = (["production"] * 14) + ["pilot", "planned", "phase_out", "phase_out", "retired"]
_CRITICALITY = (["", "low", "medium", "medium"] * 3) + ["high", "high", "critical"]


def fill(town: Any, systems: int) -> dict[str, Any]:
    """Keep `systems` systems with all that hangs on them; return the counts and one id of each."""
    dice, today = Random(20261122), clock.today()
    with town.arranging():
        units = _bulk(Unit(name=f"Unit {n}") for n in range(max(3, systems // 80)))
        people = _bulk(
            Person(name=f"Person {n}", email=f"person{n}@north.example", unit=dice.choice(units))
            for n in range(max(5, systems // 10))
        )
        capabilities = _bulk(
            Capability(name=f"{what} {n}") for what in _WHAT for n in range(max(1, systems // 100))
        )
        suppliers = _bulk(Supplier(name=f"Supplier {n} AB") for n in range(max(3, systems // 30)))
        products = _bulk(
            Product(
                name=f"{dice.choice(_WHAT)} {dice.choice(_KIND)} {n}",
                supplier=dice.choice(suppliers),
                capability=dice.choice(capabilities),
            )
            for n in range(max(5, systems // 6))
        )
        kept = _bulk(_system(dice, n, today, (units, people, products)) for n in range(systems))
        agreements = _bulk(
            _agreement(dice, n, today, (people, suppliers)) for n in range(systems * 3 // 5)
        )
        covered = {(dice.choice(agreements).pk, system.pk) for system in kept}
        _bulk(AgreementSystem(agreement_id=a, system_id=s) for a, s in sorted(covered))
        assets = _bulk(_asset(dice, n, people) for n in range(max(3, systems // 4)))
        _bulk(_decision(dice, asset, today) for asset in assets for _again in range(2))
        held = {(dice.choice(kept).pk, asset.pk) for asset in assets for _again in range(3)}
        _bulk(SystemInformation(system_id=s, asset_id=a) for s, a in sorted(held))
    busiest = max(kept, key=lambda system: sum(pk == system.pk for pk, _asset in held))
    return {
        "systems": len(kept),
        "agreements": len(agreements),
        "assets": len(assets),
        "products": len(products),
        "suppliers": len(suppliers),
        "people": len(people),
        "samples": {
            "system": busiest.pk,
            "agreement": agreements[0].pk,
            "asset": assets[0].pk,
            "product": products[0].pk,
            "supplier": suppliers[0].pk,
            "person": people[0].pk,
        },
    }


def _bulk(rows: Any) -> list[Any]:
    made = list(rows)
    kept: list[Any] = type(made[0]).everything.bulk_create(made, batch_size=1000)
    return kept


def _system(dice: Random, n: int, today: date, chosen: tuple[list[Any], ...]) -> System:
    units, people, products = chosen
    answers = [dice.choice(people) if dice.random() < 0.8 else None for _role in range(3)]  # noqa: PLR2004
    return System(
        name=f"{dice.choice(_WHAT)} {dice.choice(_KIND)} {n}",
        aliases=f"S{n}" if n % 3 else "",
        product=dice.choice(products),
        purpose="Used every day by those who work with it.",
        stage=dice.choice(_STAGES),
        owner=answers[0],
        administrator=answers[1],
        information_owner=answers[2],
        unit=dice.choice(units),
        criticality=dice.choice(_CRITICALITY),
        yearly_cost=dice.randrange(5, 900) * 1000,
        users=dice.randrange(2, 3000),
        confirmed_on=today - timedelta(dice.randrange(800)) if n % 2 else None,
    )


def _agreement(dice: Random, n: int, today: date, chosen: tuple[list[Any], ...]) -> Agreement:
    people, suppliers = chosen
    began = today - timedelta(dice.randrange(30, 1500))
    return Agreement(
        name=f"Agreement {n}",
        kind="dpa" if n % 4 == 0 else "purchase",
        supplier=dice.choice(suppliers),
        owner=dice.choice(people),
        signed_on=began if n % 20 else None,
        valid_from=began,
        valid_until=today + timedelta(dice.randrange(-200, 900)),
        renewal="renews" if n % 3 else "ends",
        renewal_months=12 if n % 3 else None,
        notice_months=dice.choice([None, 3, 6]),
    )


def _asset(dice: Random, n: int, people: list[Any]) -> InformationAsset:
    kind = dice.choice(["none", "ordinary", "ordinary", "sensitive"])
    return InformationAsset(name=f"Records {n}", owner=dice.choice(people), personal_data=kind)


def _decision(dice: Random, asset: InformationAsset, today: date) -> Classification:
    decided = today - timedelta(dice.randrange(1, 900))
    return Classification(
        asset=asset,
        confidentiality=dice.randrange(5),
        integrity=dice.randrange(5),
        availability=dice.randrange(5),
        decided_on=decided,
        next_review=decided + timedelta(730),
    )
