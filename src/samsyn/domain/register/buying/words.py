"""Take a buyer's question apart: words without dots and accents, numbers, codes, compounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_QUESTION = 200
_MOST_WORDS = 8
_SHORTEST = 2
_SHORTEST_PART = 3
_CPV_DIGITS = 8
_CPV_DIVISION = 2  # the first two figures name what kind of goods it is
_WORD = re.compile(r"[a-z0-9åäöæøàáâãóòôõéèêëüúùûíìîïýçñ]+")
_CPV = re.compile(r"(\d{8})(?:-\d)?")
_FOLDED = str.maketrans("åäæàáâãöøóòôõéèêëüúùûíìîïýçñ", "aaaaaaaooooooeeeeuuuuiiiiycn")
#: What every agreement is; asked for beside something else it tells nothing.
# fmt: off
_NOISE = frozenset({
    "avtal", "avtale", "aftale", "ramavtal", "ramavtalet", "rammeavtale", "rammeaftale",
    "agreement", "agreements", "framework", "contract", "kontrakt", "upphandling", "inkop",
    "innkjop", "indkob", "kopa", "kjope", "kobe", "buy", "bestalla", "bestille", "behover",
    "trenger", "need", "leverantor", "leverandor", "supplier", "hur", "how",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of the question: as it was typed, folded, and whether it is a number or a code."""

    typed: str
    plain: str

    @property
    def cpv(self) -> bool:
        """Tell whether it is a code of the Common Procurement Vocabulary."""
        return len(self.plain) == _CPV_DIGITS and self.plain.isdecimal()

    @property
    def spelled(self) -> bool:
        """Tell whether it is made of letters alone, so that it can be misspelled."""
        return self.plain.isalpha() and len(self.plain) > _SHORTEST


def fold(word: str) -> str:
    """Return the word in small letters without dots, rings and accents."""
    return word.lower().translate(_FOLDED)


def cleaned(question: str) -> str:
    """Return what was typed, without what cannot be looked for."""
    return question.replace("\x00", "").strip()[:LONGEST_QUESTION]


def asked_in(question: str) -> tuple[Asked, ...]:
    """Return the words of a question, each once; a number with marks in it is one word."""
    found: dict[str, Asked] = {}
    for chunk in question[:LONGEST_QUESTION].lower().split():
        for one in _words_of(chunk):
            found.setdefault(one.plain, one)
    telling = [one for one in found.values() if one.plain not in _NOISE]
    return tuple((telling or list(found.values()))[:_MOST_WORDS])


def _words_of(chunk: str) -> Iterator[Asked]:
    if code := _CPV.fullmatch(chunk):
        yield Asked(chunk, code.group(1))
        return
    words = _WORD.findall(chunk)
    if len(words) > 1 and any(letter.isdecimal() for letter in chunk):
        words = ["".join(words)]
    for word in words:
        if len(word) >= _SHORTEST:
            yield Asked(word, fold(word))


def broader_codes(code: str) -> tuple[tuple[str, int], ...]:
    """Return a CPV code and those it belongs to, with how many steps up each is.

    39112000 belongs to 39110000, 39100000 and 39000000.
    """
    steps: dict[str, int] = {}
    for kept in range(_CPV_DIGITS, _CPV_DIVISION - 1, -1):
        broader = code[:kept].ljust(_CPV_DIGITS, "0")
        steps.setdefault(broader, len(steps))
    return tuple(steps.items())


def splits(stem: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the ways to read a word as a compound: what it may begin with, and its head.

    The joint of Nordic compounds is left out too: kontor(s)stol, barn(e)hage.
    """
    found = []
    for place in range(_SHORTEST_PART, len(stem) - _SHORTEST_PART + 1):
        left, right = stem[:place], stem[place:]
        begins = [left]
        if left[-1] in "sea" and len(left) > _SHORTEST_PART:
            begins.append(left[:-1])
        found.append((tuple(begins), right))
    return tuple(found)
