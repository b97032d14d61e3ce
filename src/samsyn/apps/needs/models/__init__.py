"""The nouns of what is in people's way, and of what they need."""

from samsyn.apps.needs.models.friction import FrictionDoor, FrictionReport, MeToo
from samsyn.apps.needs.models.need import Need, NeedFriction, TriageDecision

__all__ = ["FrictionDoor", "FrictionReport", "MeToo", "Need", "NeedFriction", "TriageDecision"]
