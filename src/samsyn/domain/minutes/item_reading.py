"""Read one item: text, sub-headings, decisions, actions, polls, papers, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samsyn.domain.minutes import actions, decisions, outcomes, polls
from samsyn.domain.minutes.actions import Around
from samsyn.domain.minutes.claims import Claims
from samsyn.domain.minutes.documents import documents_in, number_said
from samsyn.domain.minutes.doing import is_to_do, is_told
from samsyn.domain.minutes.heads import Head
from samsyn.domain.minutes.labels import label_of
from samsyn.domain.minutes.paragraphs import (
    Paragraph,
    is_count,
    is_point,
    paragraphs_of,
    sentences_of,
)
from samsyn.domain.minutes.parts import Part, parts_of
from samsyn.domain.minutes.result import (
    ActionSaid,
    DecisionKind,
    DecisionSaid,
    DocumentSaid,
    Item,
    Mark,
    Outcome,
    PollCount,
    SubHeading,
    Votes,
)
from samsyn.domain.minutes.source import Line, Span
from samsyn.domain.minutes.words import Label

_KINDS = {Label.DECISION: DecisionKind.DECIDED, Label.PROPOSAL: DecisionKind.PROPOSED}


@dataclass
class ItemFacts:
    """What one item holds, while it is read."""

    decisions: list[DecisionSaid] = field(default_factory=list)
    actions: list[ActionSaid] = field(default_factory=list)
    polls: list[PollCount] = field(default_factory=list)
    documents: list[DocumentSaid] = field(default_factory=list)
    sub_headings: list[SubHeading] = field(default_factory=list)
    case_number: str = ""
    presenter: str = ""
    outcome: Outcome | None = None


class ItemReader:
    """Reads the lines of one item and marks each of them."""

    def __init__(self, claims: Claims, around: Around, place: int | None, title: str) -> None:
        self._claims = claims
        self._around = around
        self._place = place
        self._subject = title
        self.facts = ItemFacts()
        self.used: set[int] = set()
        self._votes: Votes | None = None
        self._labelled = False

    def read(self, lines: Sequence[Line]) -> ItemFacts:
        """Read the text below an item's title."""
        parts = parts_of(lines)
        self._labelled = any(part.label is Label.DECISION for part in parts)
        for at, part in enumerate(parts):
            below = parts[at + 1] if at + 1 < len(parts) else None
            self._part(part, last=below is None or below.found is not None, first=at == 0)
        self._claims.claim(lines, Mark.BODY)
        return self.facts

    def read_labelled(self, lines: Sequence[Line]) -> None:
        """Read only what labels announce: prose outside all items is nobody's."""
        labelled = {Label.DECISION, Label.PROPOSAL, Label.ACTION, Label.DOCUMENTS, Label.DUE}
        for part in parts_of(lines):
            if part.label in labelled:
                self._part(part, first=True, last=True)

    def _part(self, part: Part, *, first: bool, last: bool) -> None:
        self._head(part)
        lines = _own_lines(part)
        match part.label:
            case Label.DECISION | Label.PROPOSAL:
                to_the_end = last and not first
                if part.label is Label.PROPOSAL:
                    to_the_end = last
                self._decided(part, lines, to_the_end=to_the_end)
            case Label.ACTION:
                self._actions(part, lines)
            case Label.RESPONSIBLE | Label.DUE if _to_be_done(
                self.facts, self._place, self._subject
            ):
                self._about_action(part, lines)
            case Label.RESERVATION | Label.VOTES if self.facts.decisions:
                self._about_decision(part, lines)
            case Label.DOCUMENTS:
                self._documents(part, lines)
            case Label.CASE_NUMBER | Label.PRESENTER | Label.RESPONSIBLE:
                self._about_item(part, lines)
            case _:
                self._prose(paragraphs_of(lines))

    def _head(self, part: Part) -> None:
        if part.head is None:
            return
        self._claims.claim(part.head, Mark.LABEL)
        alone = part.found is None or (part.label is Label.PART and part.found.alone)
        title = part.head.text.rstrip(": ")
        if alone:
            self.facts.sub_headings.append(SubHeading(title, part.head.span))
        if part.found is None:
            self._subject = title

    def _decided(self, part: Part, lines: Sequence[Line], *, to_the_end: bool) -> None:
        kind = _KINDS[part.label or Label.DECISION]
        inline = bool(part.found and part.found.rest)
        told = paragraphs_of(_others_apart(lines, self._around, kind), points=True)
        paragraphs, behind = _with_others_apart(told, kind, self._around)
        found = decisions.decided_in(paragraphs, kind, inline=inline, to_the_end=to_the_end)
        for decision in found.decisions:
            votes = decision.votes or decisions.votes_in(part.found.said if part.found else "")
            self._add_decision(replace(decision, votes=votes))
        self._take(found.used)
        if kind is DecisionKind.DECIDED:
            for paragraph in paragraphs[: len(paragraphs) - len(found.left)]:
                self._tasks(paragraph)
                self._outcome(paragraph)
        self._prose([*found.left, *behind])

    def _actions(self, part: Part, lines: Sequence[Line]) -> None:
        inline = bool(part.found and part.found.rest)
        paragraphs = paragraphs_of(lines, points=True)
        count = 1 if inline and paragraphs else 0
        while count < len(paragraphs) and (
            _is_listed(paragraphs[count])
            or (count == 0 and not inline)
            or (inline and _only_about(paragraphs[count]))
        ):
            count += 1
        found, used = actions.actions_in(paragraphs[:count], self._around)
        for action in found:
            self._add_action(_decided_to_do(action, self.facts, self._around))
        self._take(used)
        self._prose(paragraphs[count:])

    def _about_action(self, part: Part, lines: Sequence[Line]) -> None:
        """Take `Ansvarig: …` and `Frist: …` on lines of their own to the action above."""
        first = next((line for line in lines if line.text), None)
        if first and part.label:
            last, around = self.facts.actions[-1], self._around
            if new := actions.told_behind(first.text, first.span, around):
                _without_empty(self.facts)
                self._add_action(new)
            else:
                more = actions.with_more(last, part.label, first.text, first.span, around)
                self.facts.actions[-1] = more or last
            self._take([first])
            lines = lines[lines.index(first) + 1 :]
        self._prose(paragraphs_of(lines))

    def _about_decision(self, part: Part, lines: Sequence[Line]) -> None:
        paragraphs = paragraphs_of(_others_apart(lines, self._around))
        at = self._last_decided()
        for paragraph in paragraphs[:1] if part.label is Label.VOTES else paragraphs:
            decision = self.facts.decisions[at]
            if part.label is Label.VOTES and decision.kind is DecisionKind.PROPOSED:
                self._votes = decisions.votes_in(paragraph.text)
            elif part.label is Label.VOTES:
                self.facts.decisions[at] = decisions.with_votes(decision, paragraph.text)
            else:
                named = decisions.reservations_in(paragraph.text) or (paragraph.text,)
                together = (*decision.reservations, *named)
                self.facts.decisions[at] = replace(decision, reservations=together)
            self._take(paragraph.lines)
        self._prose(paragraphs[1:] if part.label is Label.VOTES else ())

    def _documents(self, part: Part, lines: Sequence[Line]) -> None:
        listed, rest = _listed_papers(part, lines)
        number = number_said(part.found.said) if part.found else ""
        found, used = documents_in(listed, number)
        self.facts.documents += [replace(one, item=self._place) for one in found]
        self._take(used)
        self._prose(paragraphs_of([*(line for line in listed if line not in used), *rest]))

    def _about_item(self, part: Part, lines: Sequence[Line]) -> None:
        said = part.found.rest if part.found else ""
        if part.head and said:
            if part.label is Label.CASE_NUMBER:
                self.facts.case_number = said
            else:
                self.facts.presenter = self.facts.presenter or said.strip(" .")
            self._take([part.head])
            lines = [line for line in lines if line.number != part.head.number]
        self._prose(paragraphs_of(lines))

    def _prose(self, paragraphs: Sequence[Paragraph]) -> None:
        paragraphs = decisions.with_leads_apart(paragraphs)
        for at, paragraph in enumerate(paragraphs):
            below = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
            if decisions.leads_to_points(paragraph, below):
                self._claims.claim(paragraph.lines, Mark.LABEL)
                self._points(paragraphs[at + 1 :])
                return
            for poll in polls.polls_in(paragraph):
                self.facts.polls.append(_counted(poll, self._subject, self._place))
                self._claims.claim(poll.lines, Mark.FACT)
            for decision in decisions.in_prose(paragraph, labelled=self._labelled):
                if not actions.is_agreed_task(decision.text, self._around.known):
                    self._add_decision(decision)
                    self._claims.claim(decision.lines, Mark.FACT)
            for named in decisions.reservations_in(paragraph.text):
                self._reserved(named, paragraph)
            self._tasks(paragraph)
            self._outcome(paragraph)

    def _points(self, paragraphs: Sequence[Paragraph]) -> None:
        """Read the points of a decision that prose led to, and the prose behind them."""
        kind = DecisionKind.DECIDED
        found = decisions.decided_in(paragraphs, kind, inline=True, to_the_end=False)
        for decision in found.decisions:
            self._add_decision(decision)
        self._take(found.used)
        for paragraph in paragraphs[: len(paragraphs) - len(found.left)]:
            self._tasks(paragraph)
        self._prose(found.left)

    def _reserved(self, named: str, paragraph: Paragraph) -> None:
        if self.facts.decisions:
            at = self._last_decided()
            decision = self.facts.decisions[at]
            together = (*decision.reservations, named)
            self.facts.decisions[at] = replace(decision, reservations=together)
            self._claims.claim(paragraph.lines, Mark.FACT)

    def _tasks(self, paragraph: Paragraph) -> None:
        for action in actions.task_in(paragraph, self._around):
            self._add_action(action)
            self._claims.claim(action.lines, Mark.FACT)

    def _outcome(self, paragraph: Paragraph) -> None:
        for sentence, lines in sentences_of(paragraph):
            found = outcomes.outcome_in(sentence, self._subject)
            if found and self.facts.outcome is not Outcome.POSTPONED:
                self.facts.outcome = found
                self._claims.claim(lines, Mark.FACT)

    def _add_decision(self, decision: DecisionSaid) -> None:
        votes = decision.votes
        if decision.kind is DecisionKind.DECIDED and votes is None:
            votes, self._votes = self._votes, None
        told = replace(decision, item=self._place, subject=self._subject, votes=votes)
        self.facts.decisions.append(told)

    def _add_action(self, action: ActionSaid) -> None:
        self.facts.actions.append(replace(action, item=self._place, subject=self._subject))

    def _last_decided(self) -> int:
        """Return the place of the last real decision; of the last proposal, if there is none."""
        told = self.facts.decisions
        return next(
            (at for at in reversed(range(len(told))) if told[at].kind is DecisionKind.DECIDED),
            len(told) - 1,
        )

    def _take(self, lines: Sequence[Line]) -> None:
        self._claims.claim(lines, Mark.FACT)
        self.used |= {line.number for line in lines}


