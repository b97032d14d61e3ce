"""To write many rows from a file costs no more questions than to write a few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.kernel.models import Import
from tests.kernel.imports.conftest import Sit, Wizard
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet

FEW, MANY = 3, 60
SHEETS = {
    "systems": ["System", "Beskrivning"],
    "agreements": ["Avtal", "Omfattning"],
    "information-assets": ["Informationsmängd", "Beskrivning"],
    "initiatives": ["Initiativ", "Problem", "Spår"],
    "processing-activities": ["Behandling", "Beskrivning"],
}


def questions(at: Wizard, names: str, rows: int, text: str) -> tuple[dict[str, int], int]:
    """Bring rows in; return what was written, and how many questions that took."""
    sheet = [SHEETS[at.slug]]
    for n in range(rows):
        sheet.append([f"{names} {n}", text, "Prerequisite"][: len(sheet[0])])
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()
    with CaptureQueriesContext(connection) as asked:
        at.write()
    with at.town.looking():
        told = Import.everything.get(pk=at.pk).result
    return {fate: told[fate] for fate in ("created", "changed")}, len(asked)


@pytest.mark.parametrize("slug", SHEETS)
def test_many_rows_ask_as_little_as_a_few(wizard: Sit, north: Town, slug: str) -> None:
    at = wizard(slug)
    questions(at, "First", 1, "what is asked once in a process is asked here")
    questions(at, "First", 1, "and here")

    _told, few = questions(at, "Few", FEW, "made")
    _told, few_changed = questions(at, "Few", FEW, "changed")
    made, many = questions(at, "Many", MANY, "made")
    changed, many_changed = questions(at, "Many", MANY, "changed")

    assert made == {"created": MANY, "changed": 0}
    assert changed == {"created": 0, "changed": MANY}
    assert (many, many_changed) == (few, few_changed)


def test_the_database_knows_at_once_how_much_was_written(wizard: Sit, north: Town) -> None:
    questions(wizard("systems"), "Many", 600, "made")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'register_system'")
        assert cursor.fetchone() == (600,)
