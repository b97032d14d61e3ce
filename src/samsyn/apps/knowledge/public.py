"""The front door: what rooms above may know and use of what is written down."""

from __future__ import annotations

from samsyn.apps.knowledge.models import (
    AgreementText,
    Article,
    ChecklistRun,
    ChecklistStep,
    Reading,
    Requirement,
    RequirementSet,
    RunStep,
    Solution,
)
from samsyn.apps.knowledge.services.publishing import (
    ask_to_read,
    confirm_reading,
    publish_edition,
)
from samsyn.apps.knowledge.services.running import end_run, start_run, tick_step
from samsyn.apps.knowledge.services.solutions import take_in_solution

__all__ = [
    "AgreementText",
    "Article",
    "ChecklistRun",
    "ChecklistStep",
    "Reading",
    "Requirement",
    "RequirementSet",
    "RunStep",
    "Solution",
    "ask_to_read",
    "confirm_reading",
    "end_run",
    "publish_edition",
    "start_run",
    "take_in_solution",
    "tick_step",
]
