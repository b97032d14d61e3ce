"""A list of answers to a poll, read line by line: who says what, and all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.federation.polling import Standing
from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, shown
from samsyn.domain.tabular.folding import fold
from samsyn.domain.tabular.numbers import NumberStyle, number_style, read_money

MOST_LINES = 1000
_TITLES = 6  # lines in which headings are looked for
#: In which order the columns stand where the list has no headings.
COLUMNS = ("member", "choice", "hours", "money", "condition")
#: What the columns are called in lists that are about in the Nordic countries; folded.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "member": ("kommun", "kommune", "medlem", "municipality", "member", "organisation", "vem"),
    "choice": ("svar", "answer", "besked", "svarer", "stallningstagande", "standpunkt"),
    "hours": ("timmar", "timer", "hours", "personer", "people", "tid", "time", "persontimmar"),
    "money": (
        *("pengar", "penger", "penge", "belopp", "belop", "money", "kronor", "kroner", "kostnad"),
        *("amount", "euro", "eur", "sek", "nok", "dkk"),
    ),
    "seats": ("platser", "plasser", "pladser", "seats"),
    "condition": ("villkor", "vilkar", "vilkaar", "betingelse", "condition", "forbehold"),
    "mandate": ("mandat", "mandate", "pa vems mandat", "pa hvis mandat", "on whose mandate"),
    "contact": ("kontakt", "kontaktperson", "contact"),
}
#: What is written for each answer; folded. The words of the pages themselves are added.
ANSWERS: Mapping[Standing, tuple[str, ...]] = {
    Standing.LEAD: (
        *("lead", "leads", "leda", "lede", "leder"),
        *("ja leder", "ja och leder", "ja og leder"),
    ),
    Standing.JOIN: (
        *("join", "joins", "yes", "ja", "j", "y", "x", "med", "deltar", "deltager", "ja deltar"),
        *("ja deltager", "ja med", "ar med", "er med"),
    ),
    Standing.FOLLOW: (
        *("follow", "follows", "folja", "folge", "foljer", "folger", "avvaktar", "foljer det"),
    ),
    Standing.NO: ("no", "nej", "nei", "n"),
}
#: What is written where nothing has been said.
_SILENT = frozenset({"", "inte svarat", "ikke svart", "ikke svaret", "ej svar",
                     "ej svarat", "not answered", "vantar", "venter", "waits"})  # fmt: skip


class ListFlaw(StrEnum):
    """What is wrong with a line, or with the whole list."""

    LIST_EMPTY = "list_empty"
    LIST_TOO_LONG = "list_too_long"
    MEMBER_UNKNOWN = "member_unknown"
    MEMBER_TWICE = "member_twice"
    ANSWER_UNKNOWN = "answer_unknown"
    NUMBER_UNREADABLE = "number_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line says of one member. `number` is the line's own, as people count."""

    number: int
    member: int
    choice: Standing
    hours: int | None = None
    money: Decimal | None = None
    seats: int | None = None
    condition: str = ""
    mandate: str = ""
    contact: str = ""


@dataclass(slots=True)
class Reading:
    """What a list says, and everything that is wrong with it; silent members are left out."""

    lines: list[Line] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """What is known of the whole list: who is who, words, how figures are written, who was met."""

    known: Mapping[str, int | None]
    told: Mapping[str, Standing]
    styles: Mapping[str, NumberStyle]
    seen: dict[int, int] = field(default_factory=dict)


def spellings(name: str) -> frozenset[str]:
    """Return the ways a municipality's name is written, folded: Åmål, Åmåls kommun."""
    folded = fold(name)
    short = re.sub(r"\b(kommune?|municipality|stad|by|herred|city of)\b", " ", folded)
    short = " ".join(short.split())
    found = {folded, short}
    if short != folded and len(short) > 3 and short.endswith("s"):  # noqa: PLR2004 - the genitive
        found.add(short[:-1])
    return frozenset(found - {""})


