"""A public list of products in use, semicolons and all, is understood without help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samsyn.domain.tabular.mapping import propose
from samsyn.domain.tabular.row_reading import RowReader
from samsyn.domain.tabular.tables import find_table
from samsyn.domain.tabular.targets import Kind, Target
from samsyn.kernel.imports.reading import open_workbook

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("SAMSYN_SHARED", ROOT.parent / "shared"))
REGISTER = SHARED / "data" / "register"
TARGETS = (
    Target(name="name", label="Name", required=True, aliases=("system", "programvara")),
    Target(name="category", label="Category", aliases=("kategori",)),
    Target(name="homepage", label="Homepage", aliases=("webbplats", "hemsida")),
    Target(
        name="used_by", label="Used by", kind=Kind.REFERENCE, many=True, aliases=("används av",)
    ),
)


def test_the_list_of_products_in_use_is_read_whole() -> None:
    path = REGISTER / "products_used_by.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not here; set SAMSYN_SHARED to the folder that has it")
    book = open_workbook(path.read_bytes(), path.name)

    table = find_table(book.read(book.names[0]))

    assert table is not None
    assert table.skipped == ()
    assert table.strays == ()
    assert len(table.rows) == 71
    samples = [table.values(index) for index in range(len(table.columns))]
    proposal = propose(TARGETS, table.columns, samples, language="sv")
    assert proposal.mapping == {0: "category", 1: "name", 2: "homepage", 3: "used_by"}
    rows = list(RowReader(table, proposal.mapping, TARGETS, "sv").rows())
    assert [row.problems for row in rows] == [()] * 71
    assert rows[0].values["used_by"] == ("SGU", "Kungliga biblioteket")
    assert rows[-1].values["name"] == "GNU Emacs"


def test_the_danish_register_of_processing_is_read_whole() -> None:
    path = REGISTER / "kl_article30_register.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not here; set SAMSYN_SHARED to the folder that has it")
    book = open_workbook(path.read_bytes(), path.name)

    table = find_table(book.read(book.names[0]))

    assert table is not None
    assert [column.heading for column in table.columns] == [
        *("file", "name", "description", "gdpr", "kle_main", "kle_groups"),
    ]
    assert len(table.rows) == 94
