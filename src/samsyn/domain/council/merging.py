"""Two people changed the same paragraph at once: join their words, or say that it can't be done."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """Words `first` up to `last` of the original became other words."""

    first: int
    last: int
    words: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Return the text with both changes in it, or None where both changed the same place.

    Three-way, by words: a change that only one made is kept; the same change made by both is made
    once. What one deleted and the other let be is gone.
    """
    if mine == theirs:
        return mine
    original = _words(base)
    ours, others = _edits(original, _words(mine)), _edits(original, _words(theirs))
    joined = sorted({*ours, *others}, key=lambda edit: (edit.first, edit.last))
    for one, two in itertools.pairwise(joined):
        if two.first < one.last or _same_place(one, two):
            return None
    return _applied(original, joined)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _edits(original: Sequence[str], changed: Sequence[str]) -> set[Edit]:
    matcher = SequenceMatcher(a=original, b=changed, autojunk=False)
    return {
        Edit(first, last, tuple(changed[begin:end]))
        for kind, first, last, begin, end in matcher.get_opcodes()
        if kind != "equal"
    }


def _same_place(one: Edit, two: Edit) -> bool:
    """Tell whether two edits meet at one spot, so that nobody knows what comes first."""
    return two.first == one.last and (one.first == one.last or two.first == two.last)


def _applied(original: Sequence[str], edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    here = 0
    for edit in edits:
        parts += original[here : edit.first]
        parts += edit.words
        here = edit.last
    return "".join([*parts, *original[here:]])
