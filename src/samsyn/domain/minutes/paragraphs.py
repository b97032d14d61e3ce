"""Join wrapped lines to paragraphs and sentences that still know their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samsyn.domain.minutes.source import Line, Span

_ENDS = re.compile(
    r"(?<!\bbl)(?<!\bt)(?<!\bca)(?<!\bkl)(?<!\bnr)(?<!\bev)(?<!\bdvs)(?<!\bosv)(?<!\bo)(?<!\bf)"
    r"(?<!\bbl\.a)"
    r"(?<!\bd)(?<!\bjf)(?<!\bpkt)(?<!\bv)(?<!\d)(?<!\be\.g)(?<!\bt\.ex)(?<!\bt\.o\.m)(?<!\binkl)"
    r"[.!?](?:[\"”»])?\s+(?=[\"”«»(]?[A-ZÅÄÖÆØ\d])"
    r"|(?<=\d)\.\s+(?=[A-ZÅÄÖÆØ][a-zåäöæø]|[A-ZÅÄÖÆØ]{2,4}\s[a-zåäöæø])"
)
_POINT = re.compile(r"^(?:att|at|å)\s+\w|^(?:\d{1,2}|[a-h])[.)]\s+\S", re.IGNORECASE)
COUNT = re.compile(r"^(?:\d{1,2}|[a-h])[.)]\s+(?=\S)")
_LEAD_END = re.compile(
    r"(?:[,;:.]|\b(?:beslutar|beslutade|beslöt|besluttede|beslutter|vedtok|vedtar|samt|och|og"
    r"|följande)(?:\s+(?:enhälligt|enstemmig|enstemmigt|samrøystes|därmed|dermed))?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, joined by spaces."""

    text: str
    lines: tuple[Line, ...]
    bullet: bool = False
    cells: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Return the first and the last line."""
        return Span(self.lines[0].number, self.lines[-1].number)

    def span_at(self, start: int, end: int) -> Span:
        """Return the lines that the words from `start` to `end` stand in."""
        at, numbers = 0, []
        for line in self.lines:
            after = at + len(line.text)
            if start < after and at < end:
                numbers.append(line.number)
            at = after + 1
        return Span(numbers[0], numbers[-1]) if numbers else self.span


def paragraphs_of(lines: Iterable[Line], *, points: bool = False) -> list[Paragraph]:
    """Return paragraphs, parted by blank lines, bullets, table rows and, if asked, points."""
    return [_joined(group) for group in _groups(lines, points=points)]


def sentences_of(paragraph: Paragraph) -> Iterator[tuple[str, Span]]:
    """Yield each sentence with its lines; common shortenings end none."""
    start = 0
    for end in [*(found.end() for found in _ENDS.finditer(paragraph.text)), len(paragraph.text)]:
        words = paragraph.text[start:end]
        if words.strip():
            yield words.strip(), paragraph.span_at(start, start + len(words.rstrip()))
        start = end


def is_point(text: str) -> bool:
    """Tell whether words are one point of a decision: `att godkänna …`, `1. …`."""
    return bool(_POINT.match(text))


def is_count(text: str) -> bool:
    """Tell whether words are one of a counted list: `1. …`, `b) …`."""
    return bool(COUNT.match(text))


def _groups(lines: Iterable[Line], *, points: bool) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if not line.text:
            new, kept = True, []
        else:
            new, kept = _begins(group, line, points=points), [line]
        if new and group:
            yield group
            group = []
        group += kept
    if group:
        yield group


def _begins(group: Sequence[Line], line: Line, *, points: bool) -> bool:
    if line.bullet or line.cells or line.level or (group and (group[-1].cells or group[-1].level)):
        return True
    if group and is_count(group[-1].text) and (is_count(line.text) or line.text[0].isupper()):
        return not group[-1].text.endswith((",", "-", " och", " og"))
    if group and group[0].bullet and line.text[0].isupper() and not line.source[:1].isspace():
        return not group[-1].text.endswith((",", "-", " och", " og"))
    if not points or not is_point(line.text) or not group:
        return False
    return bool(_LEAD_END.search(group[-1].text)) or is_point(group[0].text)


def _joined(group: list[Line]) -> Paragraph:
    text = " ".join(line.text for line in group)
    return Paragraph(text, tuple(group), group[0].bullet, group[0].cells)
