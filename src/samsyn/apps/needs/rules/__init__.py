"""The room's checks, one file each."""

from samsyn.apps.needs.rules import (
    nee_002_no_goal_or_kind,
    nee_003_nobody_took,
    nee_004_not_triaged,
)

__all__ = ["nee_002_no_goal_or_kind", "nee_003_nobody_took", "nee_004_not_triaged"]
