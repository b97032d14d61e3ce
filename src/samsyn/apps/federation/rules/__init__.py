"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.federation.rules import (
    fed_001_unanswered,
    fed_002_gap_without_plan,
    fed_004_not_given,
)

__all__ = ["fed_001_unanswered", "fed_002_gap_without_plan", "fed_004_not_given"]
