"""Read the lists of people: tables, one a line, run together, or under their organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samsyn.domain.minutes.people import (
    Person,
    is_name,
    is_organisation,
    is_title,
    office_of,
    person_in,
    told_of,
)
from samsyn.domain.minutes.result import Participant, Role
from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.substitutes import taken_apart
from samsyn.domain.minutes.words import Label, folded
from samsyn.domain.tabular.folding import fold

ROLES = {
    Label.PRESENT: Role.PRESENT, Label.ABSENT: Role.ABSENT, Label.PRESENTING: Role.PRESENTING,
    Label.OBSERVER: Role.OBSERVER,
}  # fmt: skip
_MORE_SAID = re.compile(r"[,;(]|\s(?=[A-ZÅÄÖÆØ])")
_COLUMNS = {
    key: column
    for column, words in {
        "name": "namn|navn|name|deltagare|deltaker|deltakar|deltager|ledamot|medlem|person"
        "|representant",
        "organisation": "kommun|organisation|kommun organisation|kommune|organisasjon|org"
        "|kommune organisasjon|virksomhet|verksemd|myndighed|region|kommune organisation"
        "|parti kommun"
        "|företräder|representerar|representerer|repræsenterer"
        "|tilhørighet|arbetsplats|förvaltning|enhet|etat|kommune virksomhet|fra|frå|från|myndighet",
        "title": "deltar som|deltager som|roll|rolle"
        "|titel|tittel|funktion|funksjon|befattning|stilling|befattning titel",
        "for_whom": "ersätter|ersättare för|vara for|suppleant for|stedfortræder for|møter for|för",
        "presence": "närvaro|närvarande|til stede|tilstede|tilstades|frammøte|status|fremmøde"
        "|oppmøte"
        "|deltog|deltok|til stades|närvarande frånvarande|til stede forfall|fremmødt",
        "party": "parti",
        "initials": "initialer|init|initial|sign",
    }.items()
    for key in folded(words)
}  # fmt: skip
_AWAY = folded(
    "nej|nei|frånvarande|förhinder|förhindrad|forfall|afbud|avbud|fraværende|fråverande",
    "nej afbud|f|-|meldt forfall|ej närvarande|återbud|ikke til stede|ikkje til stades",
    "frånv|avbod|inte|no",
)
_LAST_AND = re.compile(r"\s+(?:och|og|samt|&)\s+(?=[A-ZÅÄÖÆØ])")
_APART = re.compile(r"[,/\t;:(]|\s[-\u2013]\s|\s{2,}")
_LONGEST = 22  # words in an entry for one person
_SENTENCE = re.compile(r"[a-zåäöæø]{2,}\.\s+[A-ZÅÄÖÆØ]|[a-zåäöæø]{3,}[.!?]$")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class _Entry:
    line: Line
    text: str
    cells: tuple[str, ...] = ()
    organisation: str = ""


def listed(
    lines: Sequence[Line],
    role: Role,
    known: frozenset[str] = frozenset(),
    *,
    paired: bool = False,
) -> tuple[list[Participant], list[Line]]:
    """Return those listed in some lines, and the lines that were understood.

    `known` are folded names of organisations, for lists in which only a space stands before them;
    `paired` when the paper's other lists give everybody an organisation.
    """
    rows, instead = _apart([line for line in lines if line.text], role)
    people: list[Participant] = []
    used: list[Line] = []
    columns: dict[str, int] = {}
    single = _one_each(rows)
    known |= _at_the_end(rows, paired=paired)
    for line in rows:
        if found := header(line):
            columns, used = found, [*used, line]
            continue
        named = [_from_row(line, columns, role)] if columns and line.cells else None
        if named is None:
            pair = paired and len(_tokens(line.text)) == 2  # noqa: PLR2004
            entries = _entries(line, one_each=single or pair, known=known)
            named = [_participant(entry, role, known) for entry in entries]
        kept = [person for person in named if person]
        if not kept:
            continue
        people += kept
        used.append(line)
    return [*people, *instead], used


def _apart(rows: Sequence[Line], role: Role) -> tuple[list[Line], list[Participant]]:
    """Return a list's rows without those who came instead of somebody absent, and them."""
    if role is not Role.ABSENT:
        return list(rows), []
    told = [taken_apart(line) for line in rows]
    return [line for line, _ in told], [one for _, found in told for one in found]


