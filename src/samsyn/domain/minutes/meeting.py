"""Read what is said of the meeting itself: title lines, labels in front and at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from samsyn.domain.minutes import dates
from samsyn.domain.minutes.claims import Claims, span_of
from samsyn.domain.minutes.furniture import without_page
from samsyn.domain.minutes.labels import Found, label_of, pieces_of
from samsyn.domain.minutes.people import person_in
from samsyn.domain.minutes.result import Mark, MeetingSaid, PaperKind, Said
from samsyn.domain.minutes.source import Line, Span
from samsyn.domain.minutes.words import IN_ITEMS, LABELS, MEETING, PAPERS, PAPERS_SAID, Label
from samsyn.domain.tabular.folding import fold

_TITLES, _LONGEST, _SENTENCE = 8, 140, 60
_CONNECTS = re.compile(
    r"^(?:(?:från|fra|frå|för|for|av|af|med|till|til|i|ved|vid|på|den|om)\s+"
    r"|[,:;.\u2013\u2014-]\s*)+",
    re.IGNORECASE,
)
_MEETING_IN = re.compile(
    r"^(?:(?:ordinært|ordinarie|ekstraordinært|ekstraordinær|extra)\s+)?(?:møte|möte|møde|(?:nettverks|nätverks|netværks|samarbeids|samarbets|samarbejds)(?:møte|möte|møde)|mødet"
    r"|møtet|mötet|sammanträde|sammanträdet)"
    r"(?:\s+(?:i|med|for|för|i det|nr\.?))\s+(?=\S)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\b(?:möte|møte|møde|nr|nummer|protokoll|referat|promemoria|anteckningar)\s*(?:nr\.?|nummer"
    r"|#)?\s*:?\s*(\d{1,3}(?:\s*/\s*(?:20)?\d{2})?)(?![\d.]|\s+(?!den\b|d\.|kl\b|fra\b|på\b"
    r"|i\b)[a-zåäöæø])|#\s*(\d{1,3})|(?:^"
    r"|[,\s])\s*(\d{1,2})\.\s+(?=møde|møte|möte))",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"^\d{1,3}\s*[/-]\s*(?:20)?\d{2}$")
_DAYS = re.compile(
    r"\b(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|lør|søn|tys|laur|sun)dag(?:en)?\b", re.IGNORECASE
)
_ONLINE = re.compile(
    r",\s*((?:via |på |över )?(?:online|digitalt|virtuelt|teams|microsoft teams|skype|lync|zoom"
    r"|distans))\s*$",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"(?i:hus(?:et)?\b|\blokale\b|\bmødelokale|\brum\b|\bsal(?:en)?\b|teams|zoom|skype|hotell?\b"
    r"|\bmøterom|kontor(?:et)?\b|kansli(?:et)?\b|digital|virtuel|online|distans|bibliotek|skola"
    r"|skole|konferens|konferanse)"
)
_GENITIVE = re.compile(
    r"^(.*\w)s\s+(?:\w+\s)?(?:möte|møte|møde|sammanträde|styrelsemöte|mötet|møtet|mødet)"
    r"(?:\s+nr)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+(?:fra|frå|från|af|av)$", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:mötet|møtet|mødet|sammanträdet|ordföranden|møteleder|formanden"
    r"|møteleiar)\b[^.]{0,40}\b(?:avslutas|avslutades|avslutad|avsluttet|avslutta|avsluttes"
    r"|hevet|heva|slut|slutt|afsluttet"
    r"|afsluttes|avslutar|avslutade|förklarar|slutade|sluttet|sluttede|hæves|hævet"
    r"|ferdig)\b[^.]{0,30}?(?:kl\.?|klockan|klokka|klokken)\s*((?:[01]?\d|2[0-4])(?:[.:]\d{2})?)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:nästa|nästkommande|följande|neste|næste|nästföljande)\s+(?:\w+\s+)?"
    r"(?:\w*-?(?:möte|møte|møde|sammanträde|sammankomst|samling|træf|träff)t?)\b",
    re.IGNORECASE,
)
_ANY_MEETING = re.compile(r"^\w*(?:möte|møte|møde|sammanträde)$", re.IGNORECASE)
_PAPER = re.compile(rf"\b(?:{'|'.join(map(re.escape, PAPERS_SAID))})\b", re.IGNORECASE)


@dataclass
class MeetingReader:
    """Gathers the meeting's facts; the first to say a thing is believed."""

    claims: Claims
    said: dict[str, Said[Any]] = field(default_factory=dict)
    adjusters: list[tuple[str, Span]] = field(default_factory=list)
    paper: PaperKind | None = None
    any_body: Said[str] | None = None

    def front(self, lines: Sequence[Line], lists_begin: int) -> None:
        """Read what stands before the first item; its title stands above all lists."""
        plain = self._labelled(lines)
        other = next((line.number for line in lines if _announces_other(line)), 10**9)
        self._titles(
            [
                line
                for line in plain
                if line.number < min(other, lists_begin) and not _is_group(line)
            ]
        )

    def tail(self, lines: Sequence[Line]) -> list[Line]:
        """Read what stands below the last item; returns the lines that say something else."""
        left = self._labelled(lines)
        for line in left:
            self._next(line)
        return left

    def inside(self, lines: Sequence[Line]) -> None:
        """Read what items say of the meeting: the next one's day, when it ended, who wrote."""
        for line in lines:
            if (found := label_of(line)) and found.label is Label.NEXT and found.rest:
                self._take(found, [line])
            self._next(line)
            if ended := _ENDED.search(line.text):
                clock = dates.time_in(f"kl {ended[1]}")
                self._keep("ends", clock, [line])

    def next_in(self, title: str, lines: Sequence[Line]) -> None:
        """Read the next meeting's day under a title that announces it: `§ 27 Nästa möte`."""
        found = label_of(Line(0, title))
        if "next_day" in self.said or found is None or found.label is not Label.NEXT:
            return
        for line in lines:
            if (day := dates.day_in(line.text, self.near())) and self._is_later(day):
                self._keep("next_day", day, [line])
                return

    def named(self, name: Callable[[str], str]) -> None:
        """Give chair and secretary their whole names: they may be told by initials."""
        for office in ("chair", "secretary"):
            if said := self.said.get(office):
                self.said[office] = Said(name(said.value), said.lines)

    def _next(self, line: Line) -> None:
        """Read the next meeting's day from a sentence: `Neste møte blir 16. februar`."""
        if "next_day" in self.said or not (found := _NEXT.search(line.text)):
            return
        until = re.split(r"(?<=[a-zåäöæø])\.\s", line.text[found.end() :])[0]
        day = dates.day_in(until, self.near())
        if day and self._is_later(day):
            self._keep("next_day", day, [line])

    def _is_later(self, day: date) -> bool:
        near = self.near()
        return near is None or day > near

    def near(self) -> date | None:
        """Return the meeting's day, for days that name no year."""
        held = self.said.get("day")
        return held.value if held else None

    def done(self) -> MeetingSaid:
        """Return the facts gathered."""
        if self.any_body:
            self.said.setdefault("body", self.any_body)
        return MeetingSaid(**self.said)

    def _labelled(self, lines: Sequence[Line]) -> list[Line]:
        plain: list[Line] = []
        told = [line for line in lines if line.text]
        skip = -1
        for at, line in enumerate(told):
            if at <= skip:
                continue
            found = _when_asked(label_of(line, above_items=True))
            if found is None or found.label not in MEETING:
                if found and found.label is Label.GROUP:
                    self.claims.claim(line, Mark.LABEL)
                plain.append(line)
                continue
            used = [line]
            if found.alone:
                below = told[at + 1] if at + 1 < len(told) else None
                if below is None or label_of(below, above_items=True):
                    plain.append(line)
                    continue
                found = Found(found.label, below.text, found.said, below.cells)
                skip, used = at + 1, [line, below]
            for piece in pieces_of(found):
                self._take(piece, used)
        return plain

    def _take(self, found: Found, lines: Sequence[Line]) -> None:
        """Keep what one labelled value says."""
        text = found.rest.replace("\t", " ").strip()
        match found.label:
            case Label.DATE | Label.TIME | Label.START | Label.END | Label.PLACE_AND_TIME:
                self._when(found.label, text, lines)
            case Label.PLACE:
                self._keep("place", text, lines)
            case Label.CHAIR | Label.SECRETARY:
                person = person_in(text, found.cells)
                self._keep(found.label, person.name if person else text, lines)
            case Label.ADJUSTER:
                self.adjusters.append((text, span_of(lines)))
                self.claims.claim(lines, Mark.FACT)
            case Label.NEXT:
                self._keep("next_day", dates.day_in(text, self.near()), lines)
            case Label.BODY if _ANY_MEETING.match(text):  # a kind of meeting: a title says whose
                self.claims.claim(lines, Mark.FACT)
                self.any_body = self.any_body or Said(text, span_of(lines))
            case Label.BODY:
                self._keep("body", text, lines)
            case _:
                self._keep("number", text, lines)

    def _when(self, label: Label, text: str, lines: Sequence[Line]) -> None:
        if day := dates.day_in(text):
            self._keep("day", day, lines)
        starts, ends = dates.times_in(
            text if label is Label.PLACE_AND_TIME or label is Label.DATE else f"kl {text}"
        )
        if label is Label.END:
            starts, ends = None, starts
        self._keep("starts", starts, lines)
        self._keep("ends", ends, lines)
        if label is Label.PLACE_AND_TIME and (place := dates.without_times(text)):
            self._keep("place", place, lines)

    def _keep(self, name: str, value: str | date | time | None, lines: Sequence[Line]) -> None:
        if value in (None, ""):
            return
        self.claims.claim(lines, Mark.FACT)
        self.said.setdefault(name, Said(value, span_of(lines)))

    def _titles(self, lines: Sequence[Line]) -> None:
        """Read the lines at the top: kind of paper, body, day and number, in any order."""
        for line in lines[:_TITLES]:
            if len(line.text) > _LONGEST or (
                line.text.endswith((".", "!")) and len(line.text) > _SENTENCE
            ):
                continue
            self._title(line)

    def _title(self, line: Line) -> None:
        text = without_page(line.text.replace("\t", " "))
        kind = PAPERS.get(fold(text))
        if kind:
            self.paper = self.paper or kind
            self._keep("kind", text, [line])
            return
        timed = "starts" in self.said
        if online := _ONLINE.search(text):
            self._keep("place", online[1], [line])
            text = text[: online.start()]
        if day := dates.day_in(text):
            self._keep("day", day, [line])
        starts, ends = dates.times_in(text)
        self._keep("starts", starts, [line])
        self._keep("ends", ends, [line])
        text = self._paper_and_number(text, line)
        if "body" in self.said:
            self._place(text, line, dated="starts" in self.said and not timed)
        elif not _NUMBER_ALONE.match(text.strip(" -\u2013,:")):
            self._body(text, line)

    def _paper_and_number(self, text: str, line: Line) -> str:
        """Read what the paper calls itself and its number; returns the words without them."""
        if paper := _PAPER.search(text):
            self._keep("kind", _FROM.sub("", paper[0]), [line])
            self.paper = self.paper or PAPERS.get(fold(paper[0]))
            text = f"{text[: paper.start()]} {text[paper.end() :]}"
        if alone := _NUMBER_ALONE.match(text.strip(" -\u2013,:")):
            self._keep("number", alone[0], [line])
        elif counted := _COUNTED.search(text):
            self._keep("number", next(group for group in counted.groups() if group), [line])
            text = f"{text[: counted.start()]} {text[counted.end() :]}"
        return text

    def _place(self, text: str, line: Line, *, dated: bool) -> None:
        """Take what a title line says behind the day and hours, or alone, for where it was."""
        bare = _DAYS.sub(" ", dates.without_times(text))
        bare = _CONNECTS.sub("", re.sub(r"\s+", " ", bare).strip(" ,;:.-\u2013\u2014*()"))
        if "day" in self.said and (_SOMEWHERE.search(bare) if not dated else len(bare) > 2):  # noqa: PLR2004
            self._keep("place", bare.strip(" ()"), [line])

    def _body(self, text: str, line: Line) -> None:
        bare = _DAYS.sub(" ", dates.without_times(text))
        bare = re.sub(r"\s+", " ", bare).strip(" ,;:.-\u2013\u2014*()")
        for _ in range(2):
            bare = _MEETING_IN.sub("", _CONNECTS.sub("", bare)).strip()
        bare = re.sub(r"\s+(?:den|kl|d)\.?$", "", bare)
        if owned := _GENITIVE.match(bare):
            bare = owned[1]
        bare = re.sub(
            r"(?:\s+(?:den|kl|d\.|fra|från|frå|på|i|møte|möte|møde)|\s*[\u2013-])+$", "", bare
        ).strip(" ,;:.-\u2013()")
        if len(bare) > 1 and not bare.isdecimal() and fold(bare) not in LABELS:
            self._keep("body", bare, [line])


def _when_asked(found: Found | None) -> Found | None:
    """Take `Når: …` above the items for the meeting's own day and hours."""
    if found and found.label is Label.DUE and fold(found.said) in {"nar", "hvornar"}:
        return replace(found, label=Label.DATE)
    return found


def _announces_other(line: Line) -> bool:
    """Tell whether a line begins a list of papers, decisions or the like: no title stands below."""
    found = label_of(line)
    return found is not None and found.label in IN_ITEMS and _paper_said(found.said) not in PAPERS


def _is_group(line: Line) -> bool:
    """Tell whether a line only groups what follows: `Information om möte`."""
    found = label_of(line, above_items=True)
    return (
        found is not None and found.label is Label.GROUP and _paper_said(found.said) not in PAPERS
    )


def _paper_said(said: str) -> str:
    """Return what a paper calls itself, its number aside: `Protokoll nr 3/2024`."""
    return fold(re.sub(r"(?:\s*nr\.?)?\s*#?\d+(?:\s*[/-]\s*\d+)?$", "", said))
