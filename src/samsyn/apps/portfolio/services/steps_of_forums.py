"""The steps that a forum's decision takes in the portfolio, each part of the decision's own act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samsyn.apps.portfolio.models import Allocation, Cost, Fund, Gate, Initiative
from samsyn.apps.portfolio.services._course import stop_here, take_step, to_change
from samsyn.apps.portfolio.services.decide_at_gate import questions_of
from samsyn.apps.portfolio.services.decide_initiative import say_yes
from samsyn.apps.portfolio.services.start_initiative import begin_work
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import COMES_FROM, State, Step

_LONGEST_NAME = 150
#: Steps that ask for nothing but a day; handing over also asks who takes it, and at what cost.
_SIMPLE = (Step.PROPOSE, Step.DECIDE, Step.START, Step.DELIVER, Step.CLOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Money that was decided: of which fund, for which year, how much, by whom and when."""

    fund_id: int
    year: int
    kind: Cost.Kind
    amount: Decimal
    by: str
    on: date


def step_behind(actor: Actor, gate_id: int) -> Step:
    """Return the step that stands behind a gate of ours."""
    return Step(Gate.owned_by(actor).get(pk=gate_id).before)


def asked_at(actor: Actor, gate_id: int) -> tuple[str, ...]:
    """Return the questions that one of our gates asks, in its own words."""
    return questions_of(Gate.owned_by(actor).get(pk=gate_id))


def take_step_behind(
    actor: Actor, step: Step, *, initiative_id: int, on: date, reason: str
) -> Initiative | None:
    """Let an initiative that stands before a step take it; None where it is elsewhere.

    Raises Refused with everything that speaks against it.
    """
    state = State(to_change(actor, initiative_id).state)
    if step not in _SIMPLE or state not in COMES_FROM[step]:
        return None
    if step is Step.DECIDE:
        return say_yes(actor, initiative_id=initiative_id, on=on, reason=reason)
    if step is Step.START:
        return begin_work(actor, initiative_id=initiative_id, on=on, reason=reason)
    learned = {"delivered_on": on} if step is Step.DELIVER else None
    return take_step(
        actor, step, initiative_id=initiative_id, on=on, reason=reason, learned=learned
    )


def stop_without_a_gate(actor: Actor, *, initiative_id: int) -> Initiative:
    """Stop an initiative that a forum said no to where no gate stands in its way."""
    initiative = to_change(actor, initiative_id)
    stop_here(initiative)
    return initiative


def allocate(actor: Actor, given: Given) -> Allocation:
    """Let a fund spend so much more in a year than it could; from no limit on it is a limit."""
    fund = Fund.owned_by(actor).select_for_update().get(pk=given.fund_id)
    rows = Allocation.owned_by(actor).filter(fund=fund, fiscal_year=given.year)
    row = rows.first() or Allocation(fund=fund, fiscal_year=given.year, visibility=fund.visibility)
    column = "one_off" if given.kind == Cost.Kind.ONE_OFF else "running"
    setattr(row, column, (getattr(row, column) or Decimal(0)) + given.amount)
    row.decided_by, row.decided_on = given.by[:_LONGEST_NAME], given.on
    row.revision += 1 if row.pk else 0
    row.save()
    return row


def grant(actor: Actor, initiative_id: int, given: Given) -> Cost:
    """Write so much of a fund into an initiative's budget of a year, as decided.

    A line of the budget that waited for a decision becomes the decided one.
    """
    initiative = to_change(actor, initiative_id)
    fund = Fund.owned_by(actor).get(pk=given.fund_id)
    lines = Cost.owned_by(actor).filter(initiative=initiative, fund=fund, kind=given.kind)
    waiting = lines.filter(fiscal_year=given.year, decided_on=None).order_by("pk").first()
    row = waiting or Cost(
        initiative=initiative,
        fund=fund,
        fiscal_year=given.year,
        kind=given.kind,
        visibility=initiative.visibility,
    )
    row.amount = given.amount
    row.decided_by, row.decided_on = given.by[:_LONGEST_NAME], given.on
    row.revision += 1 if row.pk else 0
    row.save()
    return row