def read_answers(
    rows: Iterable[Sequence[CellValue]],
    members: Mapping[int, str],
    words: Mapping[Standing, Iterable[str]],
) -> Reading:
    """Read a list of answers of these members; `words` are what the pages call each answer.

    Headings are found by their names in any language of the house; without any the columns stand
    as `COLUMNS` says. Money is in whole units of the poll's currency.
    """
    numbered = [(n, row) for n, row in enumerate(rows, 1) if any(map(_text, row))]
    columns, first = _headings(numbered)
    body = [(n, row) for n, row in numbered if n > first]
    reading = Reading()
    if not body:
        reading.objections.append(Objection(ListFlaw.LIST_EMPTY))
    if len(body) > MOST_LINES:
        reading.objections.append(Objection(ListFlaw.LIST_TOO_LONG, {"most": MOST_LINES}))
        return reading
    told = {fold(word): standing for standing, all_ in ANSWERS.items() for word in all_}
    told |= {fold(word): standing for standing, all_ in words.items() for word in all_}
    styles: dict[str, NumberStyle] = {
        name: number_style([row[columns[name]] for _n, row in body if columns[name] < len(row)])
        for name in ("hours", "money", "seats")
        if name in columns
    }
    about = _List(_known(members), told, styles)
    for number, row in body:
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        _read_line(reading, number, cells, about)
    return reading


def _known(members: Mapping[int, str]) -> dict[str, int | None]:
    """Return who each spelling means; None where it may be either of two."""
    known: dict[str, int | None] = {}
    for exact in (True, False):  # what is somebody's very name is not a spelling of another's
        ways: dict[str, int | None] = {}
        for pk, name in members.items():
            for text in {fold(name)} if exact else spellings(name):
                ways[text] = None if ways.get(text, pk) != pk else pk
        known = {**ways, **known}
    return known


def _headings(rows: list[tuple[int, Sequence[CellValue]]]) -> tuple[dict[str, int], int]:
    """Return where each column stands, and the number of the line of headings (0: none)."""
    names = {word: column for column, all_ in HEADINGS.items() for word in all_}
    for number, row in rows[:_TITLES]:
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = names.get(fold(_text(cell)))
            if name is not None:
                found.setdefault(name, at)
        if "member" in found and "choice" in found:
            return found, number
    return {name: at for at, name in enumerate(COLUMNS)}, 0


def _read_line(reading: Reading, number: int, cells: Mapping[str, CellValue], about: _List) -> None:
    said, who = _text(cells.get("choice")), _text(cells.get("member"))
    wrong: list[Objection] = []
    member = next((about.known[text] for text in spellings(who) if about.known.get(text)), None)
    if member is None:
        wrong.append(_wrong(ListFlaw.MEMBER_UNKNOWN, number, who))
    elif member in about.seen:
        wrong.append(_wrong(ListFlaw.MEMBER_TWICE, number, who, first=about.seen[member]))
    else:
        about.seen[member] = number
    silent = fold(said) in _SILENT
    choice = about.told.get(fold(said))
    if choice is None and not silent:
        wrong.append(_wrong(ListFlaw.ANSWER_UNKNOWN, number, said))
    figures: dict[str, Decimal | None] = {}
    for name, style in about.styles.items():
        figures[name] = _figure(cells.get(name), style)
        if figures[name] is None and _text(cells.get(name)):
            wrong.append(_wrong(ListFlaw.NUMBER_UNREADABLE, number, _text(cells.get(name))))
    reading.objections += wrong
    if wrong or silent or member is None or choice is None:
        return
    reading.lines.append(
        Line(
            number=number,
            member=member,
            choice=choice,
            hours=_whole(figures.get("hours")),
            money=figures.get("money"),
            seats=_whole(figures.get("seats")),
            condition=_text(cells.get("condition"))[:500],
            mandate=_text(cells.get("mandate"))[:200],
            contact=_text(cells.get("contact"))[:200],
        )
    )


def _figure(cell: CellValue, style: NumberStyle) -> Decimal | None:
    """Return a figure that is not below nothing; None where there is none."""
    if not _text(cell):
        return None
    read = read_money(cell, style)
    return read if isinstance(read, Decimal) and 0 <= read < 10**9 else None


def _whole(figure: Decimal | None) -> int | None:
    return None if figure is None else round(figure)


def _wrong(code: ListFlaw, number: int, said: str, **facts: int) -> Objection:
    return Objection(code, {"line": number, "said": said[:80], **facts})


def _text(cell: CellValue) -> str:
    return "" if cell is None else " ".join(shown(cell).split())
