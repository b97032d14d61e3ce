"""KNO-002: find routines that hold and that one person, or nobody, is known to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.knowledge.models import Article, Reading
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say who alone knows it."""
    if facts["who"]:
        return _("Only %(who)s is known to know it.") % {"who": facts["who"]}
    return _("Nobody has confirmed to have read it, and it has no owner.")


@rule(
    code="KNO-002",
    title=gettext_lazy("A routine is known by one person only"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("The day that person is ill, nobody does what the routine says."),
    fix=gettext_lazy("Ask those who would step in to read it, and to confirm it."),
    watches=[Article, Reading],
    says=says,
    parameters=[
        Parameter("people", gettext_lazy("people who should know it"), 2, gettext_lazy("people"))
    ],
    fix_url=lambda hit: reverse("records:page", kwargs={"slug": "articles", "pk": hit.pk}),
)
def known_by_one(question: Question) -> Iterable[Hit]:
    """Hit published routines whose owner and confirmed readers still here are too few.

    Who has read an earlier edition knows that one, not what holds now.
    """
    here = Q(person__employed_until=None) | Q(person__employed_until__gte=question.today)
    routines = Article.owned_by(question.actor).filter(kind=Article.Kind.ROUTINE, edition__gt=0)
    read = (
        Reading.owned_by(question.actor)
        .filter(here, article__in=routines, edition=F("article__edition"))
        .exclude(confirmed_on=None)
    )
    know: dict[int, dict[int, str]] = defaultdict(dict)
    for article, person, name in read.values_list("article_id", "person_id", "person__name"):
        know[article][person] = name
    owned = routines.values_list("pk", "name", "owner_id", "owner__name", "owner__employed_until")
    for pk, title, owner, name, until in owned:
        if owner and (until is None or until >= question.today):
            know[pk][owner] = name
        if len(know[pk]) < question.threshold("people"):
            who = ", ".join(sorted(know[pk].values()))
            yield Hit(model=Article, pk=pk, title=title, facts={"who": who}, responsible=owner)
