"""What a Word file's styles say: which are headings, and which number their paragraphs."""

from __future__ import annotations

import re

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|rubrik|overskrift|overskrif)\s*([1-6])$", re.IGNORECASE)
_DEEPEST, _FARTHEST = 6, 12


class Styles:
    """The paragraph styles of one file, each with what it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        for style in root.iter(f"{_W}style") if root is not None else ():
            self._styles[style.get(f"{_W}styleId", "")] = style

    def level(self, name: str, paragraph: etree._Element) -> int:
        """Return a paragraph's heading level, 0 if it is none; a title is a heading of level 1."""
        outline = _number(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        if outline is not None and outline < _DEEPEST:
            return outline + 1
        for style in self._line_of(name):
            told = style.find(f"{_W}name")
            words = (told.get(f"{_W}val", "") if told is not None else "").strip()
            if found := _HEADING.match(words):
                return int(found[1])
            if words.lower() in {"title", "rubrik", "tittel", "titel"}:
                return 1
            outline = _number(style.find(f"{_W}pPr/{_W}outlineLvl"))
            if outline is not None and outline < _DEEPEST:
                return outline + 1
        return int(found[1]) if (found := _HEADING.match(name)) else 0

    def numbering(self, name: str) -> etree._Element | None:
        """Return the numbering a style gives its paragraphs."""
        for style in self._line_of(name):
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                return found
        return None

    def _line_of(self, name: str) -> list[etree._Element]:
        """Return the style and those that it is based on, nearest first."""
        line: list[etree._Element] = []
        while name in self._styles and len(line) < _FARTHEST:
            style = self._styles[name]
            line.append(style)
            based = style.find(f"{_W}basedOn")
            name = based.get(f"{_W}val", "") if based is not None else ""
        return line


def _number(element: etree._Element | None) -> int | None:
    told = element.get(f"{_W}val", "") if element is not None else ""
    return int(told) if told.isdecimal() else None
