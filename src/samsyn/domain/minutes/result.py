"""What minutes say, once read: facts, each with the lines that it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from samsyn.domain.minutes.source import Line, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """One value and where it stands."""

    value: T
    lines: Span


class PaperKind(StrEnum):
    """Whether the paper tells of a meeting that was held or calls to one."""

    MINUTES = "minutes"
    AGENDA = "agenda"


class Role(StrEnum):
    """In what way somebody was part of the meeting."""

    PRESENT = "present"
    SUBSTITUTE = "substitute"
    ABSENT = "absent"
    PRESENTING = "presenting"
    OBSERVER = "observer"


class Office(StrEnum):
    """What somebody did for the meeting."""

    NONE = ""
    CHAIR = "chair"
    SECRETARY = "secretary"
    ADJUSTER = "adjuster"


class AgendaKind(StrEnum):
    """What an agenda line asks of those present."""

    UNSAID = ""
    INFORMATION = "I"
    DISCUSSION = "D"
    WORK = "A"
    DECISION = "B"


class Outcome(StrEnum):
    """What became of an item."""

    DONE = "done"
    DROPPED = "dropped"
    POSTPONED = "postponed"


class DecisionKind(StrEnum):
    """Whether it was decided or only put forward."""

    DECIDED = "decided"
    PROPOSED = "proposed"


class Mark(StrEnum):
    """How far a line was understood."""

    BLANK = "blank"
    FACT = "fact"
    LABEL = "label"
    BODY = "body"
    FURNITURE = "furniture"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSaid:
    """The meeting itself; what the paper does not say is None."""

    body: Said[str] | None = None
    kind: Said[str] | None = None
    number: Said[str] | None = None
    day: Said[date] | None = None
    starts: Said[time] | None = None
    ends: Said[time] | None = None
    place: Said[str] | None = None
    chair: Said[str] | None = None
    secretary: Said[str] | None = None
    next_day: Said[date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody named as present, absent or otherwise part of it.

    `for_whom` is the member somebody sat in for; `items` those somebody attended, where not all.
    """

    name: str
    role: Role
    lines: Span
    organisation: str = ""
    for_whom: str = ""
    office: Office = Office.NONE
    title: str = ""
    initials: str = ""
    party: str = ""
    items: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A line of the agenda: an item, a break or the end. `minutes` is how long it may take."""

    title: str
    lines: Span
    number: str = ""
    kind: AgendaKind = AgendaKind.UNSAID
    presenter: str = ""
    at: time | None = None
    minutes: int | None = None
    is_break: bool = False
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading inside an item."""

    title: str
    lines: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What was taken up; `path` is the titles above it, `lines` its heading and all its text."""

    number: str
    title: str
    lines: Span
    path: tuple[str, ...] = ()
    sub_headings: tuple[SubHeading, ...] = ()
    body: str = ""
    case_number: str = ""
    presenter: str = ""
    outcome: Outcome = Outcome.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How a vote fell; None is not said."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSaid:
    """A decision or a proposal for one; `item` is the item's place in the list of items."""

    text: str
    kind: DecisionKind
    lines: Span
    item: int | None = None
    subject: str = ""
    votes: Votes | None = None
    reservations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSaid:
    """What somebody is to do. `due_said` is the words; `due` their day, where they name one."""

    what: str
    lines: Span
    who: tuple[str, ...] = ()
    due: date | None = None
    due_said: str = ""
    item: int | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCount:
    """How many of those asked have answered what; None is not said."""

    subject: str
    asked: int
    lines: Span
    yes: int | None = None
    no: int | None = None
    unanswered: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSaid:
    """A paper that belongs to the meeting, or to one item."""

    name: str
    lines: Span
    number: str = ""
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A whole paper as it was understood; `marks` has one mark for each line of `lines`."""

    paper: PaperKind
    language: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    meeting: MeetingSaid
    participants: tuple[Participant, ...] = field(default=())
    agenda: tuple[AgendaLine, ...] = field(default=())
    items: tuple[Item, ...] = field(default=())
    decisions: tuple[DecisionSaid, ...] = field(default=())
    actions: tuple[ActionSaid, ...] = field(default=())
    polls: tuple[PollCount, ...] = field(default=())
    documents: tuple[DocumentSaid, ...] = field(default=())

    @property
    def not_understood(self) -> tuple[Line, ...]:
        """Return the lines no fact claims and no item has as its text."""
        pairs = zip(self.lines, self.marks, strict=True)
        return tuple(line for line, mark in pairs if mark is Mark.NOT_UNDERSTOOD)
