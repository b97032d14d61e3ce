"""A file may not do what the act on the page would refuse; the preview says so row by row."""

from __future__ import annotations

from datetime import date

from samsyn.apps.register.models import Agreement, AgreementSystem, System
from tests.kernel.imports.conftest import Sit
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet

HEADS = ["Systemnamn", "Status", "Avvecklad", "Ersätts av"]


def test_a_system_is_retired_by_a_file_only_when_it_could_be_on_its_page(
    wizard: Sit, north: Town
) -> None:
    with north.arranging():
        System.everything.create(name="New", stage="production")
        for name in ("Leaned on", "Ready", "Alone"):
            System.everything.create(name=name, stage="production")
        agreement = Agreement.everything.create(
            name="Deal", signed_on=date(2020, 1, 1), valid_from=date(2020, 1, 1), ongoing=True
        )
        AgreementSystem.everything.create(
            agreement=agreement, system=System.everything.get(name="Leaned on")
        )
    at = wizard("systems")

    at.upload(
        Spreadsheet("System")
        .rows(
            [
                HEADS,
                ["Leaned on", "retired", "2026-01-31", "New"],
                ["Ready", "retired", "2026-01-31", "New"],
                ["Alone", "retired", "2026-01-31", None],
                ["History", "retired", "2010-01-31", None],
            ]
        )
        .bytes
    )
    at.columns()
    preview = at.look("refused")
    at.write()

    assert "The agreement “Deal” still runs" in preview
    assert "Say which system takes over" in preview
    with north.looking():
        stages = dict(System.everything.values_list("name", "stage"))
    assert stages == {
        "New": "production",
        "Leaned on": "production",
        "Ready": "retired",
        "Alone": "production",
        "History": "retired",
    }
