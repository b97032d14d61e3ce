"""POR-006: find stop rules whose day has passed without evidence and without a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.models import Initiative, StopRule
from samsyn.domain.portfolio.course import ENDED
from samsyn.domain.portfolio.stop_rules import Fate
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say what should have been seen, and by when."""
    by = date_format(date.fromisoformat(facts["by"]), "DATE_FORMAT")
    told = gettext("By %(by)s this was to be seen, or decided on: %(evidence)s.")
    return told % {"by": by, "evidence": facts["evidence"].rstrip(".")}


@rule(
    code="POR-006",
    title=gettext_lazy("A stop rule has passed without evidence and without a decision"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "What does not deliver goes on by itself when nobody has to decide. A stop rule is a"
        " promise to look at a given day."
    ),
    fix=gettext_lazy("Show the evidence, or decide: go on, change course or stop."),
    watches=[StopRule, Initiative],
    says=says,
    fix_url=lambda hit: reverse("portfolio:settle_stop_rule", args=[hit.pk]),
)
def stop_rule_passed(question: Question) -> Iterable[Hit]:
    """Hit waiting rules whose day is over, of initiatives that have not ended."""
    rules = (
        StopRule.owned_by(question.actor)
        .filter(outcome=Fate.WAITING, by__lt=question.today)
        .exclude(initiative__state__in=ENDED)
    )
    asked = ("pk", "evidence", "by", "decider_id", "initiative__name", "initiative__owner_id")
    for pk, evidence, by, decider, name, owner in rules.values_list(*asked):
        yield Hit(
            model=StopRule,
            pk=pk,
            title=name,
            facts={"evidence": evidence, "by": by.isoformat()},
            responsible=decider or owner,
        )
