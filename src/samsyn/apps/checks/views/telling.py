"""Everything a page tells about one finding, and the short version for other pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.checks.models import Delegation, Finding
from samsyn.apps.checks.queries.findings import findings_about
from samsyn.apps.checks.queries.own_clauses import clauses_behind
from samsyn.apps.checks.queries.rules import RuleHere, rules_behind
from samsyn.apps.checks.queries.subjects import fix_url, subject_record, subject_url
from samsyn.apps.checks.wording import sentence
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import record_url


def about(
    actor: Actor, finding: Finding, rules: Mapping[str, RuleHere], today: date
) -> dict[str, Any]:
    """Return what, why, since when, who and where: all that the finding's page shows."""
    here = rules.get(finding.rule_code)
    record = subject_record(finding)
    asked = Delegation.owned_by(actor).filter(finding=finding).select_related("person").first()
    acceptance = next((a for a in finding.acceptances.all() if a.until >= today), None)
    person = asked.person if asked else finding.responsible
    return {
        "finding": finding,
        "title": sentence(here, finding.title, finding.facts),
        "rule": here.rule if here else None,
        "rule_url": reverse("checks:rule", kwargs={"code": finding.rule_code}) if here else "",
        "clauses": [
            {"text": f"{clause.document} · {clause}", "url": record_url(clause)}
            for clause in clauses_behind(actor, finding.rule_code)
        ],
        "subject": {
            "kind": record.title if record else "",
            "text": finding.title,
            "url": subject_url(actor, finding),
        },
        "person": person,
        "person_url": record_url(person)
        if person and actor.may(Permission.ORGANISATION_READ)
        else "",
        "assigned_id": asked.person_id if asked else None,
        "acceptance": acceptance,
        "fix_url": fix_url(actor, here, finding) if finding.closed_at is None else "",
        "tags": [_state(finding, accepted=acceptance is not None)],
    }


def _state(finding: Finding, *, accepted: bool) -> dict[str, str]:
    if finding.closed_at is not None:
        return {"text": _("Closed"), "tone": "success"}
    if accepted:
        return {"text": _("Accepted"), "tone": "neutral"}
    return {"text": _("Open"), "tone": "warning"}


def findings_on_page(actor: Actor, row: Model) -> Asking[list[dict[str, object]]]:
    """Ask for the open findings about one row, as every record's page shows them."""
    if not actor.may(Permission.CHECKS_READ):
        return []
    table, today = row._meta.db_table, clock.today()
    (rows,) = yield [ready(findings_about, actor, table, pk=row.pk, today=today)]
    rules = yield from rules_behind(actor, {finding.rule_code for finding in rows})
    return [
        {
            "url": reverse("checks:finding", kwargs={"pk": finding.pk}),
            "title": sentence(rules.get(finding.rule_code), finding.title, finding.facts),
            "severity": finding.severity,
            "since": finding.opened_at,
            "fix": str(rules[finding.rule_code].rule.fix) if finding.rule_code in rules else "",
        }
        for finding in rows
    ]
