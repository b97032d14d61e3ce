"""Read agendas: tables, numbered lists, times before or after, breaks and the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from samsyn.domain.minutes import dates
from samsyn.domain.minutes.labels import label_of
from samsyn.domain.minutes.numbering import number_in
from samsyn.domain.minutes.participants import people_in
from samsyn.domain.minutes.people import is_name
from samsyn.domain.minutes.result import AgendaKind, AgendaLine
from samsyn.domain.minutes.source import Line, Span
from samsyn.domain.minutes.words import BREAKS, ENDS, KINDS, Label, folded
from samsyn.domain.tabular.folding import fold

_COLUMNS = {
    key: column
    for column, words in {
        "number": "punkt|nr|pkt|sak|sak nr|saksnr|saknr|§|ärende nr|punkt nr|#|paragraf|p|nummer"
        "|dop"
        "|ärendenr|sags nr|paragraf nr|no|saksnummer",
        "kind": "typ|type|type sak|sakstype|kategori|art|form|ärendetyp|formål|hensikt|i d a|mål"
        "|sagstype"
        "|typ av punkt|behandling|syfte",
        "title": "beskrivning|ärende|tema|emne|ämne|rubrik|beskrivelse|innhold|innhald|indhold"
        "|tittel"
        "|sak tema|dagsordenspunkt|titel|saker|ärendemening|sag|dagordningspunkt|agendapunkt"
        "|innehåll"
        "|sakstittel|overskrift|hva|hvad|kva|vad|aktivitet",
        "presenter": "ansvarig|ansvarlig|ansvarleg|föredragande|hvem|kven|vem|innleder|innleiar"
        "|oplæg"
        "|oplægsholder|presenteras av|ansvar|föredragare|ved|v|oplæg ved|indleder|inleder"
        "|saksansvarlig"
        "|innledning|deltagare|presenterer|presenter",
        "at": "tid|ca tid|tidpunkt|tidspunkt|kl|klokkeslett|starttid|start|klockslag|klokken"
        "|klokkeslæt"
        "|ca kl|når|hvornår|tidsplan",
        "minutes": "minuter|minutter|min|tid min|varighet|tidsåtgång|varighed|tidsbruk|minutt",
        "": "saksunderlag|underlag|vedlegg|bilag|bilagor|dokument|sida|side|sidetall|dnr|kommentar",
    }.items()
    for key in folded(words)
}  # fmt: skip
_BOTH = frozenset({"punkt", "sak"})
_AT_FIRST = re.compile(
    r"^(?:kl\.?\s*)?((?:[01]?\d|2[0-4])[.:]\d{2})(?:\s*[-\u2013]\s*(?:[01]?\d"
    r"|2[0-4])[.:]\d{2})?\s+(?=\D)"
)
_AT_LAST = re.compile(
    r"[\s,(]*(?:kl\.?\s*)?((?:[01]?\d|2[0-4])[.:]\d{2})(?:\s*[-\u2013]\s*(?:[01]?\d"
    r"|2[0-4])[.:]\d{2})?\)?$"
)
_LENGTH = re.compile(
    r"[\s,(\[\u2013-]*\b(\d{1,3})\s*min(?:uter|utter|utt|uttar)?\.?\b[)\]]?", re.IGNORECASE
)
_LEADERS = re.compile(
    r"\s*(?:\.{3,}|…+|(?:\s\.){3,}|\s{3,}|\t)\s*(\d{1,3}(?:\s*[-\u2013]\s*\d{1,3})?)?$"
)
_KIND_MARK = re.compile(r"[\[(]\s*([A-Za-zÅÄÖÆØåäöæø]{1,20})\s*[\])]")
_LEGEND = re.compile(r"[\[(]?\b[A-ZÅÄÖÆØ]\b[\])]?\s*(?:=|:|för|for|er|är|\u2013|-)\s*\w+")
_BY = re.compile(
    r"\s*(?:[,\u2013\u2014-]\s*|\()(?:v/|ved\s+|v\.\s*|v\s+|föredras av\s+|föredragande:?\s+"
    r"|innledning:?\s+(?:ved\s+)?"
    r"|ansvarig:?\s+|ansvarlig:?\s+|ansvarleg:?\s+|oplæg:?\s+(?:ved\s+)?"
    r"|innleiing:?\s+(?:ved\s+)?)([^()]+?)\)?$"
    r"|\s+v/\s*([^()]+)$",
    re.IGNORECASE,
)
_SAID_LATER = re.compile(r"\s*(?:[(]|[\u2013\u2014-]\s+|,\s)([^(),]+?)[)]?$")
_ASIDE = re.compile(r"\s*\(([^()]+[,;][^()]+)\)$")
_MARKS = frozenset("idabov")
_LONGEST = 25


@dataclass(frozen=True, slots=True)
class Agenda:
    """The lines of an agenda, and which source lines were understood, the table's head too."""

    lines: tuple[AgendaLine, ...]
    used: tuple[Line, ...]


