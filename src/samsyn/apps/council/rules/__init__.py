"""The council's rules; each module knows one."""

from samsyn.apps.council.rules import (
    cou_001_action_overdue,
    cou_002_postponed_forgotten,
    cou_003_no_consequences,
    cou_004_absent,
    cou_005_minutes_not_published,
)

__all__ = [
    "cou_001_action_overdue",
    "cou_002_postponed_forgotten",
    "cou_003_no_consequences",
    "cou_004_absent",
    "cou_005_minutes_not_published",
]
