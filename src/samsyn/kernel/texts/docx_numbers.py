"""Count Word's automatic numbers: the text of a heading `1.2` holds only its words."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


class Numbering:
    """The lists of one file, and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        for one in root.iter(f"{_W}abstractNum") if root is not None else ():
            self._abstract[one.get(f"{_W}abstractNumId", "")] = {
                int(level.get(f"{_W}ilvl", "0")): level for level in one.iter(f"{_W}lvl")
            }
        for one in root.iter(f"{_W}num") if root is not None else ():
            told = one.find(f"{_W}abstractNumId")
            self._lists[one.get(f"{_W}numId", "")] = (
                told.get(f"{_W}val", "") if told is not None else ""
            )

    def mark(self, paragraph: etree._Element, by_style: etree._Element | None) -> str:
        """Return what Word prints before a paragraph: `•`, `1.2`, `§ 3`; empty for nothing."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        told = own if own is not None else by_style
        if told is None:
            return ""
        number = _value(told, "numId") or (
            _value(by_style, "numId") if by_style is not None else ""
        )
        depth = int(_value(told, "ilvl") or "0")
        levels = self._abstract.get(self._lists.get(number, ""), {})
        if number == "0" or depth not in levels:
            return ""
        return self._counted(self._lists[number], levels, depth)

    def _counted(self, name: str, levels: dict[int, etree._Element], depth: int) -> str:
        form = _value(levels[depth], "numFmt")
        if form == "bullet":
            return "•"
        if form == "none":
            return ""
        counts = self._counts[name]
        counts[depth] = counts[depth] + 1 if counts[depth] else _start(levels[depth])
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        pattern = _value(levels[depth], "lvlText") or f"%{depth + 1}."
        return _PLACE.sub(lambda found: _written(levels, counts, int(found[1]) - 1), pattern)


def _written(levels: dict[int, etree._Element], counts: list[int], depth: int) -> str:
    level = levels.get(depth)
    count = counts[depth] or (_start(level) if level is not None else 1)
    form = _value(level, "numFmt") if level is not None else ""
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(count)


def _start(level: etree._Element) -> int:
    told = _value(level, "start")
    return int(told) if told.isdecimal() else 1


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""
