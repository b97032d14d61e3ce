"""Read the minutes of any Nordic council: lines to facts, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samsyn.domain.minutes.actions import Around
from samsyn.domain.minutes.agenda import agenda_in
from samsyn.domain.minutes.claims import Claims
from samsyn.domain.minutes.doers import known_people
from samsyn.domain.minutes.furniture import furniture_of
from samsyn.domain.minutes.heads import Head, heads_in
from samsyn.domain.minutes.item_reading import ItemReader, item_of
from samsyn.domain.minutes.labels import Found, label_of
from samsyn.domain.minutes.language import language_of
from samsyn.domain.minutes.meeting import MeetingReader
from samsyn.domain.minutes.participants import ROLES, listed, people_in
from samsyn.domain.minutes.people import is_name
from samsyn.domain.minutes.regions import Region, regions_in
from samsyn.domain.minutes.result import (
    AgendaLine,
    DecisionKind,
    Mark,
    MeetingSaid,
    Minutes,
    Office,
    PaperKind,
    Participant,
    Role,
    Said,
)
from samsyn.domain.minutes.source import Line, lines_of
from samsyn.domain.minutes.substitutes import is_roll, together, without_absent
from samsyn.domain.minutes.unfolding import unfolded
from samsyn.domain.minutes.words import PEOPLE, Label
from samsyn.domain.tabular.folding import fold

_LAST_ITEM = re.compile(
    r"\b(?:nästa|neste|næste|följande|kommande|kommende|möte(?:t|ts)|møte(?:t|ts)|mødet|övrig\w*"
    r"|eventuelt|evt|avslut\w*"
    r"|afslut\w*|ymse|diverse|övrigt|sammanträdet)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^(?:fra|frå|från)\s+([\wåäöæø-]*(?:sekretariatet|kansliet|administrasjonen|administrationen"
    r"|förvaltningen|forvaltningen|programkontoret))$",
    re.IGNORECASE,
)
_CLOSES = frozenset({Label.SECRETARY, Label.CHAIR, Label.ADJUSTER})


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An item's beginning and its text."""

    head: Head
    lines: tuple[Line, ...]


def read_text(text: str, organisations: Iterable[str] = ()) -> Minutes:
    """Read plain text or Markdown; see `read`."""
    return read(unfolded(lines_of(text)), organisations)


def read(lines: Sequence[Line], organisations: Iterable[str] = ()) -> Minutes:
    """Return what a paper's lines say and, line by line, how far they were understood.

    `organisations` are names to know in lists where only a space stands between person and
    organisation. Nothing is guessed at: words that fit no rule stay not understood.
    """
    claims = Claims(lines)
    furniture = furniture_of(lines)
    claims.claim(furniture, Mark.FURNITURE)
    dropped = {line.number for line in furniture}
    told = [replace(line, text="", cells=()) if line.number in dropped else line for line in lines]
    return _Reading(told, claims, organisations, tuple(lines)).whole()


