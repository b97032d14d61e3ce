"""Decide how the organisation wants a rule asked: off with a reason, severity, thresholds."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.apps.checks.models import RuleSetting
from samsyn.apps.checks.queries.rules import rules_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.findings.settling import SettlingObjection
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel.rules import Severity
from samsyn.kernel.use_case import use_case


@use_case(Permission.CHECKS_CONFIGURE)
def configure_rule(
    actor: Actor,
    *,
    code: str,
    is_on: bool = True,
    reason: str = "",
    severity: Severity | None = None,
    thresholds: Mapping[str, int] | None = None,
) -> None:
    """Keep how one rule holds here. The findings follow as soon as it has been asked again.

    Raises Refused for a rule that isn't there, and for switching one off without a reason.
    """
    here = rules_of(actor).get(code)
    objections = []
    if here is None:
        objections.append(Objection(SettlingObjection.RULE_UNKNOWN, {"code": code}))
    if not is_on and not reason.strip():
        objections.append(Objection(SettlingObjection.REASON_MISSING, field="reason"))
    refuse_if(objections)
    known = {parameter.name: parameter for parameter in here.rule.parameters} if here else {}
    RuleSetting.everything.update_or_create(
        organisation_id=actor.organisation_id,
        rule_code=code,
        defaults={
            "is_on": is_on,
            "reason": reason.strip(),
            "severity": severity.value if severity else "",
            "thresholds": {
                name: int(value)
                for name, value in (thresholds or {}).items()
                if name in known and int(value) != known[name].default
            },
        },
    )