def _own_lines(part: Part) -> list[Line]:
    """Return the lines below, the rest of the label's own line first."""
    if part.head is None or part.found is None:
        return list(part.lines)
    if actions.header(part.head):
        return [part.head, *part.lines]
    if not part.found.rest:
        return list(part.lines)
    return [part.head.saying(part.found.rest.replace("\t", " \u2013 ")), *part.lines]


def _listed_papers(part: Part, lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the lines that list papers, and those behind: where one is named on the label's line.

    Then only bullets go on with the list.
    """
    count = len(lines)
    if part.found is not None and not part.found.alone:
        count = 1
        while count < len(lines) and lines[count].bullet:
            count += 1
    return lines[:count], lines[count:]


def item_of(head: Head, path: tuple[str, ...], lines: Sequence[Line], reader: ItemReader) -> Item:
    """Return the item that was read: its body is what no decision, action or paper has taken."""
    facts = reader.facts
    body = [line for line in lines if line.number not in reader.used]
    last = max((line.number for line in lines if line.text), default=head.line.number)
    first = head.line.number
    return Item(
        number=head.number, title=head.title, lines=Span(first, max(first, last)), path=path,
        sub_headings=tuple(facts.sub_headings), body=_text(body), case_number=facts.case_number,
        presenter=facts.presenter, outcome=facts.outcome or Outcome.DONE,
    )  # fmt: skip


def _text(lines: Sequence[Line]) -> str:
    told = [f"- {line.text}" if line.bullet else line.text for line in lines]
    text = "\n".join(told).strip()
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _is_listed(paragraph: Paragraph) -> bool:
    listed = paragraph.bullet or bool(paragraph.cells) or is_count(paragraph.text)
    return listed or _only_about(paragraph)


def _only_about(paragraph: Paragraph) -> bool:
    from_label = label_of(paragraph.lines[0])
    return from_label is not None and from_label.label in {Label.RESPONSIBLE, Label.DUE}


def _to_be_done(facts: ItemFacts, place: int | None, subject: str) -> bool:
    """Tell whether there is an action to add to; a decision somebody answers for is one."""
    told = facts.decisions
    last = facts.actions[-1].lines.last if facts.actions else 0
    if told and told[-1].kind is DecisionKind.DECIDED and told[-1].lines.last > last:
        one = told[-1]
        facts.actions.append(
            ActionSaid(what=one.text, who=(), lines=one.lines, item=place, subject=subject)
        )
    return bool(facts.actions)


def _counted(poll: polls.Counted, subject: str, place: int | None) -> PollCount:
    return PollCount(
        subject=subject, asked=poll.asked, yes=poll.yes, no=poll.no, unanswered=poll.unanswered,
        lines=poll.lines, item=place,
    )  # fmt: skip


def _others_apart(
    lines: Sequence[Line], around: Around, kind: DecisionKind = DecisionKind.DECIDED
) -> list[Line]:
    """Set what is no part of a decision, on a line of its own, apart from it.

    A task somebody known takes on, what somebody said, and below a proposal what became of it.
    """
    told: list[Line] = []
    for line in lines:
        whole = bool(told) and (told[-1].text.endswith(".") or " " not in told[-1].text)
        if whole and (
            is_to_do(line.text, around.known, dated=False, listed=False)
            or is_told(line.text, around.known)
            or (kind is DecisionKind.PROPOSED and decisions.is_decided(line.text))
        ):
            told.append(Line(line.number, ""))
        told.append(line)
    return told


def _with_others_apart(
    paragraphs: Sequence[Paragraph], kind: DecisionKind, around: Around
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Split paragraphs at what is no part of what was decided or proposed.

    Below a proposal that is what was decided, below a decision a task somebody known takes on.
    """
    for at, one in enumerate(paragraphs):
        if kind is DecisionKind.PROPOSED:
            other = decisions.is_decided(one.text)
        else:
            listed = one.bullet or is_point(one.text)  # one of several points decided
            other = not listed and is_to_do(one.text, around.known, dated=False, listed=False)
        if at and other:
            return paragraphs[:at], paragraphs[at:]
    return paragraphs, ()


def _decided_to_do(action: ActionSaid, facts: ItemFacts, around: Around) -> ActionSaid:
    """Return an action that names only who and when with the decision above as what to do."""
    if facts.decisions and actions.only_who(action, around.known):
        return replace(action, what=facts.decisions[-1].text)
    return action


def _without_empty(facts: ItemFacts) -> None:
    """Drop the decision last taken for an action, where nobody was found to answer for it."""
    if not facts.actions[-1].who:
        facts.actions.pop()
