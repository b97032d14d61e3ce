from samsyn.apps.portfolio.models.benefit import Benefit
from samsyn.apps.portfolio.models.dependency import Dependency
from samsyn.apps.portfolio.models.initiative import Initiative, InitiativeSystem
from samsyn.apps.portfolio.models.money import Allocation, Cost, Fund
from samsyn.apps.portfolio.models.track import TrackPolicy
from samsyn.apps.portfolio.models.work import Effort, Phase

__all__ = [
    "Allocation",
    "Benefit",
    "Cost",
    "Dependency",
    "Effort",
    "Fund",
    "Initiative",
    "InitiativeSystem",
    "Phase",
    "TrackPolicy",
]
