"""From a real, messy spreadsheet to the register, in four steps and back again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samsyn.apps.organisation.models import Assignment
from samsyn.apps.organisation.public import Person, Unit
from samsyn.apps.register.models import System
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.imports.previewing import preview
from samsyn.kernel.imports.services import receive
from samsyn.kernel.models import Act
from samsyn.kernel.records.declaration import record_at
from samsyn.kernel.tenancy.session import acting_for
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
    named = (row.name, str(row.owner), str(row.product))
    assert named == ("Treserva", "Kari Nordmann", "Treserva")
    assert row.production_on == date(2019, 3, 1)
    assert row.yearly_cost == Decimal("1250500.00")
    assert row.criticality == "high"
    assert act.name == "register.import_system"


def test_the_same_file_again_changes_nothing(wizard: Sit, north: Town) -> None:
    _kari(north)
    first = wizard("systems")
    first.upload(MESSY.bytes)
    first.columns()
    first.write()

    again = wizard("systems")
    again.upload(MESSY.bytes)
    again.columns()

    assert again.run.counts == {"unchanged": 1, "refused": 2, "duplicate": 1}
    assert "There is nothing to write." in again.look()


def test_cells_that_cannot_be_used_may_be_left_empty(wizard: Sit, north: Town) -> None:
    _kari(north)
    at = wizard("systems")
    at.upload(MESSY.bytes)
    at.columns()
    assert "Okänd Person" in at.look("refused")
    assert "C6" in at.look("refused")

    at.answers(leave_empty="yes", tolerate=["owner", "production_on"])
    at.write()

    assert at.run.counts == {"created": 3, "duplicate": 1}
    with north.looking():
        found = dict(System.everything.values_list("name", "owner__name"))
        assert System.everything.get(name="Edlevo").production_on is None
    assert found == {"Treserva": "Kari Nordmann", "Visma Lön": None, "Edlevo": "Kari Nordmann"}


def test_another_sheet_can_be_chosen_and_columns_are_remembered(wizard: Sit, north: Town) -> None:
    book = (
        Spreadsheet("Aktiva")
        .rows([["System", "Kostnad"], ["Treserva", 1], ["Edlevo", 2], ["Vitec", 3]])
        .another_sheet("Gamla")
        .rows([["System", "Kostnad"], ["Procapita", 4]])
        .bytes
    )
    first = wizard("systems")
    first.upload(book)
    assert first.run.sheet == "Aktiva"
    first.columns(sheet="Gamla", column_1="users")
    assert [row.title for row in first.rows("created")] == ["Procapita"]
    first.write()

    second = wizard("systems")
    second.upload(book)
    html = second.client.get(second.at("columns/"), {"sheet": "Gamla"}).content.decode()
    second.columns()

    assert "As last time" in html
    assert second.run.mapping == {"0": "name", "1": "users"}


def test_only_what_differs_is_changed_and_the_revision_counts_up(wizard: Sit, north: Town) -> None:
    with north.arranging():
        row = System.everything.create(name="Treserva", version="1", users=5)
    at = wizard("systems")
    at.upload(Spreadsheet().rows([["System", "Version", "Användare"], ["TRESERVA", "2", 5]]).bytes)
    at.columns()

    html = at.look("changed")
    assert "Treserva" in html or "TRESERVA" in html
    (kept,) = at.rows("changed")
    assert kept.detail["values"] == {"version": "2", "name": "TRESERVA"}
    at.write()
    with north.looking():
        row.refresh_from_db()
    assert (row.version, row.users, row.revision) == ("2", 5, 2)


def test_a_person_is_asked_about_names_nearly_the_same(wizard: Sit, north: Town) -> None:
    with north.arranging():
        row = System.everything.create(name="Treserva Barn", version="1")
    sheet = [["System", "Version"], ["Tresreva Barn", "2"], ["Edlevo", "1"]]
    at = wizard("systems")
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()

    assert at.run.counts == {"asked": 1, "created": 1}
    assert f"Same as {row.name}" in at.look()
    at.answers(row_2=f"same:{row.pk}")
    assert at.run.counts == {"changed": 1, "created": 1}
    at.answers(row_2="new")
    assert at.run.counts == {"created": 2}
    at.answers(row_2="skip")
    assert at.run.counts == {"skipped": 1, "created": 1}


def test_one_answer_serves_all_near_names(wizard: Sit, north: Town) -> None:
    with north.arranging():
        System.everything.create(name="Treserva Barn", version="1")
    sheet = [["System", "Version"], ["Tresreva Barn", "2"], ["Edlevo", "1"]]
    at = wizard("systems")
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()

    at.answers(all="same", about="asked")
    assert at.run.counts == {"changed": 1, "created": 1}
    at.answers(all="skip", about="asked")
    assert at.run.counts == {"skipped": 1, "created": 1}
    at.answers(all="new", about="asked")
    assert at.run.counts == {"created": 2}


def test_units_may_name_parents_of_the_same_file_in_any_order(wizard: Sit, north: Town) -> None:
    sheet: list[list[str | None]] = [
        ["Enhet", "Överordnad", "Nivå"],
        ["Skola A", "Barn och utbildning", "enhet"],
        ["Barn och utbildning", "Kommunstyrelsen", "förvaltning"],
        ["Kommunstyrelsen", None, "nämnd"],
        ["Ring ett", "Ring två", "enhet"],
        ["Ring två", "Ring ett", "enhet"],
        ["Under ringen", "Ring ett", "enhet"],
    ]
    at = wizard("units")
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()

    assert at.reasons() == {
        "B5": "goes_in_a_circle",
        "B6": "goes_in_a_circle",
        "B7": "linked_row_refused",
    }
    at.write()
    with north.looking():
        found = dict(Unit.everything.values_list("name", "parent__name"))
    assert found == {
        "Skola A": "Barn och utbildning",
        "Barn och utbildning": "Kommunstyrelsen",
        "Kommunstyrelsen": None,
    }


def test_people_are_told_apart_by_their_own_numbers(wizard: Sit, north: Town) -> None:
    with north.arranging():
        known = Person.everything.create(name="Anna Berg", email="anna@north.example")
    sheet = [
        ["Namn", "E-post", "Sysselsättningsgrad"],
        ["Anna Berg", "anna.berg@north.example", "80 %"],
        ["Anna Bergström", "ANNA@north.example", "100 %"],
    ]
    at = wizard("people")
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()

    assert at.run.counts == {"asked": 1, "changed": 1}
    at.answers(all="new", about="asked")
    at.write()
    with north.looking():
        found = dict(Person.everything.values_list("email", "name"))
        assert Person.everything.get(email="anna.berg@north.example").working_share == 80
    assert found == {"anna.berg@north.example": "Anna Berg", "anna@north.example": "Anna Bergström"}
    assert known.pk


def test_nouns_named_after_others_are_imported_too(wizard: Sit, north: Town) -> None:
    _kari(north)
    sheet = [["Person", "Roll", "Andel"], ["Kari Nordmann", "Digital strateg", "50 %"]]
    at = wizard("assignments")
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()
    at.write()

    with north.looking():
        (row,) = Assignment.everything.all()
    assert (row.name, row.share) == ("Kari Nordmann · Digital strateg", 50)

    again = wizard("assignments")
    again.upload(Spreadsheet().rows(sheet).bytes)
    again.columns()
    assert again.run.counts == {"unchanged": 1}


def test_what_the_model_and_the_constraints_refuse_is_seen_before_writing(
    wizard: Sit, north: Town
) -> None:
    with north.arranging():
        Person.everything.create(name="Kari", email="kari@north.example", employee_id="17")
    sheet: list[list[str | None]] = [
        ["Namn", "E-post", "Anställningsnummer", "Anställd från", "Anställd till"],
        ["Ola", "ola@north.example", "18", "2024-05-01", "2023-01-01"],
        ["Per", "per@north.example", "19", None, None],
        ["Eva", "eva@north.example", "19", None, None],
    ]
    at = wizard("people")
    at.upload(Spreadsheet().rows(sheet).bytes)
    at.columns()

    html = at.look("refused")
    assert at.run.counts == {"refused": 2, "created": 1}
    assert at.reasons() == {"E2": "invalid", "C4": "invalid"}
    assert "This is before the employment begins." in html
    assert "There is already a person with this employee number." in html


def test_links_to_several_rows_are_written_and_changed(wizard: Sit, north: Town) -> None:
    with north.arranging():
        for name in ("Skola", "Omsorg", "Teknik"):
            Unit.everything.create(name=name)
    at = wizard("systems")
    at.upload(Spreadsheet().rows([["System", "Units that use it"], ["A1", "Skola; Omsorg"]]).bytes)
    at.columns()
    at.write()
    again = wizard("systems")
    again.upload(
        Spreadsheet().rows([["System", "Units that use it"], ["A1", "Omsorg; Teknik"]]).bytes
    )
    again.columns()
    assert again.run.counts == {"changed": 1}
    again.write()

    with north.looking():
        row = System.everything.get()
        assert {unit.name for unit in row.units_served.all()} == {"Omsorg", "Teknik"}


def test_who_may_not_write_the_catalogue_adds_nothing_to_it(wizard: Sit, north: Town) -> None:
    actor = north.with_only(Permission.REGISTER_WRITE, Permission.RECORDS_IMPORT)
    content = Spreadsheet().rows([["System", "Produkt"], ["A1", "Okänd produkt"]]).bytes
    with acting_for(actor):
        record = record_at("systems")
        run = receive(actor, record, content, "a.xlsx")
        run.mapping = {"0": "name", "1": "product"}
        preview(run, record, actor, lambda _done, _total: None)

    assert run.counts == {"refused": 1}