class _Reading:
    """One paper while it is read."""

    def __init__(
        self,
        lines: Sequence[Line],
        claims: Claims,
        organisations: Iterable[str],
        source: tuple[Line, ...],
    ) -> None:
        self._lines = lines
        self._source = source
        self._claims = claims
        self._known = frozenset(map(fold, organisations))
        self._meeting = MeetingReader(claims)
        self._people: list[Participant] = []
        self._roll: set[str] = set()
        self._agenda: list[AgendaLine] = []

    def whole(self) -> Minutes:
        """Read it: lists first, then where items begin, what is around them, then each item."""
        taken = self._regions(regions_in(self._lines))
        heads = heads_in(self._lines, self._agenda, taken)
        first = heads[0].line.number if heads else len(self._lines) + 1
        front = [line for line in self._lines[: first - 1] if line.number not in taken]
        self._meeting.front(front, min(taken, default=first))
        stretches, tail = self._stretches(heads)
        left = self._meeting.tail([line for line in tail if line.number not in taken])
        self._meeting.inside([line for one in stretches for line in one.lines])
        for one in stretches:
            self._meeting.next_in(one.head.title, one.lines)
        people = known_people((one.name, one.initials) for one in self._people)
        self._meeting.named(people.full)
        self._offices()
        around = self._around()
        paper = self._paper(stretches)
        loose = ItemReader(self._claims, around, None, "")
        self._loose(loose, front, left)
        self._bare_labels([*front, *left, *(x for x in self._lines if x.number in taken)])
        readers = [self._item(place, one, around) for place, one in enumerate(stretches)]
        every = [*readers, loose]
        return Minutes(
            paper=paper, language=language_of(line.text for line in self._lines),
            lines=self._source, marks=self._claims.marks, meeting=self._said(),
            participants=tuple(self._people), agenda=tuple(self._agenda),
            items=tuple(
                item_of(one.head, _path(stretches, at), one.lines, readers[at])
                for at, one in enumerate(stretches)
            ),
            decisions=tuple(
                replace(one, kind=DecisionKind.PROPOSED) if paper is PaperKind.AGENDA else one
                for reader in every for one in reader.facts.decisions
            ),
            actions=tuple(one for reader in every for one in reader.facts.actions),
            polls=tuple(one for reader in every for one in reader.facts.polls),
            documents=tuple(one for reader in every for one in reader.facts.documents),
        )  # fmt: skip

    def _regions(self, regions: Sequence[Region]) -> frozenset[int]:
        """Read the lists of people and the agenda; returns the lines they have."""
        taken: set[int] = set()
        for region in regions:
            understood = (
                self._listed(region) if region.found.label in PEOPLE else self._planned(region)
            )
            if understood:
                taken |= region.numbers
        self._people = without_absent(self._people, self._roll)
        return frozenset(taken)

    def _listed(self, region: Region) -> bool:
        head = region.head
        rows = list(region.lines)
        if region.found.rest:
            first = replace(head.saying(region.found.rest), cells=region.found.cells, bullet=False)
            rows = [*_rejoined(first, rows)]
        placed = sum(bool(one.organisation) for one in self._people)
        paired = placed * 10 > len(self._people) * 6
        people, used = listed(rows, ROLES[region.found.label], self._known, paired=paired)
        if not people:
            return False
        came = [one for one in people if one.role is Role.SUBSTITUTE]
        if ROLES[region.found.label] is Role.ABSENT:
            people = [one for one in people if one.role is not Role.SUBSTITUTE]
            self._people = together([*self._people, *people], came)
        else:
            self._people += _of_the_label(region.found.said, people)
            if is_roll(region.found.said):
                self._roll |= {one.name for one in people}
        self._claims.claim(head, Mark.LABEL)
        self._claims.claim(used, Mark.FACT)
        self._known |= {fold(one.organisation) for one in people if one.organisation}
        return True

    def _planned(self, region: Region) -> bool:
        found = agenda_in(region.lines)
        if not found.lines:
            return False
        self._agenda += found.lines
        self._claims.claim(region.head, Mark.LABEL)
        self._claims.claim(found.used, Mark.LABEL)
        for row in found.lines:
            self._claims.claim(row.lines, Mark.FACT)
        return True

    def _stretches(self, heads: Sequence[Head]) -> tuple[list[_Stretch], list[Line]]:
        """Return each item with its text, and what stands below the last."""
        found: list[_Stretch] = []
        tail: list[Line] = []
        ends = [head.line.number - 1 for head in heads[1:]] + [len(self._lines)]
        for head, end in zip(heads, ends, strict=False):  # no heads, and still one end
            start = (head.title_line or head.line).number
            lines = list(self._lines[start:end])
            if head is heads[-1]:
                at = _closing(head, lines, calls=self._meeting.paper is PaperKind.AGENDA)
                lines, tail = lines[:at], lines[at:]
            self._claims.claim(
                [head.line, *([head.title_line] if head.title_line else [])], Mark.FACT
            )
            found.append(_Stretch(head, tuple(lines)))
        return found, tail

    def _item(self, place: int, one: _Stretch, around: Around) -> ItemReader:
        reader = ItemReader(self._claims, around, place, one.head.title)
        reader.facts.case_number = one.head.case_number
        reader.read(one.lines)
        return reader

    def _loose(self, reader: ItemReader, front: Sequence[Line], left: Sequence[Line]) -> None:
        """Read decisions, actions and papers outside all items; prose there is nobody's."""
        for lines in (front, left):
            marks = [self._claims.of(line) for line in lines]
            free = [
                line for line, mark in zip(lines, marks, strict=True)
                if mark in {Mark.NOT_UNDERSTOOD, Mark.BLANK}
            ]  # fmt: skip
            at = next((n for n, line in enumerate(free) if line.text and _has_part(line)), None)
            if at is not None:
                reader.read_labelled(free[at:])

    def _bare_labels(self, lines: Sequence[Line]) -> None:
        """Mark what only groups the lines below: `Deltakelse`, `Faste saker`."""
        for line in lines:
            if line.text and (found := label_of(line)) and found.alone:
                self._claims.claim(line, Mark.LABEL)

    def _offices(self) -> None:
        """Tell chair and secretary both ways: from the lists to the meeting, and back."""
        said = self._meeting.said
        for office, name in ((Office.CHAIR, "chair"), (Office.SECRETARY, "secretary")):
            holder = next((one for one in self._people if one.office is office), None)
            if name not in said and holder:
                said[name] = Said(holder.name, holder.lines)
            elif name in said and holder is None:
                self._give(office, said[name].value)

    def _give(self, office: Office, name: str) -> None:
        for at, one in enumerate(self._people):
            if one.name == name and one.role is not Role.ABSENT and not one.office:
                self._people[at] = replace(one, office=office)

    def _around(self) -> Around:
        people = [(one.name, one.initials) for one in self._people]
        people += [(one.for_whom, "") for one in self._people if one.for_whom]
        for name in ("chair", "secretary"):
            if held := self._meeting.said.get(name):
                people.append((held.value, ""))
        for row in self._agenda:
            people += [(p.name, "") for p in people_in(row.presenter) if " " in p.name]
        later = self._meeting.said.get("next_day")
        return Around(known_people(people), self._meeting.near(), later.value if later else None)

    def _paper(self, stretches: Sequence[_Stretch]) -> PaperKind:
        if self._meeting.paper:
            return self._meeting.paper
        held = any(line.text for one in stretches for line in one.lines) or not self._agenda
        return PaperKind.MINUTES if held else PaperKind.AGENDA

    def _said(self) -> MeetingSaid:
        return self._meeting.done()


