from samsyn.apps.roadmap.models.plan import Pin, Plan
from samsyn.apps.roadmap.models.published import PublishedRoadmap
from samsyn.apps.roadmap.models.run import PlannedActivity, PlanRun

__all__ = ["Pin", "Plan", "PlanRun", "PlannedActivity", "PublishedRoadmap"]
