"""The front door: what rooms above may know about findings, and how they have rules asked."""

from __future__ import annotations

from samsyn.apps.checks.models import Finding
from samsyn.apps.checks.queries.findings import (
    OPEN,
    counts_by_rule,
    counts_by_severity,
    findings,
    findings_of_person,
    in_state,
    model_of,
)
from samsyn.apps.checks.queries.offers import offer_on_findings_by
from samsyn.apps.checks.queries.overview import rules_with_findings, was_asked
from samsyn.apps.checks.queries.rules import RuleHere, rules_behind, rules_in_words, rules_of
from samsyn.apps.checks.queries.subjects import fix_url, subject_record, subject_url
from samsyn.apps.checks.services.engine import Asked, Report, run_checks
from samsyn.apps.checks.services.own_rules import OwnRuleDraft, delete_own_rule, save_own_rule
from samsyn.apps.checks.services.queueing import queue_spreading
from samsyn.apps.checks.services.rule_settings import configure_rule
from samsyn.apps.checks.services.settling import (
    accept_finding,
    assign_finding,
    withdraw_acceptance,
)
from samsyn.apps.checks.wording import sentence

__all__ = [
    "OPEN",
    "Asked",
    "Finding",
    "OwnRuleDraft",
    "Report",
    "RuleHere",
    "accept_finding",
    "assign_finding",
    "configure_rule",
    "counts_by_rule",
    "counts_by_severity",
    "delete_own_rule",
    "findings",
    "findings_of_person",
    "fix_url",
    "in_state",
    "model_of",
    "offer_on_findings_by",
    "queue_spreading",
    "rules_behind",
    "rules_in_words",
    "rules_of",
    "rules_with_findings",
    "run_checks",
    "save_own_rule",
    "sentence",
    "subject_record",
    "subject_url",
    "was_asked",
    "withdraw_acceptance",
]
