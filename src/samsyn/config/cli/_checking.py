"""What `samsyn check` asks and tells, once Django is up."""

from collections.abc import Collection
from typing import Any

from samsyn.apps.checks.public import (
    OPEN,
    findings,
    in_state,
    rules_in_words,
    run_checks,
    sentence,
)
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.session import acting_for


def organisation_at(slug: str) -> Organisation | None:
    """Return the organisation with this address."""
    return Organisation.objects.filter(slug=slug).first()


def unknown_rules(organisation: Organisation, codes: Collection[str]) -> list[str]:
    """Return the codes that are no rule of this organisation."""
    actor = samsyn_for(organisation.pk)
    with acting_for(actor):
        known = rules_in_words(actor)
    return [code for code in codes if code not in known]


def asked(organisation: Organisation, codes: Collection[str] | None) -> dict[str, Any]:
    """Ask the rules (all, or these), and return what is open, in plain JSON."""
    report = run_checks(organisation.pk, codes=codes)
    actor = samsyn_for(organisation.pk)
    with acting_for(actor):
        rows = findings(actor).filter(in_state(OPEN))
        if codes:
            rows = rows.filter(rule_code__in=codes)
        rules = rules_in_words(actor)
        people = dict(Person.owned_by(actor).values_list("pk", "name"))
        told = [
            {
                "id": row.pk,
                "rule": row.rule_code,
                "severity": row.severity,
                "about": row.title,
                "what": sentence(rules.get(row.rule_code), row.title, row.facts),
                "who": people.get(row.who, ""),
                "since": row.opened_at.isoformat(),
                "address": f"/{organisation.slug}/findings/{row.pk}/",
            }
            for row in rows.order_by("rank", "opened_at", "rule_code", "title", "pk")
        ]
    return {
        "organisation": organisation.slug,
        "seconds": round(report.seconds, 3),
        "changes": {change.value: count for change, count in report.changes.items()},
        "asked": [asking.code for asking in report.asked],
        "could_not_be_asked": [
            {"rule": asking.code, "trouble": asking.trouble}
            for asking in report.asked
            if asking.trouble
        ],
        "findings": told,
    }
