"""Words written in different ways and languages meet in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.tabular.cells import column_letter, column_number
from samsyn.domain.tabular.folding import fold, fold_heading
from samsyn.domain.tabular.likeness import edit_distance, jaccard, nearest, trigrams


@pytest.mark.parametrize(
    ("heading", "key", "unit"),
    [
        ("Systemägare", "systemagare", ""),
        ("SYSTEM\u00adÄGARE", "systemagare", ""),
        ("System-\nägare", "systemagare", ""),
        ("Systemejer\r\n(navn)", "systemejer", "navn"),
        ("Kostnad (kr/år)", "kostnad", "kr/år"),
        ("Kostnad, tkr", "kostnad", "tkr"),
        ("Årskostnad tkr/år", "arskostnad", "tkr/år"),
        ("Andel %", "andel", "%"),
        ("3. Leverandør *", "leverandor", ""),
        ("systemName", "system name", ""),
        ("IT-system", "it system", ""),
        ("Används av:", "anvands av", ""),
        ("(kr)", "kr", "kr"),
    ],
)
def test_a_heading_gives_its_words_and_its_unit(heading: str, key: str, unit: str) -> None:
    assert fold_heading(heading) == (key, unit)


def test_danish_norwegian_and_swedish_letters_are_one() -> None:
    assert fold("Kjøp færre Å") == fold("köp färre å".replace("k", "kj", 1)) == "kjop farre a"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.integers(1, 16_384))
def test_column_letters_and_numbers_are_each_other_s_inverse(number: int) -> None:
    assert column_number(column_letter(number)) == number


def test_column_letters_are_excel_s() -> None:
    assert [column_letter(n) for n in (1, 26, 27, 702, 703, 16_384)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("treserva", "tresreva", 1), ("visma", "vizma", 1), ("koha", "koah", 1), ("a", "abcd", 3)],
)
def test_a_swap_of_neighbours_is_one_error(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, 5) == distance


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 4))
def test_the_limit_cuts_but_never_lies(one: str, other: str, limit: int) -> None:
    full = edit_distance(one, other, 20)

    assert edit_distance(one, other, limit) == min(full, limit + 1)
    assert edit_distance(other, one, 20) == full
    assert (full == 0) is (one == other)


@given(st.text("abcd ", max_size=12))
def test_a_text_is_wholly_like_itself(text: str) -> None:
    assert jaccard(trigrams(text), trigrams(text)) == 1.0


def test_the_nearest_is_none_when_all_are_far() -> None:
    assert nearest("hog", ["medel", "lag"], floor=0.7) is None
    assert nearest("hogt", ["medel", "hog"], floor=0.7) == ("hog", 0.75)
