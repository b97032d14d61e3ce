"""The front door: what other rooms may know and use of steering documents."""

from __future__ import annotations

from samsyn.apps.policy.models import Clause, ClauseRule, SteeringDocument
from samsyn.apps.policy.queries import (
    CheckLine,
    ChecksOf,
    clauses_of_rule,
    clauses_of_rules,
    tell_checks_by,
)
from samsyn.apps.policy.services.link_clauses import link_clause_to_rule, unlink_clause_from_rule

__all__ = [
    "CheckLine",
    "ChecksOf",
    "Clause",
    "ClauseRule",
    "SteeringDocument",
    "clauses_of_rule",
    "clauses_of_rules",
    "link_clause_to_rule",
    "tell_checks_by",
    "unlink_clause_from_rule",
]
