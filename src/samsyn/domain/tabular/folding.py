"""Bring words written in different ways and Nordic languages to one comparable form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# A Dane's æ is a Swede's ä; folded alike so that one alias serves both.
_LETTERS = str.maketrans(
    {"æ": "a", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "o", "\u00ad": ""}
)
_NOT_WORD = re.compile(r"[\W_]+")
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s*[\r\n]+\s*(?=[^\W\d_])")
_CAMEL = re.compile(r"(?<=[a-zåäöæø])(?=[A-ZÅÄÖÆØ])")
_BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_TRAILING_UNIT = re.compile(
    r"[\s,/-]+((?:i\s+)?(?:t|k|m|mn)?(?:kr|sek|nok|dkk|eur|€)(?:\s*/\s*\w+\.?)?|%)\s*$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*\d{1,2}\s*[.)]\s+(?=\D)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    r"""Return lower-case words split by single spaces: no accents, no punctuation.

    å, ä and æ become a; ö and ø become o. `fold("IT-System\nägare") == "it system agare"`.
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", lowered)
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


class Heading(NamedTuple):
    """A column heading split into its words and the unit it promised, as written."""

    key: str
    unit: str


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> Heading:
    """Fold a column heading and take its unit out: `Kostnad (kr/år)` is `kostnad`, `kr/år`.

    Hyphens at line breaks are joined, camelCase is split, numbering and `*` are dropped.
    """
    joined = _NUMBERING.sub("", _LINE_HYPHEN.sub("", text.replace("\u00ad", "")))
    units = [unit.strip() for unit in _BRACKETED.findall(joined)]
    bare = _BRACKETED.sub(" ", joined)
    if trailing := _TRAILING_UNIT.search(bare):
        units.append(trailing[1].strip())
        bare = bare[: trailing.start()]
    words = fold(_CAMEL.sub(" ", bare))
    return Heading(words or fold(joined), ", ".join(unit for unit in units if unit))
