"""The front door: what the roadmap needs to place initiatives in time."""

from __future__ import annotations

from samsyn.apps.portfolio.models import (
    Allocation,
    Dependency,
    Effort,
    Fund,
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
from samsyn.apps.portfolio.services.start_from_method import start_from_method

__all__ = [
    "PLANNABLE",
    "Allocation",
    "AmbitionToPlan",
    "Dependency",
    "Effort",
    "Fund",
    "FundLimit",
    "Initiative",
    "InitiativeSystem",
    "InitiativeToPlan",
    "Phase",
    "PhaseToPlan",
    "PortfolioToPlan",
    "RuleToSettle",
    "StatusReport",
    "Track",
    "Wait",
    "given_by",
    "hours_by_track",
    "portfolio_to_plan",
    "rules_to_settle",
    "start_from_method",
    "with_last_report",
]
