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
from samsyn.apps.portfolio.queries.planning import (
    FundLimit,
    InitiativeToPlan,
    PhaseToPlan,
    PortfolioToPlan,
    Wait,
    portfolio_to_plan,
)
from samsyn.apps.portfolio.queries.reporting import given_by, with_last_report

__all__ = [
    "Allocation",
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
    "StatusReport",
    "Track",
    "Wait",
    "given_by",
    "portfolio_to_plan",
    "with_last_report",
]