def header(line: Line) -> dict[str, int]:
    """Return where each column is, if the line is a table's head: `Namn | Kommun/Organisation`."""
    if len(line.cells) < 2 or any(is_name(cell) for cell in line.cells):  # noqa: PLR2004
        return {}
    found = {
        _COLUMNS[fold(cell)]: at for at, cell in enumerate(line.cells) if fold(cell) in _COLUMNS
    }
    return found if "name" in found and len(found) > 1 else {}


def could_be(line: Line) -> bool:
    """Tell whether a line in a list of people still belongs to it."""
    if header(line):
        return True
    text = _BRACKETED.sub("", line.text)
    if line.level or (_SENTENCE.search(text) and "," not in text and ";" not in text):
        return False
    return any(_participant(entry, Role.PRESENT) for entry in _entries(line, one_each=False))


def people_in(text: str) -> list[Person]:
    """Return the people a piece of text lists."""
    line = Line(1, text)
    found = [person_in(entry.text) for entry in _entries(line, one_each=False)]
    return [person for person in found if person]


def _one_each(rows: Sequence[Line]) -> bool:
    """Tell whether the list has one person on each line, so that a comma leads to more of them."""
    entries = [row for row in rows if row.bullet or row.cells]
    if len(entries) * 2 > len(rows):
        return True
    short = [row for row in rows if len(_tokens(row.text)) <= 3]  # noqa: PLR2004
    return len(rows) > 1 and len(short) * 10 >= len(rows) * 8


def _at_the_end(rows: Sequence[Line], *, paired: bool) -> frozenset[str]:
    """Return the last words where every row is a name and a place with only spaces between."""
    plain = [row.text.split() for row in rows if not _APART.search(row.text) and not row.cells]
    if len(plain) < len(rows) or not plain or any(len(words) < 3 for words in plain):  # noqa: PLR2004
        return frozenset()
    if len(plain) > 2 or paired:  # noqa: PLR2004
        return frozenset(fold(words[-1]) for words in plain)
    return frozenset()


def _from_row(line: Line, columns: dict[str, int], role: Role) -> Participant | None:
    cells = {name: line.cells[at].strip() for name, at in columns.items() if at < len(line.cells)}
    person = person_in(cells.get("name", ""))
    if person is None:
        return None
    if organisation := cells.get("organisation"):
        person = replace(person, organisation=organisation)
    for name in ("title", "for_whom", "party", "initials"):
        said = cells.get(name, "")
        office = office_of(said) or office_of(_MORE_SAID.split(said)[0])
        if said and name == "title" and office:
            person = replace(person, office=office)
        elif said and said not in "-\u2013":
            person = (told_of(person, said) if name == "title" else None) or _with(
                person, name, said
            )
    if fold(cells.get("presence", "")) in _AWAY and cells.get("presence"):
        role = Role.ABSENT
    return _as_participant(person, role, line)


def _with(person: Person, column: str, said: str) -> Person:
    match column:
        case "title":
            return replace(person, title=said)
        case "for_whom":
            return replace(person, for_whom=said)
        case "party":
            return replace(person, party=said)
        case _:
            return replace(person, initials=said)


def _participant(
    entry: _Entry, role: Role, known: frozenset[str] = frozenset()
) -> Participant | None:
    text = entry.text if entry.cells else _set_apart(entry.text, known)
    person = person_in(text, entry.cells)
    if person is None or len(entry.text.split()) > _LONGEST:
        return None
    if entry.organisation and not person.organisation:
        person = replace(person, organisation=entry.organisation)
    return _as_participant(person, role, entry.line)


def _as_participant(person: Person, role: Role, line: Line) -> Participant:
    if person.for_whom and role in {Role.PRESENT, Role.OBSERVER}:
        role = Role.SUBSTITUTE
    return Participant(
        name=person.name, role=role, lines=line.span, organisation=person.organisation,
        for_whom=person.for_whom, office=person.office, title=person.title,
        initials=person.initials, party=person.party, items=person.items, remark=person.remark,
    )  # fmt: skip


