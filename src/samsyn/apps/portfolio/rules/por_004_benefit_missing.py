"""POR-004: find initiatives that say nothing about what they are for, or not how to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.models import Benefit, Initiative
from samsyn.domain.portfolio.course import ENDED, State
from samsyn.kernel.rules import Hit, Question, Severity, rule

_UNASKED = (State.IDEA, *ENDED)
_LACKS = {(True, True): "both", (True, False): "owner", (False, True): "baseline"}


def says(facts: Mapping[str, Any]) -> str:
    """Say what is missing: the benefit itself, its owner, its baseline, or both."""
    lacks = facts["lacks"]
    if lacks == "benefit":
        return gettext("No benefit is named: nobody can tell whether it was worth it.")
    if lacks == "owner":
        return gettext("Nobody answers for taking this benefit home.")
    if lacks == "baseline":
        return gettext("Without its value before, nobody can tell what changed.")
    return gettext("This benefit has neither an owner nor a value before.")


@rule(
    code="POR-004",
    title=gettext_lazy("An initiative without benefit, or a benefit without owner or baseline"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "A benefit that nobody owns is not taken home, and one without a baseline cannot be shown."
    ),
    fix=gettext_lazy("Name the benefit, who owns it, and its value before."),
    watches=[Initiative, Benefit],
    says=says,
    minds_the_date=False,
)
def benefit_missing(question: Question) -> Iterable[Hit]:
    """Hit initiatives past the idea without a benefit, and their benefits that lack something."""
    actor = question.actor
    named = Benefit.owned_by(actor).filter(initiative=OuterRef("pk"))
    bare = Initiative.owned_by(actor).exclude(state__in=_UNASKED).exclude(Exists(named))
    for pk, name, owner in bare.values_list("pk", "name", "owner_id"):
        yield Hit(
            model=Initiative, pk=pk, title=name, facts={"lacks": "benefit"}, responsible=owner
        )
    benefits = (
        Benefit.owned_by(actor)
        .filter(Q(owner=None) | Q(baseline=None))
        .exclude(initiative__state__in=_UNASKED)
        .values_list("pk", "name", "owner_id", "baseline", "initiative__owner_id")
    )
    for pk, name, owner, baseline, initiative_owner in benefits:
        lacks = _LACKS[owner is None, baseline is None]
        yield Hit(
            model=Benefit,
            pk=pk,
            title=name,
            facts={"lacks": lacks},
            responsible=owner or initiative_owner,
        )
