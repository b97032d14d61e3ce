"""Every text a person may see has its words in every language, with the same blanks to fill."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog

from samsyn.config import messages

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def collected() -> Catalog:
    """Every text of the code and the templates."""
    return messages.collect()


def test_texts_are_found_in_code_and_in_templates(collected: Catalog) -> None:
    assert collected.get("In production") is not None
    assert collected.get("Search everything") is not None
    assert collected.get(("%(shown)s hit", "%(shown)s hits")) is not None


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_text_is_missing(language: str, collected: Catalog) -> None:
    known = messages.written(language)
    known.update(collected, no_fuzzy_matching=True)

    assert messages.untranslated(known) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_language_fills_in_the_same_blanks(language: str) -> None:
    wrong = []
    for message in messages.written(language):
        if not message.id:
            continue
        ids, words = _parts(message.id), _parts(message.string)
        wanted = set(BLANK.findall(ids[-1]))
        wrong += [ids[-1] for text in words if not set(BLANK.findall(text)) <= wanted]
        wrong += [ids[-1] for text in words[-1:] if set(BLANK.findall(text)) != wanted]

    assert wrong == []


def _parts(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, tuple | list) else [str(text or "")]
