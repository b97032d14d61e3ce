"""Which initiatives are at work at the same time, on what, and in which roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max, Q, Sum

from samsyn.apps.organisation.public import Assignment, Role, Unit
from samsyn.apps.portfolio.models import (
    Dependency,
    Effort,
    Initiative,
    InitiativeSystem,
    InitiativeUnit,
    MeetingLetBe,
)
from samsyn.apps.portfolio.queries.figures import with_figures
from samsyn.apps.register.public import System
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import COMMITTED
from samsyn.domain.portfolio.overlap import Meeting, Span, span_of


def spans(actor: Actor, today: date) -> list[Span]:
    """Return how long each decided or running initiative lasts, and what it touches."""
    initiatives = with_figures(
        actor, Initiative.owned_by(actor).filter(state__in=COMMITTED)
    ).values_list("pk", "started_on", "earliest_start", "weeks")
    touched: dict[int, list[int]] = defaultdict(list)
    touches = InitiativeSystem.owned_by(actor).filter(initiative__state__in=COMMITTED)
    for initiative, system in touches.values_list("initiative_id", "system_id"):
        touched[initiative].append(system)
    concerned: dict[int, list[int]] = defaultdict(list)
    concerns = InitiativeUnit.owned_by(actor).filter(initiative__state__in=COMMITTED)
    for initiative, unit in concerns.values_list("initiative_id", "unit_id"):
        concerned[initiative].append(unit)
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    efforts = Effort.owned_by(actor).filter(phase__initiative__state__in=COMMITTED)
    for initiative, role, share in efforts.values_list("phase__initiative", "role").annotate(
        most=Max("share")
    ):
        shares[initiative][role] = share
    return [
        span_of(
            pk,
            start=started or max(earliest or today, today),
            weeks=weeks,
            systems=touched[pk],
            units=concerned[pk],
            shares=shares[pk],
        )
        for pk, started, earliest, weeks in initiatives
    ]


def tied_pairs(actor: Actor) -> set[frozenset[int]]:
    """Return the pairs of initiatives that know of each other, or were let be."""
    tied = Dependency.owned_by(actor).values_list("before_id", "after_id")
    let_be = MeetingLetBe.owned_by(actor).values_list("first_id", "second_id")
    return {frozenset(pair) for pair in (*tied, *let_be)}


def places_of(actor: Actor, found: Collection[Meeting]) -> dict[tuple[str, int], str]:
    """Return what the systems, units and roles are called where initiatives meet; three queries."""
    wanted = {
        "system": {meeting.system for meeting in found if meeting.system is not None},
        "unit": {meeting.unit for meeting in found if meeting.unit is not None},
        "role": {meeting.role for meeting in found if meeting.role is not None},
    }
    models: dict[str, Any] = {"system": System, "unit": Unit, "role": Role}
    return {
        (kind, pk): name
        for kind, pks in wanted.items()
        if pks
        for pk, name in models[kind].visible_to(actor).filter(pk__in=pks).values_list("pk", "name")
    }


def kind_and_place(meeting: Meeting) -> tuple[str, int]:
    """Tell where two initiatives meet: on a system, in a unit or in a role."""
    if meeting.system is not None:
        return "system", meeting.system
    if meeting.unit is not None:
        return "unit", meeting.unit
    return "role", meeting.role or 0


def narrow_roles(actor: Actor, today: date, most: int) -> dict[int, int]:
    """Return the roles that somebody holds, and all together for at most some percent."""
    held = (
        Assignment.owned_by(actor)
        .filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
        .values("role")
        .annotate(of=Sum("share"))
        .filter(of__lte=most)
    )
    return dict(held.values_list("role", "of"))
