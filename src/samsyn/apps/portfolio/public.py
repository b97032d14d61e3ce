"""The front door: what the roadmap needs to place initiatives in time."""

from __future__ import annotations

from samsyn.apps.portfolio.models import (
    Allocation,
    Cost,
    Dependency,
    Effort,
    Fund,
    Gate,
    GateDecision,
    Initiative,
    InitiativeSystem,
    Phase,
    StatusReport,
)
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.queries.duties import RuleToSettle, rules_to_settle
from samsyn.apps.portfolio.queries.planning import (
    PLANNABLE,
    AmbitionToPlan,
    FundLimit,
    InitiativeToPlan,
    PhaseToPlan,
    PortfolioToPlan,
    Wait,
    portfolio_to_plan,
)
from samsyn.apps.portfolio.queries.reporting import given_by, hours_by_track, with_last_report
from samsyn.apps.portfolio.queries.unplanned import Unplanned, unplanned
from samsyn.apps.portfolio.services.decide_at_gate import say_at_gate
from samsyn.apps.portfolio.services.move_to_track import change_track
from samsyn.apps.portfolio.services.start_from_method import start_from_method
from samsyn.apps.portfolio.services.steps_of_forums import (
    Given,
    allocate,
    asked_at,
    grant,
    step_behind,
    stop_without_a_gate,
    take_step_behind,
)
from samsyn.apps.portfolio.wording import explain

__all__ = [
    "PLANNABLE",
    "Allocation",
    "AmbitionToPlan",
    "Cost",
    "Dependency",
    "Effort",
    "Fund",
    "FundLimit",
    "Gate",
    "GateDecision",
    "Given",
    "Initiative",
    "InitiativeSystem",
    "InitiativeToPlan",
    "Phase",
    "PhaseToPlan",
    "PortfolioToPlan",
    "RuleToSettle",
    "StatusReport",
    "Track",
    "Unplanned",
    "Wait",
    "allocate",
    "asked_at",
    "change_track",
    "explain",
    "given_by",
    "grant",
    "hours_by_track",
    "portfolio_to_plan",
    "rules_to_settle",
    "say_at_gate",
    "start_from_method",
    "step_behind",
    "stop_without_a_gate",
    "take_step_behind",
    "unplanned",
    "with_last_report",
]
