"""Two secretaries at one paragraph: what both wrote is there, or both versions are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.council.merging import merge

SAID = ["rådet", "beslutar", "att", "anta", "budgeten", "för", "år", "två"]
WORDS = st.lists(st.sampled_from(SAID), max_size=9)
TEXTS = WORDS.map(" ".join)


@given(TEXTS, TEXTS)
def test_what_only_one_changed_is_kept(base: str, changed: str) -> None:
    assert merge(base, changed, base) == changed
    assert merge(base, base, changed) == changed
    assert merge(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_comes_first(base: str, one: str, two: str) -> None:
    assert merge(base, one, two) == merge(base, two, one)


@given(TEXTS, st.text("xyz", min_size=1), st.text("uvw", min_size=1))
def test_new_words_are_never_lost(base: str, one: str, two: str) -> None:
    joined = merge(base, f"{one} {base}", f"{base} {two}")
    assert joined is None or {one, two} <= set(joined.split())


@pytest.mark.parametrize(
    ("mine", "theirs", "joined"),
    [
        (
            "Rådet beslutar att anta planen.",
            "Rådet föreslår att anta budgeten.",
            "Rådet föreslår att anta planen.",
        ),
        (
            "Anna: Rådet beslutar att anta budgeten.",
            "Rådet beslutar att anta budgeten. Enhälligt.",
            "Anna: Rådet beslutar att anta budgeten. Enhälligt.",
        ),
        ("Rådet beslutar att anta den.", "Rådet beslutar att anta planen.", None),
        ("Rådet beslutar att anta budgeten. Ja.", "Rådet beslutar att anta budgeten. Nej.", None),
        ("", "Rådet beslutar att anta planen.", None),
    ],
)
def test_it_joins_what_is_apart_and_no_more(mine: str, theirs: str, joined: str | None) -> None:
    assert merge("Rådet beslutar att anta budgeten.", mine, theirs) == joined
