"""The room's nouns, one file each."""

from samsyn.apps.checks.models.acceptance import Acceptance
from samsyn.apps.checks.models.delegation import Delegation
from samsyn.apps.checks.models.finding import Finding
from samsyn.apps.checks.models.own_rule import OwnRule
from samsyn.apps.checks.models.rule_run import RuleRun
from samsyn.apps.checks.models.rule_setting import RuleSetting
from samsyn.apps.checks.models.touched_table import TouchedTable

__all__ = [
    "Acceptance",
    "Delegation",
    "Finding",
    "OwnRule",
    "RuleRun",
    "RuleSetting",
    "TouchedTable",
]
