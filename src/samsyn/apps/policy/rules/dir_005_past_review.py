"""DIR-005: find documents whose review is overdue, or that are no longer valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.policy.models import SteeringDocument
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say which of its dates has passed."""
    day = date_format(date.fromisoformat(str(facts["day"])), "SHORT_DATE_FORMAT")
    if facts["what"] == "valid_until":
        return _("It was valid until %(day)s.") % {"day": day}
    return _("It should have been reviewed by %(day)s.") % {"day": day}


@rule(
    code="DIR-005",
    title=gettext_lazy("A steering document is past its review"),
    severity=Severity.LOW,
    why=gettext_lazy("People follow what is decided; what is out of date leads them wrong."),
    fix=gettext_lazy("Review it and set the next date, or mark it as replaced."),
    watches=[SteeringDocument],
    says=says,
)
def past_review(question: Question) -> Iterable[Hit]:
    """Hit decided documents whose validity or next review lies before today."""
    documents = SteeringDocument.owned_by(question.actor).filter(
        Q(valid_until__lt=question.today) | Q(next_review__lt=question.today),
        status=SteeringDocument.Status.DECIDED,
    )
    for pk, name, owner, until, review in documents.values_list(
        "pk", "name", "owner_id", "valid_until", "next_review"
    ):
        expired = until is not None and until < question.today
        day = until if expired else review
        yield Hit(
            model=SteeringDocument,
            pk=pk,
            title=name,
            facts={"what": "valid_until" if expired else "next_review", "day": day},
            responsible=owner,
        )
