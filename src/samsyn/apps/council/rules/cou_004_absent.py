"""COU-004: find members who were away three times running with nobody in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.council.models import Attendance, ForumMember, Meeting
from samsyn.apps.council.queries.standing import absences, secretaries
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how many meetings in a row."""
    return (
        ngettext(
            "Absent from the last meeting, without a substitute.",
            "Absent from the last %(times)s meetings, without a substitute.",
            facts["times"],
        )
        % facts
    )


@rule(
    code="COU-004",
    title=gettext_lazy("A member who is always away, with nobody in their place"),
    severity=Severity.LOW,
    why=gettext_lazy("A seat that is empty decides nothing and hears nothing."),
    fix=gettext_lazy("Ask how it can be made to work, name a substitute, or end the seat."),
    watches=[Attendance, ForumMember, Meeting],
    says=says,
    parameters=[
        Parameter(
            "meetings",
            gettext_lazy("meetings in a row without member or substitute"),
            3,
            gettext_lazy("meetings"),
        ),
    ],
    fix_url=lambda hit: reverse("council:end_seat", args=[hit.pk]),
    reads=Permission.COUNCIL_READ,
)
def member_is_always_away(question: Question) -> Iterable[Hit]:
    """Hit seats that hold today and were empty at each of the last meetings they were called to."""
    most = question.threshold("meetings")
    empty = absences(question.actor, most)
    answering = secretaries(question.actor, question.today) if empty else {}
    rows = ForumMember.owned_by(question.actor).filter(pk__in=empty)
    for pk, name, forum in rows.values_list("pk", "name", "forum").order_by("pk"):
        yield Hit(
            model=ForumMember,
            pk=pk,
            title=name,
            facts={"times": most},
            responsible=answering.get(forum),
        )
