"""REG-005: find agreements whose last day to give notice is near, or has passed unused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Agreement
from samsyn.apps.register.queries.agreements import all_terms
from samsyn.apps.register.rules import addresses
from samsyn.domain.register.notice import notice_day
from samsyn.domain.register.validity import Terms, in_force, period_end
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Say by when notice must be given, or that it is too late."""
    days = {name: written(date.fromisoformat(facts[name])) for name in ("notice", "end")}
    if facts["passed"]:
        return _("The last day to give notice was %(notice)s. The period ends %(end)s.") % days
    return _("Notice must be given by %(notice)s. The period ends %(end)s.") % days


@rule(
    code="REG-005",
    title=gettext_lazy("The day to give notice of an agreement is near, or has passed"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("An agreement that renews itself unseen is paid for another period."),
    fix=gettext_lazy("Give notice, or write down until when you have decided to keep it."),
    watches=[Agreement],
    says=says,
    parameters=[
        Parameter("days", gettext_lazy("days before the notice day"), 90, gettext_lazy("days"))
    ],
    fix_url=addresses.edit("agreements"),
)
def notice_day_near(question: Question) -> Iterable[Hit]:
    """Hit agreements in force that nobody has terminated or decided to keep; H after the day."""
    owners = dict(Agreement.owned_by(question.actor).values_list("pk", "owner_id"))
    for pk, terms in all_terms(question.actor).items():
        if day := _open_question(terms, question):
            passed = day < question.today
            yield Hit(
                model=Agreement,
                pk=pk,
                title=terms.title,
                facts={
                    "notice": day.isoformat(),
                    "end": str(period_end(terms, question.today)),
                    "passed": passed,
                },
                responsible=owners.get(pk),
                severity=Severity.HIGH if passed else None,
            )


def _open_question(terms: Terms, question: Question) -> date | None:
    day, end = notice_day(terms, question.today), period_end(terms, question.today)
    settled = terms.terminated_on or (terms.kept_until and end and terms.kept_until >= end)
    if day is None or settled or not in_force(terms, question.today):
        return None
    soon = question.today + timedelta(days=question.threshold("days"))
    return day if day <= soon else None
