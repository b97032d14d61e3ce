"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.portfolio.rules import (
    por_001_challenge_owned_too_low,
    por_002_mandated_owned_by_it,
    por_003_ambition_undecided,
    por_004_benefit_missing,
    por_007_uncoordinated,
    por_009_mandated_share,
    por_012_built_on_retired,
)

__all__ = [
    "por_001_challenge_owned_too_low",
    "por_002_mandated_owned_by_it",
    "por_003_ambition_undecided",
    "por_004_benefit_missing",
    "por_007_uncoordinated",
    "por_009_mandated_share",
    "por_012_built_on_retired",
]
