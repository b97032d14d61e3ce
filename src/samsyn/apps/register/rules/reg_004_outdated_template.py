"""REG-004: find data-processing agreements written on a version that no longer holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Agreement, AgreementTemplate, TemplateVersion
from samsyn.apps.register.queries.agreements import in_force_on
from samsyn.apps.register.queries.template_versions import current_versions
from samsyn.apps.register.rules import addresses
from samsyn.kernel.rules import Hit, Law, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Set the version of the agreement beside the one that holds."""
    if not facts["version"]:
        return _("It doesn't say which version of “%(template)s” it is; %(current)s holds.") % facts
    return _("It is version %(version)s of “%(template)s”; %(current)s holds.") % facts


@rule(
    code="REG-004",
    title=gettext_lazy("A data-processing agreement on an outdated template"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Templates change because the law or the risks did; old ones lack the change."
    ),
    basis=[Law("GDPR", "28(3)")],
    fix=gettext_lazy("Agree on the current version with the supplier, and write it down."),
    watches=[Agreement, AgreementTemplate, TemplateVersion],
    says=says,
    parameters=[
        Parameter("grace", gettext_lazy("days after a new version"), 0, gettext_lazy("days"))
    ],
    fix_url=addresses.edit("agreements"),
)
def outdated_template(question: Question) -> Iterable[Hit]:
    """Hit agreements in force whose version isn't the one that holds, once the grace has passed."""
    changed_by = question.today - timedelta(days=question.threshold("grace"))
    rows = Agreement.owned_by(question.actor).filter(kind=Agreement.Kind.DPA)
    agreements = list(rows.filter(template__isnull=False).select_related("template"))
    if not agreements:
        return
    current = current_versions(question.actor, question.today)
    holding = in_force_on(question.actor, question.today)
    for agreement in agreements:
        holds = current[agreement.template_id or 0]
        outdated = agreement.template_version != holds.version
        is_told = holds.since is None or holds.since <= changed_by
        if agreement.pk in holding and agreement.template and outdated and is_told:
            yield Hit(
                model=Agreement,
                pk=agreement.pk,
                title=agreement.name,
                facts={
                    "version": agreement.template_version,
                    "template": agreement.template.name,
                    "current": holds.version,
                },
                responsible=agreement.owner_id,
            )
