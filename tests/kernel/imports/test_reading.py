"""Spreadsheets are opened by what is in them, and what cannot be read is refused in words."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.shared.refusal import Refused
from samsyn.domain.tabular.cells import Broken, Unreadable
from samsyn.domain.tabular.mapping import propose
from samsyn.domain.tabular.row_reading import RowReader
from samsyn.domain.tabular.tables import find_table
from samsyn.domain.tabular.targets import Choice, Kind, Target
from samsyn.kernel.imports.file_faults import FileFault, Limits
from samsyn.kernel.imports.reading import LooksLike, Workbook, open_workbook
from samsyn.kernel.imports.sniffing import FileKind
from tests.support.old_worksheets import (
    OLD_WORKBOOK,
    OLD_WORKBOOK_WITH_A_FAR_CELL,
    ods,
    ods_row,
)
from tests.support.worksheets import Spreadsheet, many_systems

WHOLE = Spreadsheet().rows([["System", "Kostnad"], ["Treserva", 1.5], ["Köp", 2]]).bytes
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _why(content: bytes, limits: Limits | None = None) -> list[str]:
    with pytest.raises(Refused) as refused:
        _read_all(open_workbook(content, "lista.xlsx", limits or Limits()))
    return [objection.code for objection in refused.value.objections]


def _read_all(book: Workbook) -> None:
    for name in book.names:
        book.read(name)


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_cells_keep_their_place_and_kind() -> None:
    content = (
        Spreadsheet("Blad 1")
        .put("C4", "  System\u00a0")
        .put("D4", 12.5)
        .put("C5", date(2024, 3, 1), "yyyy-mm-dd")
        .put("D6", True)  # noqa: FBT003
        .bytes
    )

    sheet = open_workbook(content, "x.xlsx").read("Blad 1")

    assert (sheet.first_row, sheet.first_column) == (4, 3)
    assert sheet.rows == [["System", 12.5], [date(2024, 3, 1), None], [None, True]]


def test_merged_cells_come_with_their_block() -> None:
    content = Spreadsheet().put("B3", "CGI").merge("B3:B5").put("C5", 1).bytes

    assert open_workbook(content, "x.xlsx").read("Blad1").merges == ((3, 2, 5, 2),)


def test_every_sheet_is_listed_with_what_it_looks_like() -> None:
    table = [["System", "Ägare"], ["Treserva", "Kari"], ["Lifecare", "Ola"]]
    content = (
        Spreadsheet("Läs mig")
        .put("A1", "Så här fyller du i listan")
        .another_sheet("System")
        .rows([["Systemlista"], *table])
        .another_sheet("Tomt")
        .another_sheet("Listor", hidden=True)
        .rows(table)
        .bytes
    )

    sheets = open_workbook(content, "x.xlsx").overview()

    assert [(sheet.name, sheet.looks_like, sheet.hidden) for sheet in sheets] == [
        ("Läs mig", LooksLike.NOTES, False),
        ("System", LooksLike.TABLE, False),
        ("Tomt", LooksLike.EMPTY, False),
        ("Listor", LooksLike.TABLE, True),
    ]
    assert sheets[1].headings == ("System", "Ägare")


def test_failed_formulas_are_kept_as_failed_and_lookups_without_result_as_empty() -> None:
    content = (
        Spreadsheet()
        .rows([["System", "Kostnad", "Ägare"], ["Treserva", "=1+1", None], ["Lifecare", None, "x"]])
        .error("B3", "#REF!")
        .error("C2", "#N/A")
        .bytes
    )

    rows = open_workbook(content, "x.xlsx").read("Blad1").rows

    assert rows[1][1:] == [Unreadable(Broken.FORMULA_NOT_SAVED, "="), None]
    assert rows[2][1] == Unreadable(Broken.FORMULA_ERROR, "#REF!")


def test_a_stray_cell_in_the_last_corner_neither_fails_nor_fills_the_memory() -> None:
    content = (
        Spreadsheet()
        .rows([["System", "Ägare"], ["Treserva", "Kari"]])
        .put("XFD1048576", "hoppsan")
        .bytes
    )
    tracemalloc.start()

    sheet = open_workbook(content, "x.xlsx").read("Blad1")

    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert sheet.rows == [["System", "Ägare"], ["Treserva", "Kari"]]
    assert [(note.code, note.facts["cell"]) for note in sheet.notes] == [
        (FileFault.FAR_CELLS_LEFT_OUT, "XFD1048576")
    ]


def test_an_old_workbook_is_read_with_its_merged_cells() -> None:
    book = open_workbook(OLD_WORKBOOK, "gammal.xls")

    sheet = book.read("Gammal")

    assert book.kind is FileKind.XLS
    assert sheet.rows[:4] == [["System", "Ägare"], ["Treserva", "Kari"], ["A", "Ola"], ["B", None]]
    assert sheet.merges == ((3, 2, 4, 2),)


def test_an_open_document_is_read_without_its_endless_empty_rows() -> None:
    rows = ods_row("System", "Eier") + ods_row("Treserva", "Kari")
    content = ods(rows + ods_row("", rows=1_048_000, columns=1000))

    book = open_workbook(content, "ark.ods")

    assert book.kind is FileKind.ODS
    assert book.read("Ark1").rows == [["System", "Eier"], ["Treserva", "Kari"]]


@pytest.mark.parametrize(
    "content",
    [
        OLD_WORKBOOK_WITH_A_FAR_CELL,
        ods(ods_row("System", rows=100_000, columns=300)),
        ods(ods_row("System") + ods_row("", rows=1_000_000) + ods_row("", "", "x", columns=9000)),
    ],
)
def test_small_files_that_would_fill_the_memory_are_refused_before_they_do(content: bytes) -> None:
    began = time.process_time()

    assert _why(content) == [FileFault.TOO_MANY_CELLS]
    assert time.process_time() - began < 5  # filling the memory takes a minute


@pytest.mark.parametrize("at", [30, 48, 76, 600, 700, 1200, 5000])
def test_a_damaged_old_workbook_is_read_or_refused_but_never_fails(at: int) -> None:
    broken = OLD_WORKBOOK[:at] + b"\x07\xff\x31\x7e" + OLD_WORKBOOK[at + 4 :]

    with suppress(Refused):
        _read_all(open_workbook(broken, "x.xls"))


@settings(max_examples=300)
@given(st.binary(max_size=40), st.integers(0, len(WHOLE)))
def test_any_damage_to_a_workbook_is_refused_in_words(damage: bytes, at: int) -> None:
    whole = WHOLE
    broken = whole[:at] + damage + whole[at + len(damage) :]

    with suppress(Refused):
        _read_all(open_workbook(broken, "x.xlsx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_files_are_read_in_any_encoding_with_any_delimiter(
    encoding: str, delimiter: str
) -> None:
    lines = [["System", "Ägare", "Kostnad"], ["Treserva", "Åse Øst", "12"], ["Köp", "Ærø", "7"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)

    sheet = open_workbook(text.encode(encoding), "min lista.csv").read("min lista")

    assert sheet.rows == lines


def test_decimal_commas_and_quoted_lines_do_not_confuse_the_delimiter() -> None:
    text = 'System;Kostnad;Not\nA;1,5;"två\nrader; och ""citat"""\nB;2,5;\n'

    sheet = open_workbook(text.encode(), "a.csv").read("a")

    assert sheet.rows == [
        ["System", "Kostnad", "Not"],
        ["A", "1,5", 'två\nrader; och "citat"'],
        ["B", "2,5", None],
    ]


