"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.roadmap.rules import (
    roa_001_legal_deadline,
    roa_002_over_capacity,
    roa_003_drift,
    roa_004_old_roadmap,
)

__all__ = [
    "roa_001_legal_deadline",
    "roa_002_over_capacity",
    "roa_003_drift",
    "roa_004_old_roadmap",
]
