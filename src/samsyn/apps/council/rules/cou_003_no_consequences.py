"""COU-003: find decisions that don't say what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.council.models import Decision, OldMinutes
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say which decision, of which forum."""
    told = gettext("%(forum)s decided it (%(number)s) without saying what it leads to.")
    return told % facts


@rule(
    code="COU-003",
    title=gettext_lazy("A decision without consequences"),
    severity=Severity.LOW,
    why=gettext_lazy(
        "Who does not know what a decision costs, in money, hours and risk, has not decided it."
    ),
    fix=gettext_lazy(
        "Decide it anew with its consequences; next time write them on the item beforehand."
    ),
    watches=[Decision, OldMinutes],
    says=says,
    fix_url=lambda hit: reverse("council:decision", args=[hit.pk]),
    reads=Permission.COUNCIL_READ,
    minds_the_date=False,
)
def no_consequences(question: Question) -> Iterator[Hit]:
    """Hit decisions for something that say no consequences and are not replaced.

    What was read in from old minutes is history.
    """
    actor = question.actor
    newer = Decision.owned_by(actor).filter(supersedes=OuterRef("pk"))
    read_in = OldMinutes.owned_by(actor).filter(meeting=OuterRef("meeting_id"))
    rows = Decision.owned_by(actor).filter(outcome=Decision.Outcome.APPROVED, consequences="")
    for one in rows.exclude(Exists(newer)).exclude(Exists(read_in)).select_related("forum"):
        yield Hit(
            model=Decision,
            pk=one.pk,
            title=one.number if one.closed_doors else one.name,
            facts={"forum": one.forum.name, "number": one.number},
        )