def test_a_declared_delimiter_and_twice_encoded_letters_are_understood() -> None:
    twice = "Ägare".encode().decode("cp1252")

    assert open_workbook(b"sep=|\nA|B,C\n1|2\n", "a.csv").read("a").rows[0] == ["A", "B,C"]
    assert open_workbook(f"System;{twice}\n1;2".encode(), "a.csv").read("a").rows[0] == [
        *("System", "Ägare"),
    ]


def test_a_list_of_one_column_is_one_column() -> None:
    sheet = open_workbook("System\nTreserva\nKöp, sälj\n".encode(), "a.csv").read("a")

    assert sheet.rows[1] == ["Treserva"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", FileFault.EMPTY_FILE),
        (b"\xef\xbb\xbf\r\n  ", FileFault.EMPTY_FILE),
        (b"MZ\x90\0" + b"\0" * 300, FileFault.NOT_A_WORKSHEET),
        (b"%PDF-1.7 \n", FileFault.NOT_A_WORKSHEET),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, FileFault.NOT_A_WORKSHEET),
        (bytes(range(256)) * 10, FileFault.NOT_A_WORKSHEET),
        (b'{"a": 1}', FileFault.NOT_A_WORKSHEET),
        (_zip(word__document=b"x"), FileFault.NOT_A_WORKSHEET),
        (_zip(**{"xl/workbook.bin": b"x"}), FileFault.SAVE_AS_XLSX),
        (b"<html><table><tr><td>1</td></tr></table>", FileFault.SAVE_AS_XLSX),
        (b'<?xml version="1.0"?><Workbook/>', FileFault.SAVE_AS_XLSX),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), FileFault.PASSWORD),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), FileFault.NOT_A_WORKSHEET),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), FileFault.BROKEN),
        (b"PK\x03\x04 and then nothing", FileFault.BROKEN),
        (_zip(**{"xl/workbook.xml": b"<workbook"}), FileFault.BROKEN),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_reason(content: bytes, why: FileFault) -> None:
    assert _why(content) == [why]


