"""DIR-006: find documents that have been nearly done for too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.policy.models import SteeringDocument
from samsyn.domain.findings.days import months_before
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say since when it has been nearly done."""
    day = date_format(date.fromisoformat(facts["since"]), "SHORT_DATE_FORMAT")
    return _("It has been nearly done since %(day)s.") % {"day": day}


@rule(
    code="DIR-006",
    title=gettext_lazy("A steering document has been nearly done for too long"),
    severity=Severity.LOW,
    why=gettext_lazy("What is never decided binds nobody, and the work that went into it is lost."),
    fix=gettext_lazy("Have it decided, or say that it is no longer being worked on."),
    watches=[SteeringDocument],
    says=says,
    parameters=[Parameter("months", gettext_lazy("longest time"), 6, gettext_lazy("months"))],
)
def nearly_done(question: Question) -> Iterable[Hit]:
    """Hit documents with that status since before the longest time allowed."""
    since = months_before(question.today, question.threshold("months"))
    documents = SteeringDocument.owned_by(question.actor).filter(
        status=SteeringDocument.Status.NEARLY_DONE, status_since__lt=since
    )
    for pk, name, owner, began in documents.values_list("pk", "name", "owner_id", "status_since"):
        yield Hit(
            model=SteeringDocument,
            pk=pk,
            title=name,
            facts={"since": began.isoformat()},
            responsible=owner,
        )
