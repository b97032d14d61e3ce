from samsyn.apps.roadmap.models.closed import ClosedPeriod
from samsyn.apps.roadmap.models.opened import OpenedRoadmap
from samsyn.apps.roadmap.models.plan import Pin, Plan
from samsyn.apps.roadmap.models.published import PublishedRoadmap
from samsyn.apps.roadmap.models.run import PlannedActivity, PlanRun
from samsyn.apps.roadmap.models.scenario import Scenario, ScenarioChange
from samsyn.apps.roadmap.models.study import Study

__all__ = [
    "ClosedPeriod",
    "OpenedRoadmap",
    "Pin",
    "Plan",
    "PlanRun",
    "PlannedActivity",
    "PublishedRoadmap",
    "Scenario",
    "ScenarioChange",
    "Study",
]
