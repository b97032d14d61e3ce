"""Write one decision down as a step of an act: numbered, with its item and all it moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.apps.council.models import (
    AgendaItem,
    CirculationAnswer,
    Decision,
    DecisionEffect,
    Forum,
    ForumMember,
    Meeting,
)
from samsyn.apps.council.services._effects import Making, carry_out
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.deciding import (
    Assembly,
    Outcome,
    Ruling,
    Way,
    nth_of,
    number_of,
    prefix_of,
)
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel import clock

_LONGEST_NAME = 250
_LONGEST_BY = 200
_MINUTES_TO_REPORT = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """What one member answered when a decision was sent round."""

    member_id: int
    choice: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is decided: by whom, on which item, and what there is to know about it.

    voted  the members who answered by circulation, with what each said
    """

    forum: Forum
    item: AgendaItem | None
    ruling: Ruling
    assembly: Assembly
    effects: Sequence[DecisionEffect] = ()
    replaces: Decision | None = None
    voted: Sequence[tuple[ForumMember, Answered]] = ()
    client_id: str = ""


def resolve(actor: Actor, case: Case) -> tuple[Decision, list[Objection]]:
    """Write the decision, mark its item and carry out its effects; return it, and all against it.

    The forum is locked by the caller: numbers have no gaps and no doubles. What it moves tells of
    it in the organisation's language. The caller refuses the act where anything is returned.
    """
    with translation.override(case.forum.organisation.language):
        decision = _numbered(actor, case)
        _keep_answers(decision, case.voted)
        making = Making(actor, decision, case.ruling, case.forum)
        against = carry_out(making, case.effects)
        if case.item:
            _mark(case.item, decision)
        if case.item and case.ruling.outcome is Outcome.REFERRED:
            copy_to(actor, case.item, case.forum)
        if case.assembly.way is not Way.MEETING:
            _report(actor, case.forum, decision)
    return decision, against


def copy_to(actor: Actor, item: AgendaItem, forum: Forum) -> AgendaItem:
    """Put an item on a forum's backlog, with what is planned to happen when it is decided."""
    planned = list(DecisionEffect.owned_by(actor).filter(item=item).order_by("pk"))
    kept: tuple[str, ...] = (
        "name",
        "type",
        "minutes",
        "presenter_id",
        "presenter_name",
        "description",
        "proposal",
    )
    kept += ("basis", "consequences", "closed_doors", "initiative_id", "poll_id", "plan_id")
    copied = AgendaItem.everything.create(
        forum=forum,
        state=AgendaItem.State.BACKLOG,
        proposed_on=clock.today(),
        postponed_from=item if forum.pk == item.forum_id else None,
        **{name: getattr(item, name) for name in kept},
    )
    columns = ("kind", "initiative_id", "poll_id", "plan_id", "fund_id", "amount", "choice")
    done = ("gate_decision", "published", "version", "cost", "allocation")
    for effect in planned:
        parameters = {k: v for k, v in effect.parameters.items() if k not in done}
        DecisionEffect.everything.create(
            item=copied,
            parameters=parameters,
            **{name: getattr(effect, name) for name in columns},
        )
    return copied


def _numbered(actor: Actor, case: Case) -> Decision:
    """Write the row with the next number of its forum and year.

    Another forum may begin its numbers alike, and be one we do not see: then ours says which.
    """
    on = case.ruling.decided_on or clock.today()
    ours = Decision.owned_by(actor).filter(forum=case.forum, number__contains=f" {on.year}:")
    last = max(ours.values_list("number", flat=True), key=nth_of, default="")
    prefix = last.rpartition(f" {on.year}:")[0] or prefix_of(case.forum.short_name, case.forum.name)
    for begins in (prefix, f"{prefix[:12]}-{case.forum.pk}"):
        try:
            with transaction.atomic():
                return _written(case, number_of(begins, on.year, nth_of(last) + 1))
        except IntegrityError as error:
            if "decision_numbered_once" not in str(error):
                raise
    raise LookupError(case.forum.pk)


def _written(case: Case, number: str) -> Decision:
    ruling, item, tally = case.ruling, case.item, case.assembly.tally
    on = ruling.decided_on or clock.today()
    return Decision.everything.create(
        forum=case.forum,
        name=(ruling.name or (item.name if item else "") or _first_line(ruling.text))[
            :_LONGEST_NAME
        ],
        number=number,
        meeting=item.meeting if item else None,
        item=item,
        outcome=ruling.outcome.value,
        text=ruling.text,
        reasoning=ruling.reasoning,
        alternatives=ruling.alternatives,
        basis=ruling.basis or (item.basis if item else ""),
        mandate=ruling.mandate or case.forum.mandate,
        consequences=ruling.consequences or (item.consequences if item else ""),
        decided_on=on,
        decided_by=(ruling.decided_by.strip() or case.forum.name)[:_LONGEST_BY],
        effective_on=ruling.effective_on,
        review_on=ruling.review_on,
        expires_on=ruling.expires_on,
        supersedes=case.replaces,
        closed_doors=bool(item and item.closed_doors),
        votes_for=tally.votes_for if tally else None,
        votes_against=tally.against if tally else None,
        votes_abstained=tally.abstained if tally else None,
        client_id=case.client_id,
    )


def _keep_answers(decision: Decision, voted: Iterable[tuple[ForumMember, Answered]]) -> None:
    for member, said in voted:
        CirculationAnswer.everything.create(
            decision=decision,
            member=member,
            who=member.person.name,
            represents=member.represents.name if member.represents else "",
            choice=said.choice,
            note=said.note[:300],
        )


def _mark(item: AgendaItem, decision: Decision) -> None:
    """Say on the item what became of it; one that is being dealt with goes on until it is left."""
    if item.state != AgendaItem.State.NOW:
        item.state = AgendaItem.State.DONE
        item.ended_at = item.ended_at or clock.now()
    item.outcome = f"{decision.get_outcome_display()}: {decision.number}"
    item.revision += 1
    item.save()


def _report(actor: Actor, forum: Forum, decision: Decision) -> None:
    """Put a decision made between meetings on the next agenda, or in the backlog until there is."""
    to_come = Meeting.owned_by(actor).filter(
        forum=forum,
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
        starts_at__gte=clock.now(),
    )
    meeting = to_come.order_by("starts_at").first()
    items = AgendaItem.owned_by(actor).filter(meeting=meeting) if meeting else None
    last = items.aggregate(of=Max("order"))["of"] if items is not None else None
    AgendaItem.everything.create(
        forum=forum,
        meeting=meeting,
        order=(last or 0) + 1 if meeting else 0,
        number=str(items.filter(is_break=False).count() + 1) if items is not None else "",
        state=AgendaItem.State.PLANNED if meeting else AgendaItem.State.BACKLOG,
        type=AgendaItem.Type.INFORMATION,
        minutes=_MINUTES_TO_REPORT,
        name=_("Decided between meetings: %(number)s, %(name)s")[:_LONGEST_NAME]
        % {"number": decision.number, "name": decision.name[:150]},
        description=decision.text,
        closed_doors=decision.closed_doors,
        proposed_on=clock.today(),
    )


def _first_line(text: str) -> str:
    return next((line.strip("#*- ") for line in text.splitlines() if line.strip("#*- ")), text)
