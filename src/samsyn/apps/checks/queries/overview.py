"""All rules of an organisation with what each has found and when it was last asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists
from django.urls import reverse

from samsyn.apps.checks.models import Finding, OwnRule, RuleRun
from samsyn.apps.checks.queries.findings import counts_by_rule
from samsyn.apps.checks.queries.own_clauses import clauses_by_rule
from samsyn.apps.checks.queries.rules import RuleHere, rules_of
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import record_url

_OWN = "OWN-"


def rules_with_findings(actor: Actor) -> list[dict[str, Any]]:
    """Return every rule with its settings, findings, clauses and latest run. Costs six queries."""
    rules = rules_of(actor)
    counts = counts_by_rule(actor)
    runs = {run.rule_code: run for run in RuleRun.owned_by(actor)}
    clauses = clauses_by_rule(actor, list(rules))
    return [
        {
            **about_rule(here),
            "findings": counts.get(code, 0),
            "findings_url": f"{reverse('checks:findings')}?rule={code}",
            "run": runs.get(code),
            "clauses": [
                {"text": f"{clause.document} · {clause}", "url": record_url(clause)}
                for clause in clauses.get(code, [])
            ],
        }
        for code, here in rules.items()
    ]


def about_rule(here: RuleHere) -> dict[str, Any]:
    """Return what a page tells about one rule."""
    severity = here.severity or here.rule.severity
    return {
        "code": here.code,
        "rule": here.rule,
        "here": here,
        "is_own": here.code.startswith(_OWN),
        "severity": severity.value,
        "severity_words": Finding.Grade(severity).label,
        "url": rule_url(here.code),
        "basis": " · ".join(f"{law.name} {law.place}".strip() for law in here.rule.basis),
        "thresholds": [
            {"parameter": parameter, "value": here.thresholds[parameter.name]}
            for parameter in here.rule.parameters
        ],
    }


def rule_url(code: str) -> str:
    """Return where a rule is set, or, for one of our own, written."""
    return reverse("checks:rule", kwargs={"code": code})


def own_rule(actor: Actor, code: str) -> OwnRule | None:
    """Return the own rule with this code, or None."""
    number = code.removeprefix(_OWN)
    if not code.startswith(_OWN) or not number.isdecimal():
        return None
    return OwnRule.owned_by(actor).filter(pk=int(number)).first()


def was_asked(actor: Actor) -> Exists:
    """Tell, inside another query, whether any rule has been asked here at all."""
    return Exists(RuleRun.owned_by(actor))
