"""Decide at a gate: who said what, when and on what basis. It is kept as it was."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Gate, GateCheck, GateDecision, Initiative, StopRule
from samsyn.apps.portfolio.services._course import stop_here, to_change
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.gates import Hearing, Said, Verdict, doubts
from samsyn.domain.portfolio.stop_rules import is_passed
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_DECIDE)
def decide_at_gate(
    actor: Actor,
    *,
    initiative_id: int,
    gate_id: int,
    said: Said,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> GateDecision:
    """Write down what was decided at a gate; “stop here” stops the initiative in the same act.

    Raises Refused with everything that the decision lacks.
    """
    return say_at_gate(actor, initiative_id=initiative_id, gate_id=gate_id, said=said)


def say_at_gate(actor: Actor, *, initiative_id: int, gate_id: int, said: Said) -> GateDecision:
    """Do the same as a step of a larger act: a forum's decision takes initiatives through gates.

    Which of the gate's questions were ticked off is kept in the basis, in the words they had.
    """
    initiative = to_change(actor, initiative_id)
    gate = Gate.owned_by(actor).select_related("policy").get(pk=gate_id)
    questions = questions_of(gate)
    today = clock.today()
    refuse_if(doubts(said, _hearing(actor, initiative, gate, questions), today))
    decision = GateDecision.everything.create(
        initiative=initiative,
        gate=gate,
        outcome=said.verdict.value,
        decided_by=said.by.strip(),
        decided_on=said.on,
        basis=_basis(said, questions),
        reason=said.reason,
        conditions=said.conditions,
        come_back_on=said.come_back_on if said.verdict is Verdict.WAIT else None,
        state_then=initiative.state,
    )
    if said.verdict is Verdict.STOP:
        stop_here(initiative)
    return decision


def questions_of(gate: Gate) -> tuple[str, ...]:
    """Return the gate's own questions, one a line as they were typed."""
    lines = (line.strip().lstrip("-* ").strip() for line in gate.asks.splitlines())
    return tuple(line for line in lines if line)


def _hearing(
    actor: Actor, initiative: Initiative, gate: Gate, questions: tuple[str, ...]
) -> Hearing:
    answers = dict(
        GateCheck.owned_by(actor).filter(initiative=initiative).values_list("question", "answer")
    )
    waiting = queries.waiting_rules(StopRule.owned_by(actor).filter(initiative=initiative))
    today = clock.today()
    return Hearing(
        state=State(initiative.state),
        is_its_gate=gate.policy.track == initiative.track,
        questions=questions,
        needs_checklist=gate.needs_checklist,
        unanswered=_labels([q for q in GateCheck.Question.values if q not in answers]),
        answered_no=_labels([q for q, said in answers.items() if said == GateCheck.Answer.NO]),
        passed_stop_rules=tuple(r.evidence for r in waiting if is_passed(r.by, today)),
    )


def _labels(questions: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(GateCheck.Question(question).label) for question in questions)


def _basis(said: Said, questions: tuple[str, ...]) -> str:
    if not questions:
        return said.basis
    yes, no = _("in place"), _("not in place")
    lines = [f"- {q}: {yes if n in said.ticked else no}" for n, q in enumerate(questions)]
    return said.basis.rstrip() + "\n\n" + "\n".join(lines)
