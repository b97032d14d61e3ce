"""What the engine is asked for a plan, or for a scenario upon it."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.public import Phase
from samsyn.apps.roadmap.models import Pin, Plan, Scenario, ScenarioChange
from samsyn.apps.roadmap.queries.setting import build_problem
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.setting import Setting, phase_key
from samsyn.domain.roadmap.whatif import Kind, Wanted, otherwise


def scenarios_of(actor: Actor, plan: Plan) -> list[Scenario]:
    """Return the scenarios upon a plan, by name."""
    return list(Scenario.owned_by(actor).filter(plan=plan).order_by("sort_key", "pk"))


def changes_of(actor: Actor, scenario: Scenario) -> list[Wanted]:
    """Return what is otherwise in a scenario, in the order in which it was said."""
    rows = ScenarioChange.owned_by(actor).filter(scenario=scenario).order_by("pk")
    return [wanted_of(row) for row in rows]


def wanted_of(row: ScenarioChange) -> Wanted:
    """Return one change as the domain takes it."""
    return Wanted(
        kind=Kind(row.kind),
        role=row.role_id,
        initiative=row.initiative_id,
        fund=row.fund_id,
        share=row.share,
        since=row.since,
        until=row.until,
        day=row.day,
        ambition=row.ambition,
        fiscal_year=row.fiscal_year,
        amount=None if row.amount is None else round(row.amount),
    )


def setting_for(actor: Actor, plan: Plan, scenario: Scenario | None, today: date) -> Setting:
    """Return what the engine is asked; a scenario is the plan with its changes made."""
    setting = build_problem(actor, plan, today)
    return otherwise(setting, changes_of(actor, scenario)) if scenario else setting


def fixed_by_people(actor: Actor, plan: Plan) -> list[str]:
    """Return the phases that somebody pinned, and could let go: their work has not begun."""
    begun = Phase.owned_by(actor).filter(started_on__isnull=False)
    pins = Pin.owned_by(actor).filter(plan=plan).exclude(phase__in=begun)
    return [phase_key(pk) for pk in pins.values_list("phase_id", flat=True)]
