"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.portfolio.rules import (
    por_001_challenge_owned_too_low,
    por_002_mandated_owned_by_it,
    por_003_ambition_undecided,
    por_004_benefit_missing,
    por_005_unmeasured,
    por_006_stop_rule_passed,
    por_007_uncoordinated,
    por_008_no_experiment,
    por_009_mandated_share,
    por_010_silent,
    por_011_overspent,
    por_012_built_on_retired,
)

__all__ = [
    "por_001_challenge_owned_too_low",
    "por_002_mandated_owned_by_it",
    "por_003_ambition_undecided",
    "por_004_benefit_missing",
    "por_005_unmeasured",
    "por_006_stop_rule_passed",
    "por_007_uncoordinated",
    "por_008_no_experiment",
    "por_009_mandated_share",
    "por_010_silent",
    "por_011_overspent",
    "por_012_built_on_retired",
]
