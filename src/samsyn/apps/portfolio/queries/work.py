"""How the work of an initiative is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from samsyn.apps.portfolio.models import Initiative, Phase
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.work_plan import PlannedPhase


@dataclass(frozen=True, slots=True)
class Work:
    """The phases of an initiative in order, and the names of the roles they need."""

    phases: tuple[PlannedPhase, ...]
    roles: Mapping[int, str]


def work_of(actor: Actor, initiative: Initiative) -> Work:
    """Return how the work of an initiative is planned, in one query."""
    rows = (
        Phase.owned_by(actor)
        .filter(initiative=initiative)
        .order_by("order", "efforts__role__sort_key")
        .values_list("pk", "name", "weeks", "cost", "started_on")
        .annotate(role=F("efforts__role"), called=F("efforts__role__name"))
        .annotate(share=F("efforts__share"))
    )
    phases: dict[int, PlannedPhase] = {}
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    roles: dict[int, str] = {}
    for key, name, weeks, cost, started_on, role, called, share in rows:
        phases[key] = PlannedPhase(
            key=key, name=name, weeks=weeks, cost=cost, started_on=started_on, shares=shares[key]
        )
        if role is not None:
            shares[key][role], roles[role] = share, called
    return Work(tuple(phases.values()), roles)
