"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.sharing.rules import (
    sha_001_origin_changed,
    sha_002_draft_undecided,
    sha_003_offered_but_closed,
)

__all__ = ["sha_001_origin_changed", "sha_002_draft_undecided", "sha_003_offered_but_closed"]
