"""A national programme's list, read line by line: what is new, what is there, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, shown
from samsyn.domain.tabular.dates import DateStyle, date_style, read_date
from samsyn.domain.tabular.folding import fold

MOST_LINES = 500
_TELLING = 6  # letters of a word that says what a column is, whatever follows it
_TITLES = 6  # rows in which headings are looked for
_LONGEST = {"name": 200, "legal_ground": 200, "description": 10_000}
#: In which order the columns stand where the list has no headings.
COLUMNS = ("name", "legal_ground", "deadline", "description")
#: What the columns are called in lists that are about in the Nordic countries; folded.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("name", "namn", "navn", "insats", "initiativ", "initiative", "tiltak", "indsats"),
        *("projekt", "prosjekt", "project", "losning", "titel", "tittel", "title", "aktivitet"),
    ),
    "legal_ground": (
        *("legal ground", "law", "lag", "lov", "lagrum", "hjemmel", "lovhjemmel", "hjemmel i lov"),
        *("rattslig grund", "lagstod", "lovgrundlag", "grund", "legal basis", "regelverk"),
        *("laglig grund", "laga grund", "rattsgrund", "lagrad", "lagkrav", "lovkrav", "krav i lag"),
        *("rettslig grunnlag", "rettsgrunnlag", "retsgrundlag", "retligt grundlag", "legal act"),
    ),
    "deadline": (
        *("deadline", "date", "datum", "dato", "frist", "senast", "slutdatum", "sluttdato"),
        *("slutdato", "klart", "klar", "i kraft", "galler fran", "ikrafttradande", "due", "by"),
        *("tidsfrist", "tidsfrister", "sista dag", "siste frist", "sidste frist", "senest"),
    ),
    "description": (
        *("description", "beskrivning", "beskrivelse", "problem", "bakgrund", "bakgrunn"),
        *("baggrund", "vad", "hva", "hvad", "kommentar", "innehall", "innhold", "indhold", "text"),
    ),
}


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    THERE = "there"
    REPEATED = "repeated"
    WRONG = "wrong"


class Trouble(StrEnum):
    """What is wrong with a line, or with the whole list."""

    NOT_NAMED = "not_named"
    TOO_LONG = "too_long"
    NOT_A_DAY = "not_a_day"
    LIST_EMPTY = "list_empty"
    LIST_TOO_LONG = "list_too_long"
    PROGRAMME_MISSING = "programme_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One initiative of the programme, as the list says it."""

    number: int
    name: str
    legal_ground: str = ""
    deadline: date | None = None
    description: str = ""
    fate: Fate = Fate.NEW
    wrong: tuple[Objection, ...] = ()


def read_lines(
    rows: Sequence[Sequence[CellValue]], *, existing: Iterable[str], language: str
) -> list[Line]:
    """Read a list with or without headings, and say of each line what would become of it.

    `existing` are the names of the initiatives there are; a name counts as the same whatever its
    case, accents and punctuation.
    """
    filled = [(n, row) for n, row in enumerate(rows, start=1) if any(_text(cell) for cell in row)]
    if not filled:
        return []
    places, body = _headed(filled)
    days = [_cell(row, places.get("deadline")) for _n, row in body]
    style = date_style(days, language)
    there, seen = {fold(name) for name in existing}, set[str]()
    lines = []
    for number, row in body:
        line = _line(number, row, places, style)
        folded = fold(line.name)
        fate = line.fate
        if fate is Fate.NEW:
            fate = Fate.THERE if folded in there else Fate.REPEATED if folded in seen else fate
        seen.add(folded)
        lines.append(_with(line, fate))
    return lines


def unread_headings(rows: Sequence[Sequence[CellValue]]) -> tuple[str, ...]:
    """Name the columns of a list with headings that nothing is read from."""
    filled = [(n, row) for n, row in enumerate(rows, start=1) if any(_text(cell) for cell in row)]
    for number, (_n, row) in enumerate(filled[:_TITLES]):
        places = _places(row)
        if len(places) > bool(number):
            taken = set(places.values())
            return tuple(
                text for at, cell in enumerate(row) if at not in taken and (text := _text(cell))
            )
    return ()


def _with(line: Line, fate: Fate) -> Line:
    return Line(
        number=line.number,
        name=line.name,
        legal_ground=line.legal_ground,
        deadline=line.deadline,
        description=line.description,
        fate=fate,
        wrong=line.wrong,
    )


def _headed(
    filled: Sequence[tuple[int, Sequence[CellValue]]],
) -> tuple[dict[str, int], Sequence[tuple[int, Sequence[CellValue]]]]:
    """Return where the columns stand and the rows below; a title may stand above the headings."""
    for number, (_n, row) in enumerate(filled[:_TITLES]):
        places = _places(row)
        if len(places) > bool(number):
            return places, filled[number + 1 :]
    return {name: place for place, name in enumerate(COLUMNS)}, filled


def _places(row: Sequence[CellValue]) -> dict[str, int]:
    """Return where each column stands, or nothing where the first row is no heading."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        folded = fold(_text(cell))
        for name, words in HEADINGS.items():
            if folded and folded in words and name not in found:
                found[name] = place
                break
    if "name" not in found:
        return {}
    for place, cell in enumerate(row):  # "Slutdatum (senast)" where nothing is called just that
        folded = fold(_text(cell))
        for name, words in HEADINGS.items():
            begins = any(len(w) >= _TELLING and folded.startswith(f"{w} ") for w in words)
            if begins and name not in found and place not in found.values():
                found[name] = place
                break
    return found


def _line(
    number: int, row: Sequence[CellValue], places: Mapping[str, int], style: DateStyle
) -> Line:
    texts = {name: _text(_cell(row, places.get(name))) for name in _LONGEST}
    wrong = list(_too_long(texts))
    if not texts["name"]:
        wrong.append(Objection(Trouble.NOT_NAMED))
    cell = _cell(row, places.get("deadline"))
    deadline: date | None = None
    if _text(cell):
        read = read_date(cell, style, until=True)
        if isinstance(read, Objection):
            wrong.append(Objection(Trouble.NOT_A_DAY, {"text": _text(cell)[:60]}))
        else:
            deadline = read
    return Line(
        number=number,
        deadline=deadline,
        fate=Fate.WRONG if wrong else Fate.NEW,
        wrong=tuple(wrong),
        **texts,
    )


def _too_long(texts: Mapping[str, str]) -> Iterator[Objection]:
    for name, most in _LONGEST.items():
        if len(texts[name]) > most:
            yield Objection(Trouble.TOO_LONG, {"column": name, "most": most})


def _cell(row: Sequence[CellValue], place: int | None) -> CellValue:
    return row[place] if place is not None and place < len(row) else None


def _text(cell: CellValue) -> str:
    return " ".join(shown(cell).split()) if cell is not None else ""


def objections_to_taking_in(programme: str, lines: Sequence[Line]) -> Iterator[Objection]:
    """Name everything that speaks against taking the list in as it is."""
    if not programme.strip():
        yield Objection(Trouble.PROGRAMME_MISSING, field="programme")
    if len(lines) > MOST_LINES:
        yield Objection(Trouble.LIST_TOO_LONG, {"most": MOST_LINES}, field="pasted")
    for line in lines:
        yield from line.wrong
    if not any(line.fate is Fate.NEW for line in lines) and not any(line.wrong for line in lines):
        yield Objection(Trouble.LIST_EMPTY, field="pasted")
