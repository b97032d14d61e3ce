"""Find where each item begins: by number, by heading, or by the agenda's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.domain.minutes.labels import label_of
from samsyn.domain.minutes.numbering import Numbered, Style, number_of
from samsyn.domain.minutes.result import AgendaLine
from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.words import PAPERS, Label
from samsyn.domain.tabular.folding import fold

_LONGEST, _LONG_HEADING = 170, 90
_TREE = frozenset({Style.POINT, Style.DOTTED, Style.BRACKET, Style.BARE})
_SURE = frozenset({Style.AD, Style.SECTION, Style.CASE, Style.RUNNING, Style.WORD})
_WORTH = {
    Style.AD: 9, Style.SECTION: 8, Style.CASE: 8, Style.RUNNING: 8, Style.WORD: 7, Style.POINT: 5,
    Style.BRACKET: 5, Style.DOTTED: 4, Style.BARE: 2, Style.LETTER: -99,
}  # fmt: skip
_SENTENCE = re.compile(r"[a-zåäöæø]{3,}\.\s+[A-ZÅÄÖÆØ]")
_CASE = re.compile(
    r"[\s(,;]+(?:dnr|diarienr|diarienummer|saksnr|sagsnr|arkivsak(?:snr)?|journalnr|jnr)\.?:?\s+"
    r"((?:[A-ZÅÄÖÆØ]{1,6}[\s-]?)?\d[\w./:-]*\)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where an item begins: its line, its number if it has one, its title and how deep it lies."""

    line: Line
    title: str
    number: str = ""
    depth: int = 1
    title_line: Line | None = None
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: Line
    numbered: Numbered
    after_blank: bool


def heads_in(
    lines: Sequence[Line], agenda: Sequence[AgendaLine], taken: frozenset[int]
) -> list[Head]:
    """Return the items' beginnings among lines that no list has taken, in order."""
    titles = {fold(row.title) for row in agenda if not (row.is_break or row.is_end)} - {""}
    numbers = {row.number for row in agenda if row.number}
    candidates = list(_candidates(lines, taken))
    numbered = _numbered(candidates, titles, numbers, lines)
    by_level = _by_level(lines, taken)
    if numbered and len(numbered) >= len(by_level) // 3:
        return numbered
    return by_level or _by_title(lines, titles, taken)


def _candidates(lines: Sequence[Line], taken: frozenset[int]) -> Iterable[_Candidate]:
    blank = True
    for line in lines:
        if not line.text:
            blank = True
            continue
        free = line.number not in taken
        if free and not line.bullet and len(line.text) <= _LONGEST and (found := number_of(line)):
            sure = found.style in _SURE
            if (found.rest or sure) and not (_SENTENCE.search(found.rest) and not sure):
                yield _Candidate(line, found, blank)
        blank = not free


def _numbered(
    candidates: Sequence[_Candidate], titles: set[str], numbers: set[str], lines: Sequence[Line]
) -> list[Head]:
    """Return the heads in the style that explains the paper best."""
    leveled = [one for one in candidates if one.line.level]
    if (leveled and len({one.numbered.style for one in leveled}) == 1) or len(leveled) > 1:
        candidates = leveled
    best: list[_Candidate] = []
    worth = 0.0
    for style in {one.numbered.style for one in candidates} - {Style.LETTER}:
        family = [one for one in candidates if _same(one.numbered.style, style)]
        chain = _chain(family, titles, numbers, style)
        score = _score(chain, titles, style)
        if score > worth:
            best, worth = chain, score
    return [_head(one, lines) for one in best]


def _same(style: Style, chosen: Style) -> bool:
    return style is chosen or (chosen is Style.POINT and style is Style.DOTTED)


def _score(chain: Sequence[_Candidate], titles: set[str], style: Style) -> float:
    if not chain:
        return 0.0
    matched = sum(_is_titled(one, titles) for one in chain)
    return _WORTH[style] + 4 * matched + min(len(chain), 6) + (6 if chain[0].line.level else 0)


