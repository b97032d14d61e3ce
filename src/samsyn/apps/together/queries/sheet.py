"""What a member's one page says beside how it stands: decided, to meet about, shared time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum

from samsyn.apps.council.public import Decision, Meeting
from samsyn.apps.federation.public import TimeAgreement, TimeGiven
from samsyn.apps.together.queries.standing import YEAR, start_of
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import ready, together

_SOON, _LATEST = 6, 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a member's one page says beside its standing."""

    decisions: list[Decision]
    meetings: list[Meeting]
    agreements: list[TimeAgreement]
    given: dict[int, float]


def sheet_of(actor: Actor, federation_id: int, member_id: int, today: date) -> Sheet:
    """Return what was decided lately, what meets next and what time is shared; one round trip."""
    decisions, meetings, agreements, given = together(
        [
            ready(_decided, actor, federation=federation_id, since=today - timedelta(days=120)),
            Meeting.visible_to(actor)
            .filter(
                organisation=federation_id,
                starts_at__gte=start_of(today),
                state__in=(Meeting.State.PLANNED, Meeting.State.CALLED),
            )
            .order_by("starts_at")[:_SOON],
            ready(_agreed, actor, member=member_id, today=today),
            ready(_given, actor, member=member_id, since=today - YEAR),
        ]
    )
    hours = {row["agreement__key"]: row["hours"] for row in given}
    return Sheet(decisions, meetings, agreements, {a.pk: hours.get(a.key, 0) for a in agreements})


def _decided(actor: Actor, *, federation: int, since: date) -> QuerySet[Decision]:
    rows = Decision.visible_to(actor).filter(organisation=federation, closed_doors=False)
    return rows.filter(decided_on__gte=since).order_by("-decided_on", "-pk")[:_LATEST]


def _agreed(actor: Actor, *, member: int, today: date) -> QuerySet[TimeAgreement]:
    rows = TimeAgreement.visible_to(actor).filter(organisation=member, holds=True)
    return rows.filter(until__gte=today).select_related("role", "partner")


def _given(actor: Actor, *, member: int, since: date) -> QuerySet[Any, Any]:
    either = Q(organisation=member) | Q(partner=member)
    rows = TimeGiven.visible_to(actor).filter(either, month__gte=since).order_by()
    return rows.values("agreement__key").annotate(hours=Sum("hours"))
