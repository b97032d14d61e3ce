"""What a paper says, whatever it is printed as: blocks of text, facts and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

DEEPEST = 4  # levels of headings


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False


Words = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is right below the paper's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; `small` for what is said aside."""

    words: Words
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: Sequence[Words]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, side by side. A value of several lines keeps them."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `widths` are shares of the page, equal when left out."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Locked:
    """Text that was agreed on as it stands: a reader of the DOCX cannot change it."""

    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Text | Bullets | Facts | Table | Locked | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper in one language (two letters); `author` is the organisation that issues it.

    `header` stands at the top of each page, `footer` at its foot: author and title unless said.
    """

    title: str
    language: str
    author: str
    day: date
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    blocks: Sequence[Block] = field(default=())
    landscape: bool = False
    header: str = ""
    footer: str = ""

    @property
    def is_locked(self) -> bool:
        """Tell whether a part of it may not be changed."""
        return any(isinstance(block, Locked) for block in self.blocks)


def orderly(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with headings that begin at level 1 and never skip one (PDF/UA 7.4.2)."""
    return list(_orderly(blocks, 0))


def _orderly(blocks: Sequence[Block], above: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1, DEEPEST)
            yield replace(block, level=above)
        elif isinstance(block, Locked):
            inner = list(_orderly(block.blocks, above))
            above = next((b.level for b in reversed(inner) if isinstance(b, Heading)), above)
            yield Locked(inner)
        else:
            yield block


def plain(words: Words) -> str:
    """Return the words without their styles."""
    return words if isinstance(words, str) else "".join(run.text for run in words)
