"""COU-001: find actions that were to be done by a day that is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.council.models import Action
from samsyn.apps.council.queries.actions import overdue
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say for how long, who promised it, and to which forum."""
    told = ngettext(
        "It was to be done %(days)d day ago. %(who)s promised it to %(forum)s.",
        "It was to be done %(days)d days ago. %(who)s promised it to %(forum)s.",
        facts["days"],
    )
    return told % facts


@rule(
    code="COU-001",
    title=gettext_lazy("An action that is overdue"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("A decision that nobody carries out is a wish."),
    fix=gettext_lazy("Say what came of it, agree on another day, or drop it and say why."),
    watches=[Action],
    says=says,
    fix_url=lambda hit: reverse("council:end_action", args=[hit.pk]),
    reads=Permission.COUNCIL_READ,
)
def action_overdue(question: Question) -> Iterator[Hit]:
    """Hit open actions whose day is over; of what was said behind closed doors only that it is."""
    rows = Action.owned_by(question.actor).filter(overdue(question.today))
    for one in rows.select_related("forum", "responsible", "item", "decision").order_by("pk"):
        closed = any(whole.closed_doors for whole in (one.item, one.decision) if whole)
        who = one.responsible.name if one.responsible else one.who
        days = (question.today - one.due_on).days if one.due_on else 0
        yield Hit(
            model=Action,
            pk=one.pk,
            title=one.forum.name if closed else one.name,
            facts={"days": days, "who": who or "?", "forum": one.forum.name},
            responsible=one.responsible_id,
        )
