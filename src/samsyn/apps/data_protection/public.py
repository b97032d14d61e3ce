"""The front door: what rooms above may know about processing activities and processors."""

from __future__ import annotations

from samsyn.apps.data_protection.models import (
    ActivitySubjects,
    ControllerDetails,
    DpiaScreening,
    Oversight,
    ProcessingActivity,
    ProcessorTerms,
    Purpose,
    ServedController,
    SubProcessor,
)
from samsyn.apps.data_protection.services.screen_activity import screen_activity

__all__ = [
    "ActivitySubjects",
    "ControllerDetails",
    "DpiaScreening",
    "Oversight",
    "ProcessingActivity",
    "ProcessorTerms",
    "Purpose",
    "ServedController",
    "SubProcessor",
    "screen_activity",
]
