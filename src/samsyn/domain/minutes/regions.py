"""Find which lines are lists of people and which are the agenda, before items are looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.domain.minutes import agenda
from samsyn.domain.minutes.labels import Found, label_of
from samsyn.domain.minutes.numbering import Numbered, Style, number_of
from samsyn.domain.minutes.participants import could_be
from samsyn.domain.minutes.participants import header as names_people
from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.words import IN_ITEMS, MEETING, PEOPLE, Label

_PROSE = re.compile(r"[a-zåäöæø]{3,}[.!?]$|[a-zåäöæø]{3,}\.\s+[A-ZÅÄÖÆØ]")
_LONG = 140
_WITH = frozenset({Label.PRESENTER, Label.RESPONSIBLE, Label.PRESENTING})


@dataclass(frozen=True, slots=True)
class Region:
    """A label and the lines it rules over; the words on the label's own line are in `found`."""

    found: Found
    head: Line
    lines: tuple[Line, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of its lines, the label's too."""
        return frozenset({self.head.number, *(line.number for line in self.lines)})


def regions_in(lines: Sequence[Line]) -> list[Region]:
    """Return the lists of people and agendas, in order."""
    found: list[Region] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        label = label_of(line, above_items=True) if line.text else None
        region: Region | None = None
        if label and label.label in PEOPLE and not _is_row(line, label):
            region = Region(label, line, _people(lines, at + 1, label))
        elif line.text and not line.level and names_people(line):
            found_here = Found(Label.PRESENT, line.text, "", line.cells)
            region = Region(found_here, line, _people(lines, at + 1, found_here))
        elif label and label.label is Label.AGENDA and label.alone:
            region = Region(label, line, _agenda(lines, at + 1))
        if region and (region.lines or region.found.rest):
            found.append(region)
            at = region.lines[-1].number if region.lines else at + 1
        else:
            at += 1
    return found


def _is_row(line: Line, label: Found) -> bool:
    """Tell a label from a table's head that begins with the same word: `Deltagare | Kommun`."""
    return bool(label.cells) and bool(agenda.header(line))


def _people(lines: Sequence[Line], start: int, label: Found) -> tuple[Line, ...]:
    """Return the lines that go on listing people; a blank line and then no name ends the list."""
    held: list[Line] = []
    end = 0
    for line in lines[start:]:
        if not line.text:
            held.append(line)
            continue
        if _ends_people(line) or not (could_be(line) or _goes_on(held, line)):
            break
        if label.rest and not held and not _goes_on([], line, label.rest) and not could_be(line):
            break
        held.append(line)
        end = len(held)
    return tuple(held[:end])


def _ends_people(line: Line) -> bool:
    found = label_of(line, above_items=True)
    if found and not (found.label is Label.BODY or found.label is Label.PART):
        return True
    numbered = number_of(line)
    return line.level > 0 or (
        numbered is not None
        and numbered.style is not Style.BARE
        and (
            numbered.style not in {Style.POINT, Style.BRACKET}
            or not could_be(line.saying(numbered.rest))
        )
    )


def _goes_on(held: Sequence[Line], line: Line, above: str = "") -> bool:
    """Tell whether a line ends what the one above began: that one ends in a comma."""
    before = held[-1].text if held else above
    return before.rstrip().endswith((",", " och", " og", ";")) and len(line.text) < _LONG


def _agenda(lines: Sequence[Line], start: int) -> tuple[Line, ...]:
    """Return the agenda's lines: to where numbers begin again, prose begins or a label ends it."""
    held: list[Line] = []
    numbers: list[Numbered] = []
    end = 0
    for line in lines[start:]:
        if not line.text:
            held.append(line)
            continue
        numbered = number_of(line)
        if _ends_agenda(line, held, numbered, numbers):
            break
        if numbered:
            numbers.append(numbered)
        held.append(line)
        end = len(held)
    return tuple(held[:end])


def _ends_agenda(
    line: Line, held: Sequence[Line], numbered: Numbered | None, numbers: Sequence[Numbered]
) -> bool:
    if agenda.header(line) or agenda.is_legend(line):
        return False
    if line.level and not (numbers and held and any(kept.level for kept in held)):
        return True
    if (found := label_of(line)) and _breaks_off(found, numbered):
        return True
    if numbered and numbers:
        return _begins_again(numbered, numbers, line)
    if numbered:
        return False
    return _is_prose(line, held, numbers)


def _breaks_off(found: Found, numbered: Numbered | None) -> bool:
    if numbered or found.label in {Label.AGENDA, *_WITH}:
        return found.label is Label.AGENDA and not found.alone
    return found.label in (PEOPLE | MEETING | IN_ITEMS | {Label.GROUP}) - {Label.PART}


def _begins_again(numbered: Numbered, numbers: Sequence[Numbered], line: Line) -> bool:
    same = [one for one in numbers if one.style is numbered.style]
    if not same:
        kinds = {Style.POINT, Style.DOTTED}
        return not ({numbered.style, numbers[-1].style} <= kinds or bool(line.cells))
    return numbered.order <= same[-1].order


def _is_prose(line: Line, held: Sequence[Line], numbers: Sequence[Numbered]) -> bool:
    if line.cells or line.bullet:
        return False
    blank_above = bool(held) and not held[-1].text
    if _PROSE.search(line.text) and len(line.text) > 60:  # noqa: PLR2004
        return True
    seen = {kept.text for kept in held}
    return len(line.text) > _LONG or (blank_above and bool(numbers)) or line.text in seen
