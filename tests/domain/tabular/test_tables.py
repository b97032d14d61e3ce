"""A table is found in the messiest worksheet, and nothing filled is lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.tabular.cells import CellValue, Merge, Sheet
from samsyn.domain.tabular.rows import Leftover
from samsyn.domain.tabular.tables import Table, find_table

HEADINGS: list[CellValue] = ["System", "Leverantör", "Kostnad", "Avtal till"]


def _sheet(*rows: Sequence[CellValue], merges: tuple[Merge, ...] = (), first_row: int = 1) -> Sheet:
    return Sheet(name="Blad1", rows=rows, merges=merges, first_row=first_row)


def _table(*rows: Sequence[CellValue], merges: tuple[Merge, ...] = ()) -> Table:
    table = find_table(_sheet(*rows, merges=merges))
    assert table is not None
    return table


def _headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def _data(table: Table) -> list[tuple[CellValue, ...]]:
    return [row.cells for row in table.rows]


def _row(n: int) -> list[CellValue]:
    return [f"System {n}", f"Bolag {n} AB", 100 * n, date(2025, 1, n)]


def test_titles_and_facts_above_the_heading_are_passed_over() -> None:
    table = _table(
        ["Systemförteckning"],
        ["Uppdaterad:", date(2024, 3, 1)],
        [],
        HEADINGS,
        _row(1),
        _row(2),
    )

    assert table.heading_rows == (4,)
    assert _headings(table) == HEADINGS
    assert [(row.number, row.why) for row in table.skipped] == [
        (1, Leftover.ABOVE),
        (2, Leftover.ABOVE),
    ]
    assert [row.number for row in table.rows] == [5, 6]


def test_a_table_of_texts_only_is_understood() -> None:
    table = _table(["System", "Ägare"], ["Treserva", "Kari"], ["Lifecare", "Ola"])

    assert table.heading_rows == (1,)
    assert _data(table) == [("Treserva", "Kari"), ("Lifecare", "Ola")]


def test_known_headings_settle_which_row_it_is() -> None:
    rows = [["Alpha", "Beta"], ["Navn", "Eier"], ["Treserva", "Kari"]]

    table = find_table(_sheet(*rows), known={"navn", "eier"})

    assert table is not None
    assert table.heading_rows == (2,)


def test_a_person_may_point_out_the_heading_or_say_there_is_none() -> None:
    rows = [["Alpha", "Beta"], ["Navn", "Eier"], ["Treserva", "Kari"]]

    pointed = find_table(_sheet(*rows), heading_row=2)
    bare = find_table(_sheet(*rows), heading_row=0)

    assert pointed is not None
    assert _headings(pointed) == ["Navn", "Eier"]
    assert bare is not None
    assert [column.key for column in bare.columns] == ["a", "b"]
    assert len(bare.rows) == 3


def test_a_table_without_headings_loses_no_row() -> None:
    table = _table(
        ["Treserva", 100, date(2024, 1, 1)],
        ["Lifecare", 200, date(2024, 1, 2)],
        ["Procapita", 300, date(2024, 1, 3)],
    )

    assert table.heading_rows == ()
    assert len(table.rows) == 3


def test_years_may_head_columns_of_amounts() -> None:
    table = _table(["System", 2023, 2024], ["Treserva", 100, 200], ["Lifecare", 300, 400])

    assert _headings(table) == ["System", "2023", "2024"]


def test_two_levels_of_headings_are_joined() -> None:
    table = _table(
        ["System", "Kostnad", None, "Ägare"],
        [None, "Licens", "Drift", None],
        ["Treserva", 100, 200, "Kari"],
        ["Lifecare", 100, 200, "Ola"],
        merges=(Merge(1, 1, 2, 1), Merge(1, 2, 1, 3), Merge(1, 4, 2, 4)),
    )

    assert _headings(table) == ["System", "Kostnad Licens", "Kostnad Drift", "Ägare"]
    assert len(table.rows) == 2


def test_a_title_merged_over_the_table_is_no_heading() -> None:
    table = _table(
        ["Systemlista 2024", None, None, None],
        HEADINGS,
        _row(1),
        merges=(Merge(1, 1, 1, 4),),
    )

    assert _headings(table) == HEADINGS


def test_merged_cells_are_filled_down_and_right_where_they_are_data() -> None:
    table = _table(
        HEADINGS,
        ["Treserva", "CGI", 1, None],
        ["Raindance", None, 2, None],
        ["Heroma", None, 3, None],
        ["Lifecare", "Tieto", None, 4],
        merges=(Merge(2, 2, 4, 2), Merge(5, 2, 5, 3)),
    )

    assert [row.cells[1] for row in table.rows] == ["CGI", "CGI", "CGI", "Tieto"]
    assert table.rows[3].cells[2] == "Tieto"


def test_empty_rows_and_columns_are_passed_over() -> None:
    table = _table(
        [None, "System", None, "Ägare"],
        [None, "Treserva", None, "Kari"],
        [None, None, None, None],
        [None, "Lifecare", None, "Ola"],
    )

    assert [column.position for column in table.columns] == [2, 4]
    assert [row.number for row in table.rows] == [2, 4]
    assert table.skipped == ()


def test_totals_notes_bands_and_headings_come_again_are_left_out_and_listed() -> None:
    table = _table(
        HEADINGS,
        ["Socialtjänst", None, None, None],
        _row(1),
        HEADINGS,
        _row(2),
        ["Summa", None, 300, None],
        [],
        ["* kostnad exklusive moms"],
        ["Frågor: it-enheten"],
        merges=(Merge(2, 1, 2, 4),),
    )

    assert [row.number for row in table.rows] == [3, 5]
    assert [(skipped.number, skipped.why) for skipped in table.skipped] == [
        (2, Leftover.SECTION),
        (4, Leftover.REPEATED_HEADING),
        (6, Leftover.TOTALS),
        (8, Leftover.NOTE),
        (9, Leftover.NOTE),
    ]
    assert table.skipped[2].text == "Summa | 300"


def test_a_person_may_keep_a_row_that_was_left_out() -> None:
    rows: list[list[CellValue]] = [HEADINGS, _row(1), ["Total", None, 300, None], _row(2)]

    table = find_table(_sheet(*rows), keep={3})

    assert table is not None
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_a_system_with_only_a_name_is_a_row() -> None:
    table = _table(HEADINGS, _row(1), ["Treserva", None, None, None], _row(2))

    assert len(table.rows) == 3


def test_a_system_whose_name_begins_like_totals_is_a_row() -> None:
    table = _table(HEADINGS, _row(1), ["Total Office", "Bolag", 3, date(2025, 1, 1)])

    assert len(table.rows) == 2


def test_stray_cells_far_out_are_reported_and_do_not_become_columns() -> None:
    rows: list[list[CellValue]] = [HEADINGS, *(_row(n) for n in range(1, 29))]
    rows[5] = [*_row(5), None, None, None, "kolla!"]

    table = _table(*rows)

    assert _headings(table) == HEADINGS
    assert [stray.cell for stray in table.strays] == ["H6"]


def test_a_column_that_lacks_its_heading_is_kept() -> None:
    table = _table(
        [*HEADINGS[:2], None], ["Treserva", "CGI", "moln"], ["Lifecare", "Tieto", "eget"]
    )

    assert table.columns[2].heading == ""
    assert table.columns[2].key == "c"


def test_equal_headings_get_keys_of_their_own() -> None:
    table = _table(["System", "Kommentar", "Kommentar"], ["Treserva", "a", "b"])

    assert [column.key for column in table.columns] == ["system", "kommentar", "kommentar#2"]


def test_addresses_are_the_worksheet_s_own() -> None:
    table = find_table(
        Sheet(
            name="Blad 2",
            rows=[["System", "Ägare"], ["Treserva", "Kari"]],
            first_row=7,
            first_column=3,
        )
    )

    assert table is not None
    assert table.address(table.rows[0], 1) == ("Blad 2", 8, 4)
    assert table.address(table.rows[0], 1).cell == "D8"


def test_an_empty_sheet_has_no_table() -> None:
    assert find_table(_sheet([], [None, None])) is None


CELL = st.one_of(
    st.none(), st.sampled_from(["a", "System", "Summa", "* not", "x" * 130]), st.integers(0, 9)
)


@settings(max_examples=300)
@given(st.lists(st.lists(CELL, max_size=5), max_size=12))
def test_nothing_filled_is_ever_lost(rows: list[list[CellValue]]) -> None:
    table = find_table(_sheet(*rows))

    filled = {number: sum(c is not None for c in row) for number, row in enumerate(rows, 1)}
    if table is None:
        assert sum(filled.values()) == 0
        return
    aside = {skipped.number for skipped in table.skipped} | set(table.heading_rows)
    assert not aside & {row.number for row in table.rows}
    kept = sum(cell is not None for row in table.rows for cell in row.cells)
    strays = sum(stray.row not in aside for stray in table.strays)
    assert kept + strays + sum(filled[number] for number in aside) == sum(filled.values())
