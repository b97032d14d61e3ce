"""The nouns of a federation."""

from samsyn.apps.federation.models.capability import (
    CapabilityAssessment,
    CapabilityLevel,
    CapabilityMap,
    CapabilityRole,
    RoleShown,
)
from samsyn.apps.federation.models.poll import (
    Choice,
    CostKey,
    Poll,
    PollAnswer,
    PollAsked,
    PollDoor,
)
from samsyn.apps.federation.models.pooled import TimeAgreement, TimeGiven, TimeOffer, TimeRequest
from samsyn.apps.federation.models.shared import LocalPart, Participant, SharedInitiative

__all__ = [
    "CapabilityAssessment",
    "CapabilityLevel",
    "CapabilityMap",
    "CapabilityRole",
    "Choice",
    "CostKey",
    "LocalPart",
    "Participant",
    "Poll",
    "PollAnswer",
    "PollAsked",
    "PollDoor",
    "RoleShown",
    "SharedInitiative",
    "TimeAgreement",
    "TimeGiven",
    "TimeOffer",
    "TimeRequest",
]
