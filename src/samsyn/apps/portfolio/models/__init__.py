from samsyn.apps.portfolio.models.ambition import AmbitionOption
from samsyn.apps.portfolio.models.answering import InitiativeNeed
from samsyn.apps.portfolio.models.benefit import Benefit
from samsyn.apps.portfolio.models.dependency import Dependency
from samsyn.apps.portfolio.models.gate import Gate, GateCheck, GateDecision
from samsyn.apps.portfolio.models.grant import Expense, GrantApplication
from samsyn.apps.portfolio.models.initiative import Initiative, InitiativeSystem, InitiativeUnit
from samsyn.apps.portfolio.models.learning import Experiment, StopRule
from samsyn.apps.portfolio.models.measurement import (
    EffectAssumption,
    EffectCalculation,
    Measurement,
)
from samsyn.apps.portfolio.models.money import Allocation, Cost, Fund
from samsyn.apps.portfolio.models.movement import InitiativeGoal, MeetingLetBe, TrackMove
from samsyn.apps.portfolio.models.ranking import CriterionScore, RankingCriterion
from samsyn.apps.portfolio.models.reporting import StatusReport, TimeReport
from samsyn.apps.portfolio.models.track import TrackPolicy
from samsyn.apps.portfolio.models.way_of_working import ModelStep, ProjectModel
from samsyn.apps.portfolio.models.work import Effort, Phase

__all__ = [
    "Allocation",
    "AmbitionOption",
    "Benefit",
    "Cost",
    "CriterionScore",
    "Dependency",
    "EffectAssumption",
    "EffectCalculation",
    "Effort",
    "Expense",
    "Experiment",
    "Fund",
    "Gate",
    "GateCheck",
    "GateDecision",
    "GrantApplication",
    "Initiative",
    "InitiativeGoal",
    "InitiativeNeed",
    "InitiativeSystem",
    "InitiativeUnit",
    "Measurement",
    "MeetingLetBe",
    "ModelStep",
    "Phase",
    "ProjectModel",
    "RankingCriterion",
    "StatusReport",
    "StopRule",
    "TimeReport",
    "TrackMove",
    "TrackPolicy",
]
