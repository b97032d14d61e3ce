"""COU-005: find meetings whose minutes nobody outside can read yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.council.models import Forum, Meeting, Minutes, OldMinutes
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say how long ago the meeting was."""
    return ngettext(
        "It was held %(days)d day ago, and its minutes are not published.",
        "It was held %(days)d days ago, and its minutes are not published.",
        facts["days"],
    ) % {"days": facts["days"]}


@rule(
    code="COU-005",
    title=gettext_lazy("Minutes not published"),
    severity=Severity.LOW,
    why=gettext_lazy("What was decided is of use to those who can read it."),
    fix=gettext_lazy("Have the minutes approved, and publish them."),
    watches=[Meeting, Minutes, Forum, OldMinutes],
    says=says,
    fix_url=lambda hit: reverse("council:minutes", args=[hit.pk]),
    reads=Permission.COUNCIL_READ,
)
def minutes_not_published(question: Question) -> Iterator[Hit]:
    """Hit meetings held longer ago than their forum allows, with minutes that are not shown.

    Meetings read in from old minutes are history; networks meet without deciding for others.
    """
    actor = question.actor
    published = Minutes.owned_by(actor).filter(
        meeting=OuterRef("pk"), state=Minutes.State.PUBLISHED
    )
    read_in = OldMinutes.owned_by(actor).filter(meeting=OuterRef("pk"))
    held = Meeting.owned_by(actor).filter(state=Meeting.State.ENDED)
    held = held.exclude(forum__kind=Forum.Kind.NETWORK)
    for one in held.exclude(Exists(published)).exclude(Exists(read_in)).select_related("forum"):
        day = timezone.localdate(one.starts_at)
        if day + timedelta(days=one.forum.minutes_days) < question.today:
            yield Hit(
                model=Meeting,
                pk=one.pk,
                title=one.name,
                facts={"days": (question.today - day).days},
            )
