"""NEE-004: find needs that nobody has decided about for a long time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.needs.models import Need
from samsyn.domain.needs.course import NeedState
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how long it has waited."""
    return gettext("It has waited %(days)s days for a decision.") % {"days": facts["days"]}


def _triage(hit: Any) -> str:  # noqa: ANN401 - a hit or what is kept of it
    return reverse("needs:decide", args=[hit.pk])


@rule(
    code="NEE-004",
    title=gettext_lazy("A need has waited long for triage"),
    severity=Severity.LOW,
    why=gettext_lazy("A need that is neither taken up nor declined teaches people not to say any."),
    fix=gettext_lazy("Lift it, solve it with what you have, or say why not now."),
    watches=[Need],
    says=says,
    parameters=[
        Parameter("days", gettext_lazy("without a decision for"), 90, gettext_lazy("days"))
    ],
    fix_url=_triage,
)
def not_triaged(question: Question) -> Iterable[Hit]:
    """Hit collected needs older than the threshold."""
    latest = question.today - timedelta(days=question.threshold("days"))
    rows = Need.owned_by(question.actor).filter(state=NeedState.COLLECTED, collected_on__lt=latest)
    for pk, name, since, owner in rows.values_list("pk", "name", "collected_on", "owner_id"):
        if since is None:
            continue
        yield Hit(
            model=Need,
            pk=pk,
            title=name,
            facts={"days": (question.today - since).days},
            responsible=owner,
        )
