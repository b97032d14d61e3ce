"""Papers as PDF and DOCX: all that is said is there, and what is locked is locked."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import typst
from docx import Document
from docx.oxml.ns import qn

from samsyn.domain.papers.paper import (
    Bullets,
    Facts,
    Heading,
    Locked,
    NewPage,
    Paper,
    Run,
    Table,
    Text,
)
from samsyn.kernel.papers.docx import as_docx
from samsyn.kernel.papers.pdf import as_pdf


def paper(*blocks: object, **changed: object) -> Paper:
    said = {
        "title": "Avtal om behandling — Vård & omsorg",
        "language": "sv",
        "author": "Edskogs kommun",
        "day": date(2026, 11, 22),
        "facts": [("Leverantör", "Exempel AB")],
        "blocks": blocks,
    }
    return Paper(**(said | changed))  # type: ignore[arg-type]


EVERYTHING = (
    Heading("Inledning", 1),
    Text((Run("Det "), Run("gäller", strong=True))),
    Text("I det lilla", small=True),
    Bullets(["ett", "två"], numbered=True),
    Facts([("Plats", "Sverige\nNorge")]),
    Table(["Namn", "Land"], [["Molnet", "SE"]], [2, 1]),
    NewPage(),
    Heading("Hoppar över", 4),
)


def test_the_pdf_is_tagged_for_screen_readers_and_names_its_language_and_title() -> None:
    made = as_pdf(paper(*EVERYTHING))

    assert made.startswith(b"%PDF-")
    assert b"pdfuaid:part>1" in made
    assert b"/MarkInfo" in made
    assert "Avtal om behandling — Vård &amp; omsorg".encode() in made
    assert b"/Lang(sv" in made


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert as_pdf(paper(*EVERYTHING)) == as_pdf(paper(*EVERYTHING))


@pytest.mark.parametrize(
    "typed", ["#set page(width: 1pt)", '#read("/etc/passwd")', "= x", "\\", "$"]
)
def test_what_people_typed_is_never_read_as_markup(typed: str) -> None:
    made = as_pdf(paper(Text(typed), title=typed))

    assert made.startswith(b"%PDF-")


def test_typst_refuses_what_would_not_be_accessible() -> None:
    with pytest.raises(typst.TypstError):
        typst.compile(b"== No level one", format="pdf", pdf_standards=["ua-1"])


def test_the_word_document_has_real_headings_lists_and_table_headings() -> None:
    document = Document(io.BytesIO(as_docx(paper(*EVERYTHING))))

    styles = {p.text: p.style.name for p in document.paragraphs if p.style}
    assert styles["Avtal om behandling — Vård & omsorg"] == "Title"
    assert styles["Inledning"] == "Heading 1"
    assert styles["Hoppar över"] == "Heading 2"
    assert styles["två"] == "List Number"
    assert [[cell.text for cell in row.cells] for row in document.tables[-1].rows] == [
        ["Namn", "Land"],
        ["Molnet", "SE"],
    ]
    assert document.tables[-1]._tbl.findall(f".//{qn('w:tblHeader')}")  # noqa: SLF001
    assert document.core_properties.title == "Avtal om behandling — Vård & omsorg"
    assert document.core_properties.language == "sv"


def test_only_what_is_outside_the_agreed_text_can_be_changed_in_word() -> None:
    made = as_docx(paper(Locked([Text("Avtalad text")]), Heading("Bilaga"), Text("Fylls i")))

    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        settings, body = (
            parts.read("word/settings.xml").decode(),
            parts.read("word/document.xml").decode(),
        )
    assert 'w:documentProtection w:edit="readOnly" w:enforcement="1"' in settings
    open_from, open_until = body.index("w:permStart"), body.rindex("w:permEnd")
    assert body.index("Avtalad text") < open_from < body.index("Fylls i") < open_until


def test_a_document_without_agreed_text_is_open() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(paper(Text("Fritt"))))) as parts:
        assert "documentProtection" not in parts.read("word/settings.xml").decode()
