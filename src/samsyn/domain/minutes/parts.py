"""Cut an item's text at its labels and sub-headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.domain.minutes.actions import header
from samsyn.domain.minutes.labels import Found, label_of
from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.words import IN_ITEMS, Label

_LONGEST, _MOST_WORDS = 90, 11
_TITLE = re.compile(r"^[A-ZÅÄÖÆØ«”\"\d].*[^.,;:!?…-]$")
_LEADS_ON = re.compile(
    r"\b(?:att|at|å|och|og|till|til|av|af|med|som|för|for|i|på|den|det|en|ett|et|de"
    r"|beslutar|beslutade|beslöt|vedtok|vedtek|vedtar|besluttede|beslutter|följande|følgende)$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an item: what announced it, and the lines below, blank ones kept."""

    head: Line | None
    found: Found | None
    lines: tuple[Line, ...]

    @property
    def label(self) -> Label | None:
        """Return what its label announces; None for prose and for what a sub-heading rules."""
        return self.found.label if self.found else None


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """Return the parts in order; the first has no head if the item begins with prose."""
    parts: list[Part] = []
    head: Line | None = None
    found: Found | None = None
    held: list[Line] = []
    for at, line in enumerate(lines):
        label = _label(line)
        if label is None and not is_sub_heading(lines, at):
            held.append(line)
            continue
        if head or any(kept.text for kept in held):
            parts.append(Part(head, found, tuple(held)))
        head, found, held = line, label, []
    if head or any(kept.text for kept in held):
        parts.append(Part(head, found, tuple(held)))
    return _decided_below(_without_type(parts))


def _without_type(parts: list[Part]) -> list[Part]:
    """Take `Beslut` right below the title for the item's type, where a heading says it again."""
    decided = [part.head for part in parts if part.head and part.label is Label.DECISION]
    first = parts[0] if parts else None
    if first is None or len(decided) < 2 or first.head is not decided[0]:  # noqa: PLR2004
        return parts
    typed = decided[0].level == 0 and first.found is not None and first.found.alone
    if not (typed and any(head.level for head in decided[1:])):
        return parts
    return [Part(None, None, first.lines), *parts[1:]]


def _decided_below(parts: list[Part]) -> list[Part]:
    """Let a decision's heading rule over the heading right below it: its number and name."""
    told: list[Part] = []
    for part in parts:
        above = told[-1] if told else None
        empty = above is not None and not any(line.text for line in above.lines)
        if (
            above is not None and empty and above.head and part.head and part.found is None
            and above.label is Label.DECISION and 0 < above.head.level < part.head.level
        ):  # fmt: skip
            told[-1] = Part(above.head, above.found, part.lines)
        else:
            told.append(part)
    return told


def is_sub_heading(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is a heading inside an item: marked as one, or short and set apart."""
    line = lines[at]
    if not line.text:
        return False
    if line.level:
        return True
    if line.bullet or line.cells or len(line.text) > _LONGEST:
        return False
    short = len(line.text.split()) <= _MOST_WORDS
    apart = at == 0 or not lines[at - 1].text
    if not (short and apart and _TITLE.match(line.text)) or _LEADS_ON.search(line.text):
        return False
    below = next((one for one in lines[at + 1 :] if one.text), None)
    if below is None or label_alone(below):
        return below is not None
    gap = at + 1 < len(lines) and not lines[at + 1].text
    long = len(below.text) > len(line.text) and len(below.text) > 40  # noqa: PLR2004
    return (gap or long or below.bullet) and (long or below.bullet or bool(below.cells))


def label_alone(line: Line) -> bool:
    """Tell whether a line is a label of an item's part, with or without words behind it."""
    return _label(line) is not None


def _label(line: Line) -> Found | None:
    if header(line):
        return Found(Label.ACTION, "", line.text)
    found = label_of(line)
    if found is None or found.label not in IN_ITEMS:
        return None
    if found.label is Label.PART and not (found.alone or line.text.find(":") > 0):
        return None
    return found