def _of_the_label(said: str, people: Sequence[Participant]) -> list[Participant]:
    """Give those under `Fra sekretariatet:` the organisation that the label names."""
    named = _OFFICE.match(said)
    if named is None:
        return list(people)
    return [one if one.organisation else replace(one, organisation=named[1]) for one in people]


def _rejoined(first: Line, rows: Sequence[Line]) -> list[Line]:
    """Join a list of names that goes on over its line's end: the line ends in a comma."""
    joined: list[Line] = [first]
    for row in rows:
        if row.text and joined[-1].text.endswith((",", " och", " og")) and not row.bullet:
            text = f"{joined[-1].text} {row.text}"
            joined[-1] = replace(joined[-1], text=text, cells=())
        else:
            joined.append(row)
    return joined


def _closing(head: Head, lines: Sequence[Line], *, calls: bool) -> int:
    """Return where the last item ends: who wrote and signed, or a heading as high as its own.

    Papers listed last belong to the meeting in minutes, to the item where the paper `calls` to it.
    """
    for at, line in enumerate(lines):
        found = label_of(line) or _signed(line)
        if found is None:
            continue
        if found.label in _CLOSES or (found.label in PEOPLE and found.alone):
            return at
        if found.alone and _is_of_all(head, line, found.label, lines[at + 1 :], calls=calls):
            return at
    return len(lines)


def _signed(line: Line) -> Found | None:
    """Return who wrote it where only a space stands before the name: `Antecknat av Emma Thor`."""
    found = label_of(line, above_items=True)
    signs = found is not None and found.label in _CLOSES and is_name(found.rest.strip(" ."))
    return found if signs else None


def _is_of_all(head: Head, line: Line, label: Label, below: Sequence[Line], *, calls: bool) -> bool:
    """Tell a label of the whole meeting from one of its last item: `Bilagor`, `Aksjonsliste`."""
    if line.level and head.line.level:
        return line.level <= head.line.level
    if label is Label.ACTION:
        listed = fold(line.text).endswith(("liste", "lista", "listan", "listen"))
        return listed or (bool(_LAST_ITEM.search(head.title)) and _has_rows(below))
    return label is Label.DOCUMENTS and not calls and _is_last(below)


def _is_last(lines: Sequence[Line]) -> bool:
    """Tell whether only short lines follow: a list of papers that belongs to the whole meeting."""
    told = [line for line in lines if line.text]
    return bool(told) and all(len(line.text) < 120 for line in told)  # noqa: PLR2004


def _has_rows(below: Sequence[Line]) -> bool:
    """Tell whether a table stands first below."""
    first = next((line for line in below if line.text), None)
    return first is not None and len(first.cells) > 2  # noqa: PLR2004


def _has_part(line: Line) -> bool:
    found = label_of(line)
    return found is not None and found.label in {
        Label.DOCUMENTS, Label.ACTION, Label.DECISION, Label.PROPOSAL,
    }  # fmt: skip


def _path(stretches: Sequence[_Stretch], at: int) -> tuple[str, ...]:
    """Return the titles of the items above: `1.2` lies under `1.`."""
    path: list[str] = []
    depth = stretches[at].head.depth
    for one in reversed(stretches[:at]):
        if one.head.depth < depth:
            path.insert(0, one.head.title)
            depth = one.head.depth
    return tuple(path)