def _chain(
    family: Sequence[_Candidate], titles: set[str], numbers: set[str], style: Style
) -> list[_Candidate]:
    """Return those that follow on each other: a list inside an item begins again, and is not."""
    chain: list[_Candidate] = []
    for at, one in enumerate(family):
        titled = _is_titled(one, titles)
        sure = bool(titled or one.line.level)
        strange = titles and style in _TREE and not titled and one.numbered.number not in numbers
        if strange and chain and one.numbered.depth == 1:
            continue
        set_apart = sure or one.after_blank or style in _SURE or _follows(chain, one)
        if not set_apart or (not titled and _is_sentence(one, style)):
            continue
        if _fits(chain, one, style, sure=sure) or (titled and at == 0):
            chain.append(one)
    return chain


def _is_sentence(one: _Candidate, style: Style) -> bool:
    """Tell a sentence that begins with a case's number from that case's heading."""
    if style not in _SURE or not one.line.text.rstrip().endswith((".", ",")):
        return False
    return not one.after_blank or len(one.line.text) > _LONG_HEADING


def _follows(chain: Sequence[_Candidate], one: _Candidate) -> bool:
    """Tell whether a line stands right below the head it follows on: items without any text."""
    return bool(chain) and one.line.number - chain[-1].line.number == 1


def _fits(chain: Sequence[_Candidate], one: _Candidate, style: Style, *, sure: bool) -> bool:
    order = one.numbered.order
    if not chain:
        return style in _SURE or sure or order[0] in {0, 1} or one.line.level > 0
    last = chain[-1].numbered.order
    if order <= last:
        return False
    if style in _SURE or sure:
        return True
    return order[0] - last[0] <= 2  # noqa: PLR2004 - one may have been lost in copying


def _is_titled(one: _Candidate, titles: set[str]) -> bool:
    key = fold(one.numbered.rest)
    return bool(key) and any(
        key == title
        or (len(title) > 8 and (key.startswith(title) or title.startswith(key)) and len(key) > 8)  # noqa: PLR2004
        for title in titles
    )


def _head(one: _Candidate, lines: Sequence[Line]) -> Head:
    title, below = one.numbered.rest, None
    if not title:
        below = next(
            (line for line in lines[one.line.number : one.line.number + 3] if line.text), None
        )
        if below is not None and label_of(below) is None:
            title = below.text
        else:
            below = None
    case = _CASE.search(title)
    title = (title[: case.start()] if case else title).strip(" *,;(")
    said = case[1].strip(" )") if case else ""
    return Head(one.line, title, one.numbered.number, one.numbered.depth, below, said)


def _by_level(lines: Sequence[Line], taken: frozenset[int]) -> list[Head]:
    """Return the unnumbered headings of the level that the items have."""
    headed = [line for line in lines if line.level and line.number not in taken and line.text]
    plain = [line for line in headed if not _is_part(line)]
    first = next((line for line in lines if line.text), None)
    if plain and plain[0] is first:
        plain = plain[1:]
    below = [line for line in plain if line.level > _top(plain)]
    tops = Counter(line.level for line in plain)
    level = _top(plain)
    if tops[level] == 1 and below:  # a lone heading over all others groups them
        level = min(line.level for line in below)
    return [Head(line, _bare(line), _number(line), 1) for line in plain if line.level == level]


def _top(lines: Sequence[Line]) -> int:
    return min((line.level for line in lines), default=0)


def _bare(line: Line) -> str:
    found = number_of(line)
    return (found.rest if found and found.rest else line.text).strip(" *")


def _number(line: Line) -> str:
    found = number_of(line)
    return found.number if found and found.rest else ""


def _is_part(line: Line) -> bool:
    found = label_of(line)
    inside = found is not None and found.label is not Label.BODY and found.alone
    return inside or fold(line.text) in PAPERS


def _by_title(lines: Sequence[Line], titles: set[str], taken: frozenset[int]) -> list[Head]:
    """Return the lines that say exactly what a line of the agenda says."""
    left, found = set(titles), []
    for line in lines:
        key = fold(line.text.rstrip(":"))
        if line.number not in taken and key in left:
            left.discard(key)
            found.append(Head(line, line.text.rstrip(": *")))
    return found