def agenda_in(lines: Sequence[Line]) -> Agenda:
    """Return what an agenda's lines say; a type or presenter alone goes with the line above."""
    rows: list[AgendaLine] = []
    used: list[Line] = []
    columns: dict[str, int] = {}
    listed = _is_list(lines)
    for line in (line for line in lines if line.text):
        if (found := header(line)) or is_legend(line):
            columns, used = found or columns, [*used, line]
        elif rows and (more := _added(rows[-1], line)):
            rows[-1], used = more, [*used, line]
        elif row := _row(line, columns, listed=listed):
            rows.append(row)
            used.append(line)
    return Agenda(tuple(rows), tuple(used))


def header(line: Line) -> dict[str, int]:
    """Return where each column is, if the line is the head of an agenda's table."""
    if len(line.cells) < 2:  # noqa: PLR2004
        return {}
    found: dict[str, int] = {}
    for at, cell in enumerate(line.cells):
        column = _COLUMNS.get(fold(cell))
        if column is None and cell:
            return {}
        if column == "number" and "number" in found:  # `Nr | Sak`: the second is the title
            column = "title"
        if column and column not in found:
            found[column] = at
    if (
        "title" not in found
        and len(found) > 1
        and fold(line.cells[found.get("number", 0)]) in _BOTH
    ):
        found["title"] = found.pop("number")
    return found if "title" in found else {}


def is_legend(line: Line) -> bool:
    """Tell whether a line explains the letters of the types."""
    return len(_LEGEND.findall(line.text)) > 1 and (
        "typ" in line.text.lower() or len(_LEGEND.findall(line.text)) > 2  # noqa: PLR2004
    )


def kind_of(words: str) -> AgendaKind:
    """Return the type some words name, UNSAID if none."""
    bare = fold(words)
    if bare in KINDS:
        return KINDS[bare]
    first = re.split(r"[/,]", words)[0]
    return KINDS.get(fold(first), AgendaKind.UNSAID)


def _is_list(lines: Sequence[Line]) -> bool:
    return not any(number_in(line.text) for line in lines if line.text)


def _row(line: Line, columns: dict[str, int], *, listed: bool) -> AgendaLine | None:
    if columns and len(line.cells) > 1:
        return _by_columns(line, columns)
    text = line.text.replace("\t", "   ")
    if label_of(line) and not number_in(text):
        return None
    return _by_words(line, text, listed=listed)


def _by_columns(line: Line, columns: dict[str, int]) -> AgendaLine | None:
    cells = {name: line.cells[at] for name, at in columns.items() if at < len(line.cells)}
    title, number = cells.get("title", "").strip(), cells.get("number", "").strip()
    filled = [cell for cell in line.cells if cell]
    stop = next((cell for cell in filled if _is_stop(cell)), "")
    when = cells.get("at", "") or (filled[-1] if stop else "")
    at = dates.time_in(when) or _hour(when)
    length = dates.minutes_in(cells.get("minutes", "")) or _count(cells.get("minutes", ""))
    if length is None and at is None:
        length = dates.minutes_in(when)
    if stop and (not number or number == stop):
        return _stop(line.span, stop, at)
    if not title and number:
        inner = number_in(number)
        number, title = (inner.number, inner.rest) if inner else ("", number)
    if not title:
        return None
    if not number and (inner := number_in(title)) and inner.rest:
        number, title = inner.number, inner.rest
    told = number_in(f"{number} X") if number else None
    presenter = cells.get("presenter", "").strip()
    number = told.number if told else number.strip(".):")
    return AgendaLine(
        title=title.strip(" *"), lines=line.span, number=number,
        kind=kind_of(cells.get("kind", "")), presenter=presenter, at=at, minutes=length,
    )  # fmt: skip


def _by_words(line: Line, text: str, *, listed: bool) -> AgendaLine | None:
    at: time | None = None
    if first := _AT_FIRST.match(text):
        at, text = dates.time_in(first[1]), text[first.end() :]
    bare = _LEADERS.sub("", text).strip()
    numbered = number_in(bare)
    if numbered and numbered.rest:
        number, bare = numbered.number, numbered.rest
    elif listed or line.bullet or at or _is_stop(bare):
        number = ""
    else:
        return None
    bare, told = _without_aside(bare)
    bare, later, length = _without_times(bare)
    at, length = at or later or told.at, length or told.minutes
    if _is_stop(bare) and not number:
        return _stop(line.span, bare, at)
    title, presenter, kind = _taken_apart(bare, line)
    presenter, kind = presenter or told.presenter, kind or told.kind
    if not title or len(bare.split()) > _LONGEST:
        return None
    return AgendaLine(
        title=title, lines=line.span, number=number, kind=kind, presenter=presenter,
        at=at, minutes=length,
    )  # fmt: skip


