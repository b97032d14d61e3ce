"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.policy.rules import (
    dir_004_shelf_warmer,
    dir_005_past_review,
    dir_006_nearly_done,
)

__all__ = ["dir_004_shelf_warmer", "dir_005_past_review", "dir_006_nearly_done"]