def _entries(
    line: Line, *, one_each: bool, known: frozenset[str] = frozenset()
) -> Iterator[_Entry]:
    if len(line.cells) > 1 and (is_name(line.cells[0], single=True) or not line.cells[0]):
        yield _Entry(line, line.text, tuple(cell for cell in line.cells if cell))
        return
    text, organisation = line.text, ""
    before, colon, after = text.partition(":")
    if colon and after.strip() and not is_name(before) and len(before.split()) <= 5:  # noqa: PLR2004
        text, organisation = after.strip(), before.strip()
    if ";" in text:
        parts = [tokens for part in text.split(";") if (tokens := _tokens(part))]
        if _one_in_each(parts, known):
            for tokens in parts:
                yield _Entry(line, ", ".join(tokens), organisation=organisation)
            return
        for part in text.split(";"):
            yield from _grouped(line, _tokens(part), organisation, known)
    elif one_each and not organisation:
        yield from _alone_or_several(line, text, known)
    else:
        yield from _grouped(line, _tokens(text), organisation, known)


def _one_in_each(parts: Sequence[Sequence[str]], known: frozenset[str]) -> bool:
    """Tell whether semicolons part people: most parts have words behind the name, no other name."""
    longer = [tokens for tokens in parts if len(tokens) > 1]
    plain = [tokens for tokens in longer if not any(_is_somebody(t, known) for t in tokens[1:])]
    return len(parts) > 2 and len(longer) == len(parts) and len(plain) * 3 >= len(parts) * 2  # noqa: PLR2004


def _alone_or_several(line: Line, text: str, known: frozenset[str]) -> Iterator[_Entry]:
    tokens = _tokens(text)
    names = [token for token in tokens if _is_somebody(token, known)]
    bracketed = len(tokens) > 1 and all(token.endswith((")", "]")) for token in tokens)
    every = len(names) == len(tokens)
    many = len(tokens) > 3 and len(names) > 1  # noqa: PLR2004
    if many or (every and (bracketed or len(tokens) > 2)):  # noqa: PLR2004
        yield from _grouped(line, tokens, "", known)
    else:
        yield _Entry(line, text)


def _grouped(
    line: Line, tokens: Iterable[str], organisation: str, known: frozenset[str]
) -> Iterator[_Entry]:
    """Yield one entry for each name, with the words behind it until the next name."""
    group: list[str] = []
    for token in tokens:
        if group and _is_somebody(token, known):
            yield _Entry(line, ", ".join(group), organisation=organisation)
            group = []
        group.append(token)
    if group:
        yield _Entry(line, ", ".join(group), organisation=organisation)


def _is_somebody(token: str, known: frozenset[str]) -> bool:
    bare = _BRACKETED.sub("", token).strip()
    head = bare.split("/")[0].strip() if "A/S" not in bare else bare
    if fold(bare) in known or is_title(bare):
        return False
    return is_name(head) or (person_in(bare) is not None and " " in head and not _is_place(head))


def _is_place(text: str) -> bool:
    return is_organisation(text)


def _tokens(text: str) -> list[str]:
    """Return what commas part, brackets kept whole, and `och`/`og` before a last name."""
    held = _BRACKETED.sub(lambda found: found[0].replace(",", "\0"), text)
    parts = [part.strip() for part in held.split(",")]
    split: list[str] = []
    for part in parts:
        pieces = _LAST_AND.split(part)
        both = len(pieces) > 1 and all(is_name(piece.split("\0")[0]) for piece in pieces)
        split += pieces if both else [part]
    return [part.replace("\0", ",").strip() for part in split if part.strip(" .")]


def _set_apart(text: str, known: frozenset[str]) -> str:
    """Put a comma before an organisation that only a space stands before."""
    if _APART.search(text):
        return text
    bare = _BRACKETED.sub("", text).split()
    for size in (1, 2, 3):
        rest = " ".join(bare[-size:])
        if len(bare) - size >= 2 and (fold(rest) in known or is_organisation(rest)):  # noqa: PLR2004
            return text.replace(f" {rest}", f", {rest}")
    return text
