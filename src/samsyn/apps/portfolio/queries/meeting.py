"""Which initiatives are at work at the same time, on what, and in which roles."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Max, Q, Sum

from samsyn.apps.organisation.public import Assignment
from samsyn.apps.portfolio.models import Dependency, Effort, Initiative, InitiativeSystem
from samsyn.apps.portfolio.queries.figures import with_figures
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import COMMITTED
from samsyn.domain.portfolio.overlap import Span, span_of


def spans(actor: Actor, today: date) -> list[Span]:
    """Return how long each decided or running initiative lasts, and what it touches."""
    initiatives = with_figures(
        actor, Initiative.owned_by(actor).filter(state__in=COMMITTED)
    ).values_list("pk", "started_on", "earliest_start", "weeks")
    touched: dict[int, list[int]] = defaultdict(list)
    touches = InitiativeSystem.owned_by(actor).filter(initiative__state__in=COMMITTED)
    for initiative, system in touches.values_list("initiative_id", "system_id"):
        touched[initiative].append(system)
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
            shares=shares[pk],
        )
        for pk, started, earliest, weeks in initiatives
    ]


def tied_pairs(actor: Actor) -> set[frozenset[int]]:
    """Return the pairs of initiatives that know of each other."""
    return {
        frozenset(pair) for pair in Dependency.owned_by(actor).values_list("before_id", "after_id")
    }


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
