"""Find the label a line begins with, whichever way it is set apart from what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.stems import label_by_stem
from samsyn.domain.minutes.words import GLUED, LABELS, MEETING, SPACED, Label
from samsyn.domain.tabular.folding import fold

_LONGEST = 60
_COUNTED = re.compile(
    r"^(.*?)\s*(?:nr\.?\s*)?\(?(?:§\s*)?\d{1,4}(?:\s*[/-]\s*\d{1,4})?\)?\s*$", re.IGNORECASE
)
_OWNED = re.compile(
    r"^[\wåäöæøÅÄÖÆØ-]+s\s+((?:förslag till )?beslut|vedtak|beslutning|innstilling|indstilling"
    r"|tilråding"
    r"|förslag till beslut|forslag til vedtak|åtgärder|reservation)$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"[A-ZÅÄÖÆØÉ\d«”\"(•]")
_INSIDE = re.compile(r"(?:(?<=\s)|(?<=[,;]))([A-ZÅÄÖÆØ][\wåäöæø/ ]{1,30}?):(?=\s|\d|$)")
_BY_START: dict[str, list[str]] = {}
for _words in GLUED:
    _BY_START.setdefault(_words[:3], []).append(_words)
_ASIDE = re.compile(r"\s+\([^()]{1,40}\)$")
_ADDRESSED = re.compile(
    r"^((?i:åtgärd|aksjon|aktion|tiltak|ap|action|oppfølging|opfølgning|uppföljning|att göra"
    r"|uppdrag|til handling|att-göra))\s*[-\u2013(@/]*\s*"
    r"([A-ZÅÄÖÆØ][\wåäöæøé-]*(?:(?:\s|/|, | och | og )[A-ZÅÄÖÆØ][\wåäöæøé-]*){0,4})\)?$"
)
_DASH = re.compile(r"\s[-\u2013\u2014]\s")


@dataclass(frozen=True, slots=True)
class Found:
    """A label, the words after it on its line, and how it was set apart."""

    label: Label
    rest: str
    said: str
    cells: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Tell whether nothing follows on the line."""
        return not self.rest and not any(self.cells)


def label_of(line: Line, *, above_items: bool = False) -> Found | None:
    """Return the label a line begins with: alone, by colon, cell, dash, or right against its value.

    `above_items` also takes labels with only a space before the value ("Tid 09.00-12.00").
    """
    text = line.text
    if not text or (line.bullet and ":" not in text):
        return None
    found = _by_cell(line) or _whole(text) or _by_mark(text) or _glued(text)
    return found or (_spaced(text) if above_items else None)


def pieces_of(found: Found) -> Iterator[Found]:
    """Yield the label and those further on in its line: `Datum: 3 maj Tid: 9-12 Plats: Eken`."""
    rest, label, said = found.rest, found.label, found.said
    if label not in MEETING:
        yield found
        return
    for inner in list(_INSIDE.finditer(found.rest)):
        next_label = _known(inner[1])
        if next_label not in MEETING:
            continue
        before, _, after = rest.partition(inner[0])
        yield Found(label, before.strip(" ,;|"), said)
        rest, label, said = after.strip(), next_label, inner[1]
    yield Found(label, rest.strip(" ,;|"), said, found.cells if said == found.said else ())


def _known(words: str) -> Label | None:
    """Return what words announce, a number behind them or an owner before them aside."""
    if len(words) > _LONGEST:
        return None
    words = _ASIDE.sub("", words)
    key = fold(words)
    if key in LABELS:
        return LABELS[key]
    if (counted := _COUNTED.match(words)) and fold(counted[1]) in LABELS:
        return LABELS[fold(counted[1])]
    if owned := _OWNED.match(words.strip()):
        return LABELS.get(fold(owned[1]))
    return label_by_stem(words)


def _by_cell(line: Line) -> Found | None:
    if len(line.cells) < 2:  # noqa: PLR2004
        return None
    first = line.cells[0].rstrip(": ")
    label = _known(first)
    if label is None:
        return None
    rest = tuple(cell for cell in line.cells[1:] if cell)
    return Found(label, "\t".join(rest), first, rest)


def _whole(text: str) -> Found | None:
    bare = text.rstrip(": ")
    label = _known(bare) if "," not in bare else None
    return Found(label, "", bare) if label else None


def _by_mark(text: str) -> Found | None:
    before, colon, after = text.partition(":")
    if colon and (label := _known(before)):
        return Found(label, after.strip(), before.strip())
    if colon and after.strip() and (doer := _ADDRESSED.match(before)):
        return Found(Label.ACTION, f"{doer[2]}: {after.strip()}", doer[1])
    if dash := _DASH.search(text[:_LONGEST]):
        before, after = text[: dash.start()], text[dash.end() :]
        label = LABELS.get(fold(before))
        if label and label is not Label.PART:
            return Found(label, after.strip(), before.strip())
    return None


def _glued(text: str) -> Found | None:
    if not text[:1].isupper():
        return None
    lowered = text[:_LONGEST].lower()
    for words in _BY_START.get(lowered[:3], ()):
        if lowered.startswith(words):
            after = text[len(words) :]
            if after and text[len(words) - 1].islower() and _FOLLOWS.match(after):
                return Found(LABELS[fold(words)], after.strip(), text[: len(words)])
    return None


def _spaced(text: str) -> Found | None:
    if not text[:1].isupper():
        return None
    lowered = text[:_LONGEST].lower()
    for words in _BY_START.get(lowered[:3].strip(), ()):
        label = LABELS[fold(words)]
        after = text[len(words) :]
        if label in SPACED and lowered.startswith(f"{words} ") and _FOLLOWS.match(after.strip()):
            return Found(label, after.strip(), text[: len(words)])
    return None
