"""A paper's blocks: headings in order, and Markdown read whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.papers.markdown import blocks_of
from samsyn.domain.papers.paper import Bullets, Heading, Locked, Run, Table, Text, orderly, plain

headings = st.builds(Heading, st.just("x"), st.integers(1, 6))


@given(st.lists(st.one_of(headings, st.builds(Locked, st.lists(headings)))))
def test_headings_begin_at_one_and_never_skip_a_level(blocks: list[Heading | Locked]) -> None:
    flat = [
        heading.level
        for block in orderly(blocks)
        for heading in (block.blocks if isinstance(block, Locked) else [block])
        if isinstance(heading, Heading)
    ]

    assert all(later <= before + 1 for before, later in zip([0, *flat], flat, strict=False))
    assert all(1 <= level <= 4 for level in flat)


def test_markdown_becomes_headings_paragraphs_lists_and_tables() -> None:
    found = blocks_of(
        "# Parter\n\nAvtalet gäller *från* **idag**.\n\n1. ett\n2. två\n   - inre\n\n"
        "| Namn | Land |\n|---|---|\n| Molnet | SE |\n"
    )

    assert found == [
        Heading("Parter", 1),
        Text(
            (
                Run("Avtalet gäller "),
                Run("från", emphasis=True),
                Run(" "),
                Run("idag", strong=True),
                Run("."),
            )
        ),
        Bullets([(Run("ett"),), (Run("två"),)], numbered=True),
        Bullets([(Run("inre"),)]),
        Table(["Namn", "Land"], [["Molnet", "SE"]]),
    ]


def test_raw_html_stays_text() -> None:
    (found,) = blocks_of("<b>fet</b> text")

    assert isinstance(found, Text)
    assert plain(found.words) == "<b>fet</b> text"


def test_an_annex_begins_below_its_own_heading() -> None:
    assert blocks_of("# A\n\n## B", below=1) == [Heading("A", 2), Heading("B", 3)]
