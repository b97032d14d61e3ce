"""KNO-001: find articles that should have been looked through by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.knowledge.models import Article
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Say since when it waits."""
    day = written(date.fromisoformat(facts["day"]))
    return _("It should have been looked through by %(day)s.") % {"day": day}


@rule(
    code="KNO-001",
    title=gettext_lazy("An article is past its review"),
    severity=Severity.LOW,
    why=gettext_lazy("People do as it says, also when it is no longer true."),
    fix=gettext_lazy("Read it, correct it, and say when to do so next."),
    watches=[Article],
    says=says,
    fix_url=lambda hit: reverse("records:edit", kwargs={"slug": "articles", "pk": hit.pk}),
)
def past_review(question: Question) -> Iterable[Hit]:
    """Hit articles whose next review has passed."""
    late = Article.owned_by(question.actor).filter(next_review__lt=question.today)
    for pk, name, day, owner in late.values_list("pk", "name", "next_review", "owner_id"):
        facts = {"day": day.isoformat()} if day else {}
        yield Hit(model=Article, pk=pk, title=name, facts=facts, responsible=owner)