def test_a_cut_off_file_is_refused() -> None:
    whole = Spreadsheet().rows([["System"], ["Treserva"]]).bytes

    assert _why(whole[: len(whole) // 2]) == [FileFault.BROKEN]


def test_a_file_that_unpacks_without_end_is_stopped() -> None:
    bomb = _zip(**{"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"\0" * 30_000_000})

    assert len(bomb) < 100_000
    assert _why(bomb, Limits(unpacked_bytes=10_000_000)) == [FileFault.UNPACKS_TOO_LARGE]


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(_zip(**{"xl/workbook.xml": b"a" * 5_000_000}))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        directory = package.start_dir
    content[directory + 24 : directory + 28] = (100).to_bytes(4, "little")

    assert _why(bytes(content)) == [FileFault.BROKEN]


def test_limits_are_kept() -> None:
    content = Spreadsheet().rows([["System"], *([f"S{n}"] for n in range(30))]).bytes
    text = "System\n" + "S\n" * 30

    assert _why(content, Limits(file_bytes=1000)) == [FileFault.FILE_TOO_LARGE]
    assert _why(content, Limits(rows=20)) == [FileFault.TOO_MANY_ROWS]
    assert _why(text.encode(), Limits(rows=20)) == [FileFault.TOO_MANY_ROWS]
    assert _why(text.encode(), Limits(cells=20)) == [FileFault.TOO_MANY_CELLS]


def test_an_unknown_sheet_is_refused() -> None:
    with pytest.raises(Refused, match="no_such_sheet"):
        open_workbook(Spreadsheet().put("A1", 1).bytes, "x.xlsx").read("Blad9")


def test_a_sheet_that_cannot_be_read_says_so_in_the_list() -> None:
    content = Spreadsheet().rows([["System"], *([f"S{n}"] for n in range(30))]).bytes

    (sheet,) = open_workbook(content, "x.xlsx", Limits(rows=20)).overview()

    assert sheet.looks_like is LooksLike.UNREADABLE
    assert [objection.code for objection in sheet.objections] == [FileFault.TOO_MANY_ROWS]


def test_kinds_are_told_by_content_not_by_name() -> None:
    content = Spreadsheet().put("A1", "x").bytes

    assert open_workbook(content, "lista.csv").kind is FileKind.XLSX
    assert open_workbook(b"a;b\n1;2", "lista.xlsx").kind is FileKind.TEXT


def test_ten_thousand_rows_are_read_and_understood() -> None:
    content = many_systems(10_000)
    targets = (
        Target(name="name", label="Name", required=True, aliases=("systemnamn",)),
        Target(name="supplier", label="Supplier", kind=Kind.REFERENCE, aliases=("leverantör",)),
        Target(name="email", label="E-mail", kind=Kind.EMAIL, aliases=("e-post",)),
        Target(name="cost", label="Cost", kind=Kind.MONEY, aliases=("kostnad",)),
        Target(name="since", label="Since", kind=Kind.DATE, aliases=("i drift sedan",)),
        Target(name="until", label="Until", kind=Kind.DATE, aliases=("avtal t.o.m.",)),
        Target(name="users", label="Users", kind=Kind.INTEGER, aliases=("antal användare",)),
        Target(
            name="level",
            label="Level",
            kind=Kind.CHOICE,
            aliases=("kritikalitet",),
            choices=(Choice("h", ("Hög",)), Choice("m", ("Medel",)), Choice("l", ("Låg",))),
        ),
        Target(name="cloud", label="Cloud", kind=Kind.BOOLEAN, aliases=("molntjänst",)),
        Target(name="share", label="Share", kind=Kind.PERCENT, aliases=("andel",)),
        Target(name="org", label="Org", kind=Kind.ORG_NUMBER, aliases=("org.nr",)),
    )

    table = find_table(open_workbook(content, "x.xlsx").read("System"))
    assert table is not None
    samples = [table.values(index) for index in range(len(table.columns))]
    proposal = propose(targets, table.columns, samples, language="sv")
    rows = list(RowReader(table, proposal.mapping, targets, "sv").rows())

    assert len(proposal.guesses) == len(targets)
    assert sum(bool(row.problems) for row in rows) == 0
    assert len(rows) == 10_000
