"""What minutes are read from: numbered lines that know their headings, bullets and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:[^()\s]{0,500})\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)(.{1,300}?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(
    r"^[-*•·‣▪●○◦\u2013\u2014\uf0b7+]\s+(?=\S)|^[•·‣▪●◦\uf0b7](?=\S)|^o\s(?=[A-ZÅÄÖÆØ])"
)
_BOX = re.compile(r"^\[[ xX]?\]\s*")
_RULE = re.compile(r"^[-=_*\s.·|:+~]{3,}$")
_UNDERLINE = re.compile(r"^(={3,}|-{3,})$")
_WIDE = re.compile(r" {3,}")
_SPACED = re.compile(r"\b(?:[^\W\d_] ){3,}[^\W\d_]\b")
_ODD_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u3000"), " ") | {
    0x00AD: None, 0x200B: None, 0xFEFF: None, 0x0C: None, 0x2011: "-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """The lines something was read from, first and last, counted from 1."""

    first: int
    last: int

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, its words without marks, and what the marks said.

    `level` is 1-6 for a heading and 0 for all else; `cells` are a table row's, empty ones kept.
    `source` is the line as it stood.
    """

    number: int
    text: str
    source: str = ""
    level: int = 0
    bullet: bool = False
    cells: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Return the span of this line alone."""
        return Span(self.number, self.number)

    def saying(self, text: str) -> Line:
        """Return the line with other words: the rest of it, when its beginning is understood."""
        return replace(self, text=text.strip(), cells=())


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of plain text or Markdown, blank ones too; line n is at place n - 1."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [_line(number, source) for number, source in enumerate(raw, 1)]
    return tuple(_underlined(lines))


def clean(text: str) -> str:
    """Return words without tags, emphasis, links and odd spaces."""
    plain = text.translate(_ODD_SPACES)
    if "<" in plain:
        plain = _TAG.sub("", plain)
    if "](" in plain:
        plain = _LINK.sub(r"\1", plain)
    while (fewer := _EMPHASIS.sub(r"\2", plain)) != plain:
        plain = fewer
    if _SPACED.search(plain):
        plain = _SPACED.sub(lambda found: found[0].replace(" ", ""), plain)
    return plain.strip()


def made(number: int, text: str, *, level: int = 0, bullet: bool = False) -> Line:
    """Return a line whose marks are known from elsewhere (a Word style, an HTML element)."""
    return Line(number, clean(text), text, level, bullet)


def made_row(number: int, cells: Iterable[str]) -> Line:
    """Return a table's row as a line."""
    kept = tuple(clean(" ".join(cell.split())) for cell in cells)
    return Line(number, "\t".join(kept).strip(), "\t".join(kept), cells=kept)


def _line(number: int, source: str) -> Line:
    bare = source.translate(_ODD_SPACES).strip(" \r\n")
    level, bullet = 0, False
    if heading := _HEADING.match(bare):
        level, bare = len(heading[1]), heading[2]
    elif _RULE.match(bare):
        return Line(number, bare if _UNDERLINE.match(bare) else "", source)
    elif mark := _BULLET.match(bare.lstrip()):
        bullet, bare = True, _BOX.sub("", bare.lstrip()[mark.end() :])
    cells = tuple(clean(cell) for cell in _cells(bare))
    text = "\t".join(cells).strip() if cells else clean(bare)
    return Line(number, text, source, level, bullet, cells)


def _cells(text: str) -> list[str]:
    if text.startswith("|") and text.count("|") > 1:
        return text.strip().strip("|").split("|")
    if "\t" in text.strip():
        return text.split("\t") if not text.startswith("\t") else text.lstrip("\t").split("\t")
    if _WIDE.search(text.strip()):
        return _WIDE.split(text.strip())
    return []


def _underlined(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines; one with a row of = or - below it is a heading, the row itself is blank."""
    for at, line in enumerate(lines):
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        if _UNDERLINE.match(line.text):
            yield replace(line, text="")
        elif line.text and _UNDERLINE.match(below) and not line.level and not line.cells:
            yield replace(line, level=1 if below[0] == "=" else 2)
        else:
            yield line
