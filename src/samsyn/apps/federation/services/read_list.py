"""Take in a list of answers: all of it or, with everything that is wrong told at once, nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from samsyn.apps.federation.models import Choice, Poll, PollAnswer, PollAsked
from samsyn.apps.federation.services.answer_poll import Answer, incomplete, keep_on
from samsyn.apps.federation.services.settle_poll import join_late
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.answer_list import Line, Reading, read_answers
from samsyn.domain.federation.polling import PollFlaw, Standing
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.domain.tabular.cells import CellValue
from samsyn.kernel.use_case import use_case

_LANGUAGES = ("en", "sv", "nb", "da")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many answers were taken in, and who had answered itself, whose own answer stands."""

    answers: int
    themselves: tuple[str, ...]


@use_case(Permission.FEDERATION_WRITE)
def read_list(
    actor: Actor, *, poll_id: int, rows: Sequence[Sequence[CellValue]], mandate: str = ""
) -> Taken:
    """Write down what a list says for those who did not answer themselves.

    `mandate` holds where a line says none. Raises Refused with all that is wrong, by line.
    """
    poll = Poll.owned_by(actor).select_for_update(of=("self",)).get(pk=poll_id)
    found = PollAsked.owned_by(actor).filter(poll=poll).select_for_update(of=("self",))
    asked = {row.member_id: row for row in found.select_related("member")}
    reading = read_answers(rows, {pk: row.member.name for pk, row in asked.items()}, _words())
    answers = {line.member: _answer(line, poll, mandate) for line in reading.lines}
    refuse_if(_objections(poll, reading, answers))
    own = set(
        PollAnswer.visible_to(actor)
        .filter(poll_id=poll.pk, federation=actor.organisation_id)
        .values_list("organisation", flat=True)
    ) | {pk for pk, row in asked.items() if row.came_by == PollAsked.Came.LINK}
    for member, answer in answers.items():
        if member not in own:
            keep_on(asked[member], answer, came_by=PollAsked.Came.LIST, who=actor.name)
    if poll.state == Poll.State.SETTLED:
        join_late(actor, poll.pk)
    both = sorted(asked[pk].member.name for pk in own & set(answers))
    return Taken(len(set(answers) - own), tuple(both))


def _answer(line: Line, poll: Poll, mandate: str) -> Answer:
    return Answer(
        choice=line.choice.value,
        hours=line.hours if poll.asks_people else None,
        money=line.money if poll.asks_money else None,
        seats=line.seats if poll.seats else None,
        condition=line.condition,
        contact=line.contact,
        mandate=line.mandate or mandate.strip(),
    )


def _objections(poll: Poll, reading: Reading, answers: Mapping[int, Answer]) -> Iterator[Objection]:
    if poll.state == Poll.State.DRAFT:
        yield Objection(PollFlaw.NOT_ASKED_YET)
    yield from reading.objections
    for line in reading.lines:
        for one in incomplete(poll, answers[line.member]):
            yield Objection(one.code, {**one.facts, "line": line.number})


def _words() -> dict[Standing, Iterable[str]]:
    """Return what each answer is called on the pages, in every language of the house."""
    found: dict[Standing, list[str]] = {Standing(choice.value): [] for choice in Choice}
    for language in _LANGUAGES:
        with translation.override(language):
            for choice in Choice:
                found[Standing(choice.value)].append(str(choice.label))
    return dict(found)
