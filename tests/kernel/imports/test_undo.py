"""An import is taken back exactly, or not at all; and nobody else's work is lost by it."""

from __future__ import annotations

from typing import Any

from django.db import connection

from samsyn.apps.organisation.public import Person, Unit
from samsyn.apps.register.models import Product, System, SystemUnit
from samsyn.kernel.models import Act
from tests.kernel.imports.conftest import Sit, Wizard
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet

HEADINGS: list[str | None] = ["System", "Version", "Produkt", "Units that use it"]
SHEET: list[list[str | None]] = [
    HEADINGS,
    ["Treserva", "9", "Treserva", "Omsorg"],
    ["Edlevo", "1", "Edlevo", "Skola"],
    ["Vitec", "2", "Edlevo", None],
]


def _fingerprint(town: Town) -> dict[str, list[dict[str, Any]]]:
    """Return every row of the tables that the import touches; revisions only ever count up."""
    found = {}
    with town.looking(), connection.cursor() as cursor:
        for model in (System, SystemUnit, Product, Unit, Person):
            cursor.execute(
                f"SELECT to_jsonb(t) - 'revision' FROM {model._meta.db_table} t ORDER BY id"  # noqa: S608 - our own table names
            )
            found[model._meta.db_table] = [row[0] for row in cursor.fetchall()]
    return found


def _arranged(town: Town) -> System:
    with town.arranging():
        units = [Unit.everything.create(name=name) for name in ("Skola", "Omsorg")]
        product = Product.everything.create(name="Treserva")
        row = System.everything.create(name="Treserva", version="8", product=product)
        SystemUnit.everything.create(system=row, unit=units[0])
    return row


def _imported(at: Wizard) -> str:
    at.upload(Spreadsheet().rows(SHEET).bytes)
    at.columns()
    return at.write()


def test_undone_is_as_if_it_never_was(wizard: Sit, north: Town) -> None:
    _arranged(north)
    before = _fingerprint(north)
    at = wizard("systems")
    _imported(at)
    assert _fingerprint(north) != before

    html = at.undo()

    assert _fingerprint(north) == before
    assert "has undone this import" in html
    with north.looking():
        assert Act.everything.order_by("-id")[0].name == "register.undo_system"
        assert System.everything.get().revision == 3


def test_what_somebody_has_changed_since_is_named_and_nothing_is_undone(
    wizard: Sit, north: Town
) -> None:
    _arranged(north)
    at = wizard("systems")
    _imported(at)
    with north.arranging():
        System.everything.filter(name="Edlevo").update(version="2")
    before = _fingerprint(north)

    html = at.undo()

    assert _fingerprint(north) == before
    assert "Others have worked with these since the import" in html
    assert ">Edlevo<" in html
    assert ">Vitec<" not in html


def test_what_others_have_linked_to_since_is_kept(wizard: Sit, north: Town) -> None:
    _arranged(north)
    at = wizard("systems")
    _imported(at)
    with north.arranging():
        vitec = System.everything.get(name="Vitec")
        SystemUnit.everything.create(system=vitec, unit=Unit.everything.get(name="Skola"))
    before = _fingerprint(north)

    html = at.undo()

    assert _fingerprint(north) == before
    assert ">Vitec<" in html


def test_catalogue_rows_that_others_use_by_now_stay(wizard: Sit, north: Town, south: Town) -> None:
    _arranged(north)
    at = wizard("systems")
    _imported(at)
    with south.arranging():
        System.everything.create(name="Ours", product=Product.everything.get(name="Edlevo"))

    at.undo()

    with north.looking():
        assert [row.name for row in System.everything.filter(organisation_id=north.id)] == [
            "Treserva"
        ]
        assert set(Product.everything.values_list("name", flat=True)) == {"Treserva", "Edlevo"}


def test_it_is_undone_once(wizard: Sit, north: Town) -> None:
    at = wizard("systems")
    _imported(at)
    at.undo()
    with north.looking():
        acts = Act.everything.count()

    assert "Undo the whole import" not in at.undo()
    with north.looking():
        assert Act.everything.count() == acts