def _without_aside(text: str) -> tuple[str, AgendaLine]:
    """Take a last bracket that says several things apart: `(Lars, 40 min, beslut)`."""
    nothing = told = AgendaLine(title="", lines=Span(0, 0))
    aside = _ASIDE.search(text)
    for part in re.split(r"\s*[,;]\s*", aside[1]) if aside else ():
        if minutes := dates.minutes_in(part):
            told = replace(told, minutes=minutes)
        elif at := dates.time_in(part):
            told = replace(told, at=at)
        elif kind := kind_of(part):
            told = replace(told, kind=kind)
        elif is_name(part, single=True) and not told.presenter:
            told = replace(told, presenter=part)
        else:
            return text, nothing
    return (text[: aside.start()].strip() if aside else text), told


def _without_times(text: str) -> tuple[str, time | None, int | None]:
    """Take length and clock time out of a line's end."""
    at: time | None = None
    length: int | None = None
    if found := _LENGTH.search(text):
        length, text = int(found[1]), (text[: found.start()] + text[found.end() :]).strip()
    if last := _AT_LAST.search(text):
        at, text = dates.time_in(last[1]), text[: last.start()].strip()
    return _LEADERS.sub("", text).strip(), at, length


def _taken_apart(text: str, line: Line) -> tuple[str, str, AgendaKind]:
    """Return title, presenter and type, in whichever order the last two stand."""
    bare, kind = _with_kind(text, line)
    title, presenter = _with_presenter(bare)
    if kind is AgendaKind.UNSAID:
        title, kind = _with_kind(title, line)
    return title.strip(" *:;,"), presenter, kind


def _with_kind(text: str, line: Line) -> tuple[str, AgendaKind]:
    """Take the type out of a title: `[D]`, `(beslut)`, a last cell, a word after a dash."""
    for mark in _KIND_MARK.finditer(text):
        if kind := kind_of(mark[1]):
            return (text[: mark.start()] + text[mark.end() :]).strip(), kind
    cells = [cell for cell in line.cells if cell][1:]
    for cell in reversed(cells):
        if (kind := kind_of(cell)) and text.rstrip().endswith(cell):
            return text.rstrip()[: -len(cell)].strip(), kind
    return _kind_in_words(text)


def _kind_in_words(text: str) -> tuple[str, AgendaKind]:
    if later := re.search(r"\s+[\u2013\u2014-]\s+([\wåäöæø ]+)$|,\s+([\wåäöæø ]+)$", text):
        said = later[1] or later[2]
        if (kind := kind_of(said)) and fold(said) not in _MARKS:
            return text[: later.start()].strip(), kind
    before, colon, after = text.partition(":")
    if colon and after.strip() and (kind := kind_of(before)) and len(before) > 1:
        return after.strip(), kind
    return text, AgendaKind.UNSAID


def _with_presenter(text: str) -> tuple[str, str]:
    """Take who presents out of a title: `v/ Anna Berg`, `(Anna)`, `- Anna Berg`."""
    if by := _BY.search(text):
        return text[: by.start()].strip(), (by[1] or by[2]).strip()
    parts = [part.strip() for part in re.split(r"\s{3,}", text) if part.strip()]
    if len(parts) > 1 and (is_name(parts[-1], single=True)):
        return " ".join(parts[:-1]), parts[-1]
    if later := _SAID_LATER.search(text):
        said = later[1].strip()
        in_brackets = text.endswith(")")
        whole = (is_name(said) and people_in(said)) or (in_brackets and is_name(said, single=True))
        if whole and not kind_of(said) and later.start() > 0:
            return text[: later.start()].strip(), said
    return " ".join(parts), ""


def _added(row: AgendaLine, line: Line) -> AgendaLine | None:
    """Return the row above with what a line adds: its type, or who presents it."""
    found = label_of(line)
    if (
        found
        and found.label in {Label.PRESENTER, Label.RESPONSIBLE, Label.PRESENTING}
        and found.rest
    ):
        span = Span(row.lines.first, line.number)
        return replace(row, presenter=row.presenter or found.rest.strip(" ."), lines=span)
    bare = line.text.strip("()[] ")
    kind = kind_of(bare)
    if kind and row.kind is AgendaKind.UNSAID and len(bare) > 2:  # noqa: PLR2004
        return replace(row, kind=kind, lines=Span(row.lines.first, line.number))
    return None


def _stop(lines: Span, said: str, at: time | None) -> AgendaLine:
    is_end = fold(said) in ENDS
    return AgendaLine(title=said.strip(), lines=lines, at=at, is_end=is_end, is_break=not is_end)


def _is_stop(text: str) -> bool:
    return fold(text) in BREAKS | ENDS


def _hour(text: str) -> time | None:
    bare = text.strip().lower().removeprefix("kl").strip(" .")
    return time(int(bare)) if bare.isdecimal() and int(bare) < 24 else None  # noqa: PLR2004


def _count(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None
