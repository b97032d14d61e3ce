"""Set two versions of an agreement's text side by side, clause by clause and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_BEGINS = re.compile(
    r"^(?P<marks>#{1,6}\s+)?(?:\*\*)?"
    r"(?P<number>§\s*\d+(?:\.\d+)*|\d{1,3}\s*§|\d{1,3}(?:\.\d{1,3})+|\d{1,3})?"
    r"(?P<dot>[.):])?\s*(?P<title>.*?)(?:\*\*)?\s*$"
)
_WORDS = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")
_ALIKE, _SAME_NUMBER, _SAME_TITLE = 0.35, 0.2, 0.5


class Change(StrEnum):
    """What became of a clause or of a run of words."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered section, or what stands before and between them; number and title may lack."""

    number: str
    title: str
    text: str

    @property
    def words(self) -> str:
        """Title and text together."""
        return "\n".join(part for part in (self.title, self.text) if part)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause of either version; for a changed one also its words, piece by piece.

    The pieces begin with the title where that has changed, too.
    """

    change: Change
    before: Clause | None
    after: Clause | None
    pieces: tuple[Piece, ...] = ()

    @property
    def renumbered(self) -> bool:
        """Tell whether the clause only moved to another number."""
        if self.before is None or self.after is None:
            return False
        return self.before.number != self.after.number


def clauses_of(body: str) -> list[Clause]:
    """Cut a text into its sections: at headings and at lines that begin with a number.

    Nothing is lost: what stands before the first section is a clause without number.
    """
    return [
        Clause(number, title, "\n".join(lines).strip())
        for number, title, lines in _cut(body.splitlines())
        if number or title or any(line.strip() for line in lines)
    ]


def differences(before: str, after: str) -> list[Difference]:
    """Return every clause of both texts in reading order, each with what became of it."""
    old, new = clauses_of(before), clauses_of(after)
    found: list[Difference] = []
    i = j = 0
    for a, b in [*_aligned(old, new), (len(old), len(new))]:
        found += [Difference(Change.REMOVED, clause, None) for clause in old[i:a]]
        found += [Difference(Change.ADDED, None, clause) for clause in new[j:b]]
        if a < len(old):
            found.append(_compared(old[a], new[b]))
        i, j = a + 1, b + 1
    return found


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of both texts, removed before added; joined they give each text back."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    removed = added = ""
    for nth, (tag, a, b, c, d) in enumerate(runs, start=1):
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal" and not (1 < nth < len(runs) and _is_gap(was)):
            pieces += [*_swapped(removed, added), Piece(Change.SAME, was)]
            removed = added = ""
        else:
            removed, added = removed + was, added + now
    return (*pieces, *_swapped(removed, added))


def _is_gap(text: str) -> bool:
    """Tell whether a text only keeps two words apart: both changed, they are read as one."""
    return text.isspace() and "\n" not in text


def _swapped(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)


def _cut(lines: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    number, title, kept = "", "", list[str]()
    for line in lines:
        found = _BEGINS.match(line)
        if found is None or not _is_beginning(found):
            kept.append(line)
            continue
        yield number, title, kept
        number, title, kept = _number(found), found["title"].strip(), []
    yield number, title, kept


def _is_beginning(found: re.Match[str]) -> bool:
    if found["marks"]:
        return True
    number = found["number"] or ""
    return bool(number and (found["dot"] or "." in number or "§" in number) and found["title"])


def _number(found: re.Match[str]) -> str:
    return " ".join((found["number"] or "").split())


def _compared(before: Clause, after: Clause) -> Difference:
    if before.words == after.words:
        return Difference(Change.SAME, before, after)
    same_title = before.title == after.title
    texts = (before.text, after.text) if same_title else (before.words, after.words)
    return Difference(Change.CHANGED, before, after, word_pieces(*texts))


def _aligned(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[int, int]]:
    """Pair clauses in order so that the likeness of all pairs together is the greatest."""
    likeness = [[_likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] > _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] > _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Clause, other: Clause) -> float:
    mine, theirs = set(one.words.lower().split()), set(other.words.lower().split())
    shared = len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
    titled = _SAME_TITLE if one.title and one.title.lower() == other.title.lower() else 0.0
    numbered = _SAME_NUMBER if one.number == other.number else 0.0
    return shared + titled + numbered
