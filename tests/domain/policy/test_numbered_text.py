"""A pasted steering document becomes its clauses, whatever way it is numbered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.policy.numbered_text import Kind, NumberedText, clauses_in, numbers_twice


def test_plain_numbers_with_headings_and_text_below() -> None:
    text = "Ten commandments\n\n1. Nobody buys alone\nAll purchases are cleared.\n2. Share."
    assert clauses_in(text) == [
        NumberedText("1", "Nobody buys alone", "All purchases are cleared."),
        NumberedText("2", "", "Share."),
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1. Text", "1"),
        ("12) Text", "12"),
        ("1.2 Text", "1.2"),
        ("1.2.3. Text", "1.2.3"),
        ("§ 3 Text", "§ 3"),
        ("§3. Text", "§ 3"),
        ("3 § Text", "§ 3"),
        ("  4.  Text", "4"),
    ],
)
def test_the_ways_people_number(line: str, number: str) -> None:
    assert clauses_in(line) == [NumberedText(number, "", "Text")]


def test_letters_stand_under_the_number_above_them() -> None:
    assert [c.number for c in clauses_in("2. Security\na) Locks\nb) Keys\n3. Rest")] == [
        *("2", "2a", "2b", "3")
    ]


@pytest.mark.parametrize("line", ["2024 was a good year", "12 months after", "Version 1.2", "- a"])
def test_a_line_that_only_looks_numbered_is_text(line: str) -> None:
    assert clauses_in(line) == []
    assert clauses_in(f"1. First\n{line}")[0].number == "1"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Systemet ska ha en ägare.", Kind.MUST),
        ("All systems must have an owner.", Kind.MUST),
        ("Leverandøren skal svare.", Kind.MUST),
        ("Alla bör dela.", Kind.SHOULD),
        ("Everybody should share.", Kind.SHOULD),
        ("Open by default.", Kind.PRINCIPLE),
    ],
)
def test_how_binding_it_is_is_guessed_from_its_words(text: str, kind: Kind) -> None:
    assert NumberedText("1", "", text).kind is kind


def test_a_number_that_stands_twice_is_noticed() -> None:
    assert numbers_twice(clauses_in("1. A\n2. B\n1. C")) == ["1"]


@given(st.text())
def test_any_text_at_all_can_be_read(text: str) -> None:
    for clause in clauses_in(text):
        assert clause.number
