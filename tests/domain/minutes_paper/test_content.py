"""The same text has the same digest; numbers run as the template says."""

from __future__ import annotations

import pytest

from samsyn.domain.minutes_paper.content import digest_of, numbers, what_was_said

SAID = {
    "forum": "E-council",
    "template": {"title": "Minutes"},
    "items": [{"name": "Budget", "postponed_to": None}],
    "next": None,
}


def test_the_digest_knows_the_text_and_not_its_order() -> None:
    assert digest_of(SAID) == digest_of(dict(reversed(SAID.items())))
    assert digest_of(SAID) != digest_of(SAID | {"forum": "Another"})


def test_what_moves_on_after_the_meeting_does_not_ask_for_new_approval() -> None:
    moved = SAID | {
        "next": {"name": "2/2026"},
        "template": {"title": "Other"},
        "items": [{"name": "Budget", "postponed_to": {"name": "2/2026"}}],
    }

    assert what_was_said(moved) == what_was_said(SAID)
    assert what_was_said(SAID | {"items": [{"name": "Budgets"}]}) != what_was_said(SAID)


@pytest.mark.parametrize(
    ("kind", "told"),
    [("plain", ["1", "2"]), ("paragraph", ["§ 8", "§ 9"]), ("case", ["8/26", "9/26"])],
)
def test_numbers_are_written_as_the_template_says(kind: str, told: list[str]) -> None:
    assert numbers(kind, 2, before=7, year=2026) == told
