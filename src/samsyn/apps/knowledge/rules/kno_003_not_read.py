"""KNO-003: find who is asked to have read an edition soon, and has not said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.knowledge.models import Article, Reading
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Say by when it is to be read."""
    day = written(date.fromisoformat(facts["day"]))
    return _("It is to be read by %(day)s, and confirmed.") % {"day": day}


@rule(
    code="KNO-003",
    title=gettext_lazy("Somebody has not confirmed to have read and understood"),
    severity=Severity.LOW,
    why=gettext_lazy("Who has not read how it is done here does it in another way."),
    fix=gettext_lazy("Read it, and confirm it on its page."),
    watches=[Reading, Article],
    says=says,
    parameters=[
        Parameter("days", gettext_lazy("days before, to be told"), 14, gettext_lazy("days"))
    ],
    fix_url=lambda hit: reverse("records:page", kwargs={"slug": "readings", "pk": hit.pk}),
)
def not_read(question: Question) -> Iterable[Hit]:
    """Hit requests about the edition that holds, due soon or passed, without a confirmation."""
    soon = question.today + timedelta(days=question.threshold("days"))
    asked = Reading.owned_by(question.actor).filter(
        confirmed_on=None, due_on__lte=soon, edition=F("article__edition")
    )
    for pk, name, day, person in asked.values_list("pk", "name", "due_on", "person_id"):
        yield Hit(
            model=Reading, pk=pk, title=name, facts={"day": day.isoformat()}, responsible=person
        )
