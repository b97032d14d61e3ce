"""Files of four kinds become the same lines, and what is no text is refused in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from samsyn.domain.minutes.reading import read
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.texts import docx
from samsyn.kernel.texts.faults import TextFault
from samsyn.kernel.texts.opening import LARGEST, lines_in
from samsyn.kernel.texts.wording import explain
from tests.domain.minutes.scoring import SAMPLES, Score, facts_of, truth_of
from tests.kernel.texts.papers import as_docx, as_html

PAPERS = sorted([*SAMPLES.glob("*.md"), *SAMPLES.glob("held_back/*.md")])


@pytest.mark.parametrize("written", [as_docx, as_html], ids=["docx", "html"])
@pytest.mark.parametrize("sample", PAPERS, ids=lambda path: path.stem)
def test_a_paper_says_the_same_in_word_and_as_a_page(
    sample: Path, written: Callable[[str], bytes]
) -> None:
    score = Score()

    found = facts_of(read(lines_in(written(sample.read_text("utf-8")))))

    score.add(sample.stem, truth_of(sample), found)
    assert score.told == []


def test_an_old_coding_is_understood() -> None:
    assert [line.text for line in lines_in("Närvarande: Åsa Ek".encode("cp1252"))] == [
        "Närvarande: Åsa Ek"
    ]
    assert lines_in("Till stede\r\nKåre Ås".encode("utf-16"))[1].text == "Kåre Ås"


def test_words_own_numbers_are_counted_and_deleted_words_are_gone() -> None:
    paper = Document()
    for words in ("Inledning", "Ekonomi"):
        paper.add_paragraph(words, style="List Number")
    last = paper.add_paragraph("Kvar")
    gone = OxmlElement("w:del")
    run = paper.add_paragraph("borta").runs[0]._element  # noqa: SLF001 - python-docx has no other way
    gone.append(run)
    last._element.append(gone)  # noqa: SLF001
    held = io.BytesIO()
    paper.save(held)

    assert [line.text for line in lines_in(held.getvalue()) if line.text] == [
        "1. Inledning", "2. Ekonomi", "Kvar",
    ]  # fmt: skip


def test_a_short_line_in_bold_is_a_heading() -> None:
    paper = Document()
    paper.add_paragraph().add_run("Lägesrapport").bold = True
    paper.add_paragraph("Allt går bra.")
    held = io.BytesIO()
    paper.save(held)

    assert [(line.text, line.level) for line in lines_in(held.getvalue()) if line.text] == [
        ("Lägesrapport", 6), ("Allt går bra.", 0),
    ]  # fmt: skip


def test_a_page_is_read_without_its_menu_and_scripts() -> None:
    page = b"<html><body><nav>Hem</nav><p>Ett<br>tv\xc3\xa5</p><script>x</script></body></html>"

    assert [line.text for line in lines_in(page) if line.text] == ["Ett", "två"]


def _zip(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b" \n ", TextFault.EMPTY),
        (b"x" * (LARGEST + 1), TextFault.TOO_LARGE),
        (b"a\n" * 30_000, TextFault.TOO_MANY_LINES),
        (b"%PDF-1.7 x", TextFault.NOT_A_TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", TextFault.OLD_WORD),
        (_zip("xl/workbook.xml", b"<a/>"), TextFault.NOT_A_TEXT),
        (_zip("word/document.xml", b"<broken"), TextFault.BROKEN),
        (b"PK\x03\x04 cut off", TextFault.BROKEN),
        (_zip("word/document.xml", b" " * (docx.MOST_UNPACKED + 1)), TextFault.UNPACKS_TOO_LARGE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_refused_in_words(content: bytes, fault: TextFault) -> None:
    with pytest.raises(Refused) as refused:
        lines_in(content)

    assert [str(one.code) for one in refused.value.objections] == [fault]
    assert "%(" not in explain(refused.value.objections[0])


def test_a_word_file_never_fetches_what_it_names() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>Kvar &b;</w:t></w:r></w:p></w:body></w:document>"
    )

    assert [line.text for line in lines_in(_zip("word/document.xml", bomb)) if line.text] == [
        "Kvar"
    ]


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_their_mark_are_understood(coding: str) -> None:
    found = lines_in("Närvarande: Åsa Ek\nPlats: Örebro".encode(coding))

    assert [line.text for line in found] == ["Närvarande: Åsa Ek", "Plats: Örebro"]


def test_a_paper_with_macros_is_refused_in_words() -> None:
    held = io.BytesIO()
    Document().save(held)
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("word/vbaProject.bin", b"Sub AutoOpen()")

    with pytest.raises(Refused) as caught:
        lines_in(held.getvalue())

    objection = caught.value.objections[0]
    assert objection.code == TextFault.NOT_A_TEXT
    assert "macro" in str(explain(objection))
