"""COU-002: find what was postponed and is not on the agenda of the next meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.council.models import AgendaItem, ForumMember, Meeting
from samsyn.apps.council.queries.standing import next_meetings, secretaries
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say from which meeting it was postponed, and to which it did not come."""
    return (
        _("It was postponed at %(from)s, and is not on the agenda of %(next)s, the next meeting.")
        % facts
    )


@rule(
    code="COU-002",
    title=gettext_lazy("A postponed item that is not on the next agenda"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What is postponed twice without anybody saying so is decided by nobody."),
    fix=gettext_lazy("Put it on the agenda of the next meeting, or withdraw it and say why."),
    watches=[AgendaItem, Meeting, ForumMember],
    says=says,
    fix_url=lambda hit: reverse("council:item", args=[hit.pk]),
    reads=Permission.COUNCIL_READ,
)
def postponed_is_not_on_the_next_agenda(question: Question) -> Iterable[Hit]:
    """Hit backlog items that were postponed, where the forum's next meeting is planned."""
    actor = question.actor
    waiting = AgendaItem.owned_by(actor).filter(
        meeting=None, state=AgendaItem.State.BACKLOG, postponed_from__isnull=False
    )
    coming = next_meetings(actor, question.today)
    found = waiting.filter(forum__in=coming)
    answering = secretaries(actor, question.today) if found else {}
    rows = found.values_list("pk", "name", "forum", "postponed_from__meeting__name")
    for pk, name, forum, before in rows.order_by("pk"):
        yield Hit(
            model=AgendaItem,
            pk=pk,
            title=name,
            facts={"from": before or "", "next": coming[forum]},
            responsible=answering.get(forum),
        )
