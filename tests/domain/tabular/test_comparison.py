"""What an import would do is known for every row before anything is written."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.tabular.cells import CellValue, Sheet
from samsyn.domain.tabular.comparison import compare
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.matching import Existing, Field, Key, Link
from samsyn.domain.tabular.name_index import NameIndex
from samsyn.domain.tabular.row_reading import RowReader
from samsyn.domain.tabular.sameness import same_value
from samsyn.domain.tabular.tables import find_table
from samsyn.domain.tabular.targets import Kind, Target
from samsyn.domain.tabular.verdicts import Choose, Decision, Outcome, Rules, Verdict

TARGETS = (
    Target(name="local_id", label="Local id"),
    Target(name="name", label="Name", required=True),
    Target(name="supplier", label="Supplier", kind=Kind.REFERENCE),
    Target(name="cost", label="Cost", kind=Kind.MONEY),
    Target(name="until", label="Until", kind=Kind.DATE),
)
KEYS = (Key(("local_id",)), Key(("name",), by_name=True))
SUPPLIERS: Mapping[str, NameIndex[Hashable]] = {
    "supplier": NameIndex([(1, "CGI Sverige AB"), (2, "Visma AB")])
}
TRESERVA = Existing(
    10,
    {
        "local_id": "S1",
        "name": "Treserva",
        "supplier": Link(1, "CGI Sverige AB"),
        "cost": Decimal(100),
        "until": date(2025, 1, 1),
    },
    aliases=("VIVA",),
)


def judge(
    *rows: Sequence[CellValue], existing: tuple[Existing, ...] = (TRESERVA,), **rules: object
) -> list[Verdict]:
    """Judge rows of local id, name, supplier, cost, until."""
    headings: list[CellValue] = [target.name for target in TARGETS]
    table = find_table(Sheet(name="Blad1", rows=[headings, *rows]), heading_row=1)
    assert table is not None
    mapping = {n: target.name for n, target in enumerate(TARGETS)}
    reader = RowReader(table, mapping, TARGETS, "sv")
    settings = Rules(targets=TARGETS, keys=KEYS, **rules)  # type: ignore[arg-type]
    return list(
        compare(reader.rows(), existing, settings, references=SUPPLIERS, address=reader.address)
    )


def _outcomes(verdicts: list[Verdict]) -> list[Outcome]:
    return [verdict.outcome for verdict in verdicts]


def _why(verdict: Verdict) -> list[tuple[str, str]]:
    return [(problem.address.cell, problem.objection.code) for problem in verdict.problems]


def test_a_new_name_creates_with_the_filled_cells_only() -> None:
    (verdict,) = judge([None, "Lifecare", "visma", "1 200 kr", None])

    assert verdict.outcome is Outcome.CREATED
    assert verdict.values == {
        "name": "Lifecare",
        "supplier": Link(2, "visma"),
        "cost": Decimal("1200.00"),
    }


def test_a_known_name_changes_field_by_field() -> None:
    (verdict,) = judge([None, "TRESERVA", "Visma", "100", "2026-01-01"])

    assert verdict.outcome is Outcome.CHANGED
    assert verdict.record == 10
    assert [(c.target, c.before, c.after) for c in verdict.changes] == [
        ("name", "Treserva", "TRESERVA"),
        ("supplier", Link(1, "CGI Sverige AB"), Link(2, "Visma")),
        ("until", date(2025, 1, 1), date(2026, 1, 1)),
    ]


def test_the_same_again_changes_nothing() -> None:
    (verdict,) = judge(["s1", "Treserva", "CGI Sverige", 100, "1.1.2025"])

    assert verdict.outcome is Outcome.CHANGED  # the id's letters differ
    assert [change.target for change in verdict.changes] == ["local_id"]
    assert (
        judge(["S1", " Treserva ", "cgi sverige ab", 100.0, 45658])[0].outcome is Outcome.UNCHANGED
    )


def test_empty_cells_never_erase_unless_asked_to() -> None:
    row: list[CellValue] = [None, "Treserva", None, "-", None]

    assert judge(row)[0].outcome is Outcome.UNCHANGED
    (asked,) = judge(row, erase=frozenset({"cost", "name"}))
    assert [(c.target, c.before, c.after) for c in asked.changes] == [("cost", Decimal(100), None)]


def test_a_bad_cell_refuses_its_row_and_says_where() -> None:
    verdicts = judge(
        [None, "Lifecare", "Visma", "mycket", "31.2.2025"], [None, "Heroma", None, 1, None]
    )

    assert _outcomes(verdicts) == [Outcome.REFUSED, Outcome.CREATED]
    assert _why(verdicts[0]) == [("D2", Fault.NOT_A_NUMBER), ("E2", Fault.NO_SUCH_DAY)]


def test_a_bad_cell_may_be_left_out_instead() -> None:
    (verdict,) = judge([None, "Treserva", None, "mycket", None], tolerate=frozenset({"cost"}))

    assert verdict.outcome is Outcome.UNCHANGED
    assert [problem.address.cell for problem in verdict.left_out] == ["D2"]


def test_a_left_out_cell_is_not_taken_for_an_empty_one() -> None:
    cost = frozenset({"cost"})

    (verdict,) = judge([None, "Treserva", None, "mycket", None], tolerate=cost, erase=cost)

    assert verdict.outcome is Outcome.UNCHANGED


def test_a_row_without_a_name_is_refused() -> None:
    (verdict,) = judge([None, None, "Visma", 1, None])

    assert _why(verdict) == [("B2", Fault.NO_KEY)]


def test_a_known_id_is_enough_and_renames() -> None:
    bare, renamed = judge(["S1", None, "Visma", None, None]), judge(["S1", "Ny", None, None, None])

    assert bare[0].outcome is Outcome.CHANGED
    assert [change.after for change in renamed[0].changes] == ["Ny"]


def test_keys_that_point_at_two_records_are_refused() -> None:
    other = Existing(11, {"local_id": "S2", "name": "Lifecare"})

    (verdict,) = judge(["S1", "Lifecare", None, None, None], existing=(TRESERVA, other))

    assert _why(verdict) == [("A2", Fault.KEYS_DISAGREE)]


def test_a_name_that_two_records_have_is_refused() -> None:
    twin = Existing(11, {"name": "treserva"})

    (verdict,) = judge([None, "Treserva", None, None, None], existing=(TRESERVA, twin))

    assert _why(verdict) == [("A2", Fault.SEVERAL_RECORDS)]


def test_a_record_found_by_another_name_keeps_its_own() -> None:
    (verdict,) = judge([None, "Viva", None, 200, None])

    assert verdict.record == 10
    assert [change.target for change in verdict.changes] == ["cost"]


def test_the_same_thing_twice_is_pointed_out_with_its_differences() -> None:
    verdicts = judge(
        [None, "Lifecare", None, 1, None],
        [None, "LIFECARE AB", None, 2, None],
        [None, "Treserva", None, None, None],
        ["S1", None, None, 5, None],
    )

    assert _outcomes(verdicts) == [
        *(Outcome.CREATED, Outcome.DUPLICATE),
        *(Outcome.UNCHANGED, Outcome.DUPLICATE),
    ]
    assert [verdict.duplicate_of for verdict in verdicts] == [None, 2, None, 4]
    assert [change.target for change in verdicts[1].changes] == ["name", "cost"]


def test_two_rows_with_ids_of_their_own_are_two_things() -> None:
    verdicts = judge(["A", "Lifecare", None, None, None], ["B", "Lifecare", None, None, None])

    assert _outcomes(verdicts) == [Outcome.CREATED, Outcome.CREATED]


def test_a_refused_row_does_not_stand_in_the_way_of_a_good_one() -> None:
    verdicts = judge([None, "Lifecare", None, "x y", None], [None, "Lifecare", None, 1, None])

    assert _outcomes(verdicts) == [Outcome.REFUSED, Outcome.CREATED]


def test_a_near_name_is_shown_and_a_person_chooses() -> None:
    row: list[CellValue] = [None, "Tresreva", None, 7, None]

    (asked,) = judge(row)
    (same,) = judge(row, decisions={2: Decision(Choose.SAME, 10)})
    (new,) = judge(row, decisions={2: Decision(Choose.NEW)})
    (skipped,) = judge(row, decisions={2: Decision(Choose.SKIP)})

    assert (asked.outcome, [near.id for near in asked.near]) == (Outcome.CREATED, [10])
    assert (same.outcome, [change.target for change in same.changes]) == (Outcome.CHANGED, ["cost"])
    assert (new.outcome, new.near) == (Outcome.CREATED, ())
    assert skipped.outcome is Outcome.SKIPPED


def test_a_row_nearly_like_an_earlier_one_says_so() -> None:
    verdicts = judge([None, "Raindance", None, None, None], [None, "Raindanse", None, None, None])

    assert [near.id for near in verdicts[1].near_rows] == [2]


def test_an_unknown_reference_is_refused_with_the_nearest_or_created_when_asked() -> None:
    row: list[CellValue] = [None, "Lifecare", "Wisma", None, None]

    (refused,) = judge(row)
    (created,) = judge(row, create_references=frozenset({"supplier"}))

    assert _why(refused) == [("C2", Fault.UNKNOWN_REFERENCE)]
    assert refused.problems[0].objection.facts["nearest"] == "Visma AB"
    assert created.values["supplier"] == Link(None, "Wisma")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, "", True),
        ("två\nrader", "två rader", True),
        ("Visma", "visma", False),
        (Decimal("1.0"), Decimal("1.00"), True),
        (1, Decimal("1.00"), True),
        (1, True, False),
        (Link(1, "a"), Link(1, "b"), True),
        (Link(1, "a"), Link(2, "a"), False),
        (Link(None, "Visma AB"), Link(2, "visma"), True),
        (Link(1, "a"), None, False),
        (("a", "b"), ("b", "a"), True),
        (("a",), ("a", "b"), False),
        ((), None, True),
    ],
)
def test_values_that_mean_the_same_are_no_change(one: Field, other: Field, same: bool) -> None:
    assert same_value(one, other) is same
    assert same_value(other, one) is same


NAMES = st.sampled_from(
    ["Treserva", "TRESERVA", "Lifecare", "Life care", "Heroma", "Viva", "-", "?"]
)


@given(st.lists(st.tuples(NAMES, st.integers(0, 3)), max_size=8))
def test_importing_what_was_imported_changes_nothing(rows: list[tuple[str, int]]) -> None:
    first = judge(*([None, name, None, cost, None] for name, cost in rows))
    records: dict[Hashable, dict[str, Field]] = {10: dict(TRESERVA.values)}
    for verdict in first:
        if verdict.outcome in {Outcome.CREATED, Outcome.CHANGED}:
            id_ = -verdict.number if verdict.record is None else verdict.record
            records.setdefault(id_, {}).update(verdict.values)
    after = tuple(
        Existing(id_, values, TRESERVA.aliases if id_ == 10 else ())
        for id_, values in records.items()
    )

    again = judge(*([None, name, None, cost, None] for name, cost in rows), existing=after)

    assert {verdict.outcome for verdict in again} <= {
        *(Outcome.UNCHANGED, Outcome.DUPLICATE, Outcome.REFUSED),
    }
    assert len(again) == len(rows)
