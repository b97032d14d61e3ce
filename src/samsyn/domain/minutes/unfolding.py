"""Unfold what stands close together: minutes kept as one table, labels in the middle of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.words import folded
from samsyn.domain.tabular.folding import fold

_COLUMNS = {
    key: column
    for column, words in {
        "number": "punkt|nr|pkt|sak nr|saksnr|saknr|§|ärende nr|punkt nr|#|paragraf|nummer|sagsnr"
        "|sak nummer|ärendenr|dop|punkt nummer|sagsnummer|saksnummer",
        "title": "ärende|rubrik|tema|emne|ämne|sak|sag|tittel|titel|dagordningspunkt|fråga|område"
        "|dagsordenspunkt|agendapunkt|punkter|överskrift|overskrift|sakstittel|ärenderubrik",
        "text": "anteckning|anteckningar|minnesanteckning|minnesanteckningar|noteringar|notering"
        "|diskussion|diskusjon|drøfting|drøftelse|referat|notat|notater|merknad|merknader"
        "|sammanfattning|oppsummering|opsummering|vad sades|bemærkninger|bemærkning|resumé|resume",
        "more": "kommentar|kommentarer|information|status|beskrivning|beskrivelse|innehåll"
        "|behandling",
        "decision": "beslut|vedtak|beslutning|konklusion|konklusjon|slutsats|beslutninger"
        "|beslut slutsats|konklusjon vedtak|resultat",
        "action": "åtgärd|åtgärder|aktivitet|tiltak|aksjon|aktion|oppfølging|opfølgning|att göra"
        "|beslut åtgärd|åtgärd beslut|uppföljning|handling|aksjonspunkt|aktionspunkt",
        "who": "ansvarig|ansvarlig|ansvarleg|vem|hvem|kven|ansvar|tovholder|föredragande"
        "|ansvarliga|ansvariga",
        "due": "klart|frist|när|når|hvornår|deadline|senast|tidsfrist|klart senast|klar|datum|dato",
    }.items()
    for key in folded(words)
}  # fmt: skip
_SAID = {"decision": "Beslut", "action": "Åtgärd", "who": "Ansvarig", "due": "Klart"}
_INSIDE = re.compile(
    r"(?<=[.!?)])\s+(?=(?:Beslut|Vedtak|Beslutning|Konklusjon|Konklusion|Åtgärd(?:er)?|Aksjon"
    r"|Aktion|Tiltak|Oppfølging|Opfølgning|Att göra|AP|Action|Til handling|Uppdrag|Handling"
    r"|Förslag till beslut|Forslag til vedtak|Indstilling|Innstilling)"
    r"(?:\s(?:nr\s)?\d{1,3})?\s?:\s*\S)"
)


@dataclass(frozen=True, slots=True)
class _Head:
    columns: dict[int, str]

    def of(self, line: Line) -> dict[str, str]:
        """Return a row's cells by what their column holds."""
        found: dict[str, str] = {}
        for at, column in self.columns.items():
            if at < len(line.cells) and line.cells[at].strip():
                found[column] = " ".join((found.get(column, ""), line.cells[at].strip())).strip()
        return found


def unfolded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, numbered anew where one became several.

    A table with a row for each item and a column for what was said becomes headings and
    paragraphs; `… till dem. Beslut: Vi köper.` becomes two lines.
    """
    found = [*_apart(_rows(lines))]
    if len(found) == len(lines):
        return tuple(lines)
    return tuple(replace(line, number=number) for number, line in enumerate(found, 1))


def _apart(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        pieces = _INSIDE.split(line.text) if not line.cells and not line.level else [line.text]
        if len(pieces) == 1:
            yield line
            continue
        yield replace(line, text=pieces[0], source=pieces[0])
        yield from (Line(line.number, piece, piece) for piece in pieces[1:])


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    head: _Head | None = None
    for line in lines:
        if found := _head(line):
            head = found
            yield Line(line.number, "")
        elif head and len(line.cells) > 1:
            yield from _item(line, head.of(line))
        else:
            head = head if head and not line.text else None
            yield line


def _head(line: Line) -> _Head | None:
    """Return where each column is, if the line is the head of a table that holds whole minutes."""
    named = {at: _COLUMNS.get(fold(cell), "") for at, cell in enumerate(line.cells) if cell}
    told = list(named.values())
    if len(told) < 2 or not all(told):  # noqa: PLR2004
        return None
    if "title" not in told and told[0] == "number" and fold(line.cells[0]) == "punkt":
        named[min(named)] = "title"  # `Punkt | Anteckning`: the point is its title
        told = list(named.values())
    doing = {"decision", "action"} & set(told)
    spoken = "text" in told or len(doing) > 1 or (doing and "more" in told)
    return _Head(named) if "title" in told and spoken and len(told) > 2 else None  # noqa: PLR2004


def _item(line: Line, cells: dict[str, str]) -> Iterator[Line]:
    title = " ".join(cells[name] for name in ("number", "title") if name in cells)
    if title:
        yield Line(line.number, title, title, level=2)
    for name in ("text", "more", "decision", "action"):
        if name in cells:
            text = f"{_SAID[name]}: {cells[name]}" if name in _SAID else cells[name]
            yield Line(line.number, text, text)
    doing = "action" in cells or "due" in cells
    for name in ("who", "due"):
        if name in cells and doing:
            text = f"{_SAID[name]}: {cells[name]}"
            yield Line(line.number, text, text)
    yield Line(line.number, "")
