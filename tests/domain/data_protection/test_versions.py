"""Two versions of an agreement's text: what was added, removed and changed, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.data_protection.versions import (
    Change,
    clauses_of,
    differences,
    word_pieces,
)

OLD = """Between the parties.

## 1. Purpose
The processor stores data for the controller.

## 2. Security
The processor shall use suitable measures.
It shall report a breach within 48 hours.

## 3. Ending
Data is deleted.
"""
NEW = """Between the parties.

## 1. Purpose
The processor stores data for the controller.

## 2. Sub-processors
None may be engaged without approval.

## 3. Security
The processor shall use suitable measures.
It shall report a breach within 24 hours.
"""
texts = st.text(alphabet="ab1.§# \n", max_size=80)


def test_a_text_is_cut_at_headings_and_numbers_and_keeps_its_preamble() -> None:
    found = clauses_of("Hello.\n1. Scope\nAll data.\n2.1 Place\nSweden.\n§ 3 End")

    assert [(c.number, c.title) for c in found] == [
        ("", ""), ("1", "Scope"), ("2.1", "Place"), ("§ 3", "End"),
    ]  # fmt: skip
    assert found[0].text == "Hello."


def test_a_year_at_the_beginning_of_a_line_is_no_clause() -> None:
    assert len(clauses_of("1. Law\nThe act of\n2018 applies.")) == 1


def test_a_clause_that_only_got_another_number_is_followed_there() -> None:
    found = differences(OLD, NEW)

    assert [(d.change, (d.after or d.before).title) for d in found] == [  # type: ignore[union-attr]
        (Change.SAME, ""),
        (Change.SAME, "Purpose"),
        (Change.ADDED, "Sub-processors"),
        (Change.CHANGED, "Security"),
        (Change.REMOVED, "Ending"),
    ]
    assert found[3].renumbered


def test_only_the_words_that_changed_are_marked() -> None:
    (changed,) = [d for d in differences(OLD, NEW) if d.change is Change.CHANGED]

    assert [(p.change, p.text) for p in changed.pieces if p.change is not Change.SAME] == [
        (Change.REMOVED, "48"),
        (Change.ADDED, "24"),
    ]


def test_a_sentence_put_in_other_words_is_told_in_one_piece_not_word_by_word() -> None:
    pieces = word_pieces("Told without undue delay.", "Told within 24 hours.")

    assert [(p.change, p.text) for p in pieces] == [
        (Change.SAME, "Told "),
        (Change.REMOVED, "without undue delay"),
        (Change.ADDED, "within 24 hours"),
        (Change.SAME, "."),
    ]


def test_changed_lines_below_each_other_stay_apart() -> None:
    pieces = word_pieces("one\ntwo", "ett\ntvå")

    assert [p.text for p in pieces] == ["one", "ett", "\n", "two", "två"]


@given(texts, texts)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = word_pieces(before, after)

    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after


@given(texts, texts)
def test_every_clause_of_both_texts_is_told_once_and_in_order(before: str, after: str) -> None:
    found = differences(before, after)

    assert [d.before for d in found if d.before] == clauses_of(before)
    assert [d.after for d in found if d.after] == clauses_of(after)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {d.change for d in differences(text, text)} <= {Change.SAME}
