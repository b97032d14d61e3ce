"""REG-006: find information that nobody has classified, or not again when it was due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.apps.register.queries.classifications import latest_of
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Tell what was never classified from what is overdue."""
    if facts["due"] is None:
        return _("Nobody has decided how much it must be protected.")
    due = written(date.fromisoformat(facts["due"]))
    return _("Its classification should have been reviewed by %(day)s.") % {"day": due}


@rule(
    code="REG-006",
    title=gettext_lazy("Information is not classified, or the classification is overdue"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("Nobody can protect rightly what nobody has judged."),
    fix=gettext_lazy("Classify it together with those who use it."),
    watches=[InformationAsset, Classification],
    says=says,
    fix_url=lambda hit: reverse("register:workshop_start", args=[hit.pk]),
)
def classification_overdue(question: Question) -> Iterable[Hit]:
    """Hit assets without a classification, or whose latest one should be reviewed by now."""
    assets = (
        InformationAsset.owned_by(question.actor)
        .annotate(due=latest_of(question.actor, "next_review"))
        .filter(Q(due=None) | Q(due__lt=question.today))
    )
    for pk, name, owner, due in assets.values_list("pk", "name", "owner_id", "due"):
        yield Hit(
            model=InformationAsset,
            pk=pk,
            title=name,
            facts={"due": due and due.isoformat()},
            responsible=owner,
        )
