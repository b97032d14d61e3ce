"""From a real, messy spreadsheet to the register, in four steps and back again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import System
from samsyn.kernel.models import Act
from tests.kernel.imports.conftest import Sit
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet

MESSY = (
    Spreadsheet("Läs mig")
    .rows([["Fyll i bladet System."]])
    .another_sheet("System")
    .put("A1", "Systemförteckning Fjordbygden kommun 2024")
    .merge("A1:F1")
    .rows(
        [
            [
                *("Systemnamn", "Systemägare", "I drift sedan", "Kostnad (tkr/år)"),
                *("Kritikalitet", "Produkt"),
            ],
            ["Treserva", "Kari Nordmann", "1.3.2019", "1 250,5", "Hög", "Treserva"],
            ["Visma Lön", "Okänd Person", "2020-05-01", "99", "Medel", "Visma Lön"],
            ["Edlevo", "Kari Nordmann", "31.2.2020", "99", "Låg", "Edlevo"],
            ["Treserva", "Kari Nordmann", "1.3.2019", "1 250,5", "Hög", "Treserva"],
            ["Summa", None, None, "2 699", None, None],
        ],
        top=3,
    )
)


def _kari(town: Town) -> None:
    with town.arranging():
        Person.everything.create(name="Kari Nordmann", email="kari@north.example")


def test_a_messy_sheet_becomes_systems(wizard: Sit, north: Town) -> None:
    _kari(north)
    at = wizard("systems")

    at.upload(MESSY.bytes)
    at.columns()

    assert at.run.sheet == "System"
    assert at.run.counts == {"created": 1, "refused": 2, "duplicate": 1}
    assert at.reasons() == {"B5": "unknown_reference", "C6": "no_such_day"}
    with north.looking():
        assert not System.everything.exists()
    at.write()
    with north.looking():
        row = System.everything.select_related("owner", "product").get()
        act = Act.everything.order_by("-id")[0]
    assert (row.name, row.owner.name, row.product.name) == ("Treserva", "Kari Nordmann", "Treserva")
    assert row.production_on == date(2019, 3, 1)
    assert row.yearly_cost == Decimal("1250500.00")
    assert row.criticality == "high"
    assert act.name == "register.import_system"
