"""Where a finding's subject is, and where it can be mended."""

from __future__ import annotations

from typing import Any

import structlog
from django.urls import NoReverseMatch, reverse

from samsyn.apps.checks.models import Finding
from samsyn.apps.checks.queries.findings import model_of
from samsyn.apps.checks.queries.rules import RuleHere
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import Record, record_of_table, url_of
from samsyn.kernel.rules import Hit, Severity

log = structlog.get_logger(__name__)


def subject_record(finding: Finding) -> Record | None:
    """Return what kind of record the subject is, where it has pages."""
    return record_of_table(finding.table_name)


def subject_url(actor: Actor, finding: Finding) -> str:
    """Return the address of the subject's page, or '' for who may not read it."""
    record = subject_record(finding)
    return url_of(record, finding.subject_id) if record and actor.may(record.read) else ""


def fix_url(actor: Actor, here: RuleHere | None, finding: Finding) -> str:
    """Return where the finding is mended: where the rule says, else the subject's form or page."""
    told = _told_by_rule(here, finding)
    if told:
        return told
    record = subject_record(finding)
    if record and actor.may(record.write):
        kwargs: dict[str, Any] = {"slug": record.slug, "pk": finding.subject_id}
        return reverse("records:edit", kwargs=kwargs)
    return subject_url(actor, finding)


def _told_by_rule(here: RuleHere | None, finding: Finding) -> str:
    model = model_of(finding.table_name)
    if here is None or here.rule.fix_url is None or model is None:
        return ""
    hit = Hit(
        model=model,
        pk=finding.subject_id,
        title=finding.title,
        facts=finding.facts,
        responsible=finding.responsible_id,
        severity=Severity(finding.severity),
    )
    try:
        return here.rule.fix_url(hit)
    except (NoReverseMatch, LookupError, TypeError, ValueError):
        log.exception("checks.rule_has_no_way", rule=here.code)
        return ""
