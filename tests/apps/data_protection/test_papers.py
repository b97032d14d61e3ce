"""What is handed out: the register for an authority, agreements with annexes made from data."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from samsyn.apps.data_protection.models import ProcessingActivity
from samsyn.apps.data_protection.services.register_file import MAKE
from samsyn.apps.register.public import AgreementTemplate, TemplateVersion
from samsyn.kernel import tasks
from samsyn.kernel.models import Task
from tests.apps.data_protection.conftest import Desk
from tests.apps.data_protection.test_pages import text_of
from tests.apps.register.conftest import signed_in

BODY = "# Agreement\n\n## 1. Parties\nThe parties.\n\n## 2. Security\nReport within 48 hours."
NEWER = "# Agreement\n\n## 1. Parties\nThe parties.\n\n## 2. Security\nReport within 24 hours."


def workbook(client: Client, query: str = "") -> dict[str, list[list[object]]]:
    answer = client.get(f"/north/article-30/register.xlsx{query}")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    document = Document(io.BytesIO(answer.content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_register_is_a_workbook_with_both_kinds(desk: Desk, client: Client) -> None:
    desk.controller()
    grades = desk.activity(recipients="Parents", storage="Ten years")
    desk.purpose(grades, article_6=["e"], law="Skollagen")
    desk.people(grades)
    desk.activity(name="Pay for neighbours", kind="30_2", description="Payroll")

    sheets = workbook(client)

    assert list(sheets) == [
        "Article 30(1)", "Article 30(2)", "Purposes", "People", "Controllers",
    ]  # fmt: skip
    heads, row = sheets["Article 30(1)"]
    facts = dict(zip(heads, row, strict=True))
    assert facts["Controller"] == "North municipality"
    assert facts["Recipients"] == "Parents"
    assert facts["Kept for"] == "Ten years"
    assert sheets["Purposes"][1] == ["Grades", "To grade pupils", "Art. 6(1)(e); Skollagen"]
    assert sheets["Article 30(2)"][1][1] == "Pay for neighbours"


def test_a_typed_formula_is_a_text_in_the_workbook(desk: Desk, client: Client) -> None:
    desk.activity(name="=1+1", recipients="@SUM(A1)")

    sheet = workbook(client)["Article 30(1)"]

    assert sheet[1][1] == "'=1+1"
    assert "'@SUM(A1)" in sheet[1]


def test_one_controller_and_one_kind_can_be_asked_for(desk: Desk, client: Client) -> None:
    board = desk.unit(name="School board", is_controller=True)
    desk.activity(name="Ours")
    desk.activity(name="The board's", controller=board)
    desk.activity(name="For others", kind="30_2")

    def names(query: str) -> set[object]:
        found = workbook(client, query)
        return {row[1] for t, rows in found.items() if t.startswith("Art") for row in rows[1:]}

    assert names("") == {"Ours", "The board's", "For others"}
    assert names("?kind=30_1") == {"Ours", "The board's"}
    assert names(f"?controller={board.pk}") == {"The board's"}
    assert names("?controller=0&kind=30_2") == {"For others"}


@pytest.mark.parametrize("query", ["?kind=x", "?controller=x", "?controller=-1"])
def test_a_part_that_cannot_be_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/north/article-30/register.xlsx{query}").status_code == 404


def test_the_register_is_a_pdf_even_when_it_is_empty(desk: Desk, client: Client) -> None:
    empty = client.get("/north/article-30/register.pdf")
    activity = desk.activity()
    desk.purpose(activity)
    desk.people(activity)
    full = client.get("/north/article-30/register.pdf")

    for answer in (empty, full):
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert client.get("/north/article-30/register.docx").status_code == 404


def template(desk: Desk) -> AgreementTemplate:
    with desk.town.arranging():
        made = AgreementTemplate.everything.create(name="National DPA", current_version="2.0")
        for version, body, since in (("1.0", BODY, 2018), ("2.0", NEWER, 2026)):
            TemplateVersion.everything.create(
                template=made, version=version, body=body, since=date(since, 1, 1)
            )
    return made


def test_annexes_are_made_from_the_register_and_the_body_is_locked(
    desk: Desk, client: Client
) -> None:
    system = desk.system(name="Ekot")
    desk.asset(system, name="Pupil files", categories="Name, health", data_subjects="Pupils")
    dpa = desk.dpa(system, name="DPA Ekot", template=template(desk), template_version="1.0")
    terms = desk.terms(dpa, place="In **Sweden** only.", breach_hours=24)
    activity = desk.activity(agreements=[dpa], storage="Ten years")
    desk.purpose(activity, text="To run the school's system")
    desk.sub_processor(dpa, name="Moln Inc", country="US", transfer_basis="clauses",
                       insecure_country="yes", service="Hosting")  # fmt: skip

    text = words(client, f"/north/processor-terms/{terms.pk}/annexes.docx")

    assert "Report within 48 hours." in text
    assert "To run the school's system" in text
    assert "In Sweden only." in text
    assert "Grades: Ten years" in text
    assert "Ekot" in text
    assert "Pupil files" in text
    assert "Moln Inc" in text
    assert "Standard contractual clauses (Art. 46) (insecure country)" in text
    raw = client.get(f"/north/processor-terms/{terms.pk}/annexes.docx").content
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert b"documentProtection" in parts.read("word/settings.xml")
    pdf = client.get(f"/north/processor-terms/{terms.pk}/annexes.pdf").content
    assert pdf.startswith(b"%PDF")
    page = text_of(client, f"/north/processor-terms/{terms.pk}/annexes/")
    assert "Not written yet" in page
    assert "Logging" in page


def test_without_a_written_template_only_the_annexes_are_made(desk: Desk, client: Client) -> None:
    terms = desk.terms(desk.dpa())

    text = words(client, f"/north/processor-terms/{terms.pk}/annexes.docx")

    assert "Annex 1: Instruction" in text
    assert "Not stated." in text
    assert "The processor engages no sub-processors." in text
    page = text_of(client, f"/north/processor-terms/{terms.pk}/annexes/")
    assert "The agreement stands on no template" in page


def test_two_versions_are_set_side_by_side_with_our_agreements_on_each(
    desk: Desk, client: Client
) -> None:
    made = template(desk)
    desk.dpa(name="On the old", template=made, template_version="1.0")
    desk.dpa(name="On nothing known", template=made, template_version="0.9")

    page = text_of(client, f"/north/agreement-templates/{made.pk}/versions/")

    assert "From 1.0 to 2.0, clause by clause" in page
    assert "Added: 0. Removed: 0. Changed: 1. As before: 2." in page
    assert "<del>" in page
    assert ">removed: </span>48<" in page
    assert ">added: </span>24<" in page
    assert page.index("On the old") < page.index("On nothing known")
    assert f"/north/agreement-templates/{made.pk}/versions/" in text_of(
        client, f"/north/agreement-templates/{made.pk}/"
    )


def test_an_agreement_of_a_neighbour_does_not_stand_on_our_page(
    desk: Desk, client: Client, south: object
) -> None:
    made = template(desk)
    Desk(south).dpa(name="Hemligt avtal", template=made, template_version="1.0")  # type: ignore[arg-type]

    assert "Hemligt avtal" not in text_of(client, f"/north/agreement-templates/{made.pk}/versions/")


def test_a_large_register_is_made_in_the_background_for_the_one_who_asked(
    desk: Desk, client: Client
) -> None:
    with desk.town.arranging():
        ProcessingActivity.everything.bulk_create(
            [
                ProcessingActivity(organisation_id=desk.town.id, name=f"Activity {number}")
                for number in range(41)
            ]
        )
    asked = client.get("/north/article-30/register.pdf")
    assert "Make the PDF" in asked.content.decode()

    ordered = client.post("/north/article-30/register.pdf")
    assert ordered.status_code == 302
    page = ordered["Location"]
    assert client.get(f"{page}register.pdf").status_code == 404
    with desk.town.looking():
        (task,) = Task.everything.filter(kind=MAKE)
    tasks.perform(task_id=task.pk, organisation_id=desk.town.id)

    assert "The register is ready." in text_of(client, page)
    assert client.get(f"{page}register.pdf").content.startswith(b"%PDF")
    colleague = signed_in(desk.town)
    assert colleague.get(page).status_code == 404
    assert colleague.get(f"{page}register.pdf").status_code == 404
