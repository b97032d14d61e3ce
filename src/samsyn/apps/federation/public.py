"""The front door: what the rooms above may ask of polls, shared work, ability and pooled time."""

from __future__ import annotations

from samsyn.apps.federation.models import (
    CapabilityAssessment,
    CapabilityMap,
    Choice,
    CostKey,
    LocalPart,
    Participant,
    Poll,
    PollAnswer,
    PollAsked,
    SharedInitiative,
    TimeAgreement,
    TimeGiven,
    TimeOffer,
    TimeRequest,
)

__all__ = [
    "CapabilityAssessment",
    "CapabilityMap",
    "Choice",
    "CostKey",
    "LocalPart",
    "Participant",
    "Poll",
    "PollAnswer",
    "PollAsked",
    "SharedInitiative",
    "TimeAgreement",
    "TimeGiven",
    "TimeOffer",
    "TimeRequest",
]
