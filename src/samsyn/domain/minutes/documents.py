"""Read lists of papers: `Bilaga 1: Budget`, bullets, several after one label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samsyn.domain.minutes.result import DocumentSaid
from samsyn.domain.minutes.source import Line, Span
from samsyn.domain.minutes.words import folded
from samsyn.domain.tabular.folding import fold

_FIRST = re.compile(
    r"^(?:Bilag(?:a|or)?|Vedlegg|Handling|Underlag|Dokument)\.?\s*(?:nr\.?\s*)?(\d{1,3}"
    r"|[A-H])\b\s*[:.)\u2013\u2014-]?\s*",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b(?:bilaga|bilag|vedlegg)\s*(?:nr\.?\s*)?(\d{1,3})\b", re.IGNORECASE)
_COUNT = re.compile(r"^(\d{1,2})[.)]\s+")
_HEAD = folded(
    "nr|namn|navn|dokument|bilaga|vedlegg|titel|tittel|dato|datum|dokument id|sida|side",
)
_NONE = folded(
    "inga|ingen|-|inget|intet|ikkje noko",
)
_LONGEST = 160


def documents_in(lines: Iterable[Line], number: str = "") -> tuple[list[DocumentSaid], list[Line]]:
    """Return the papers some lines name, one a line or parted by semicolons, and the lines used."""
    found: list[DocumentSaid] = []
    used: list[Line] = []
    for line in (line for line in lines if line.text):
        if line.cells and all(fold(cell) in _HEAD for cell in line.cells if cell):
            used.append(line)
            continue
        if len(line.text) > _LONGEST and not line.bullet:
            break
        named = [_document(text, line.span, number) for text in _split(line)]
        found += [one for one in named if one]
        used.append(line)
        number = ""
    return found, used


def number_said(label: str) -> str:
    """Return the number in a label: `Bilaga 2` says 2."""
    found = re.search(r"\d{1,3}", label)
    return found[0] if found else ""


def _split(line: Line) -> Iterator[str]:
    if line.cells:
        yield " ".join(cell for cell in line.cells if cell)
        return
    parts = [part.strip() for part in line.text.split(";") if part.strip()]
    if len(parts) == 1:
        commas = [
            part.strip()
            for part in re.split(r",\s+|\s+(?:och|og|samt)\s+(?=[A-ZÅÄÖÆØ])", line.text)
        ]
        if len(commas) > 1 and all(part[:1].isupper() and len(part.split()) > 1 for part in commas):
            parts = commas
    yield from parts


def _document(text: str, lines: Span, number: str) -> DocumentSaid | None:
    bare = text.strip(" .")
    if not bare or fold(bare) in _NONE:
        return None
    if first := _FIRST.match(bare):
        rest = bare[first.end() :].strip()
        return DocumentSaid(name=rest or bare, lines=lines, number=first[1])
    if count := _COUNT.match(bare):
        return DocumentSaid(name=bare[count.end() :], lines=lines, number=count[1])
    inside = _INSIDE.search(bare)
    return DocumentSaid(name=bare, lines=lines, number=number or (inside[1] if inside else ""))
