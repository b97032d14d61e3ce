"""How the work of an initiative is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from samsyn.apps.portfolio.models import Initiative, Phase
from samsyn.apps.portfolio.queries.steering import Steering
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.work_plan import PlannedPhase

_LENGTHS = ("weeks_least", "weeks_most")


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
        .values_list("pk", "name", "weeks", "cost", "started_on", "ambition", *_LENGTHS)
        .annotate(role=F("efforts__role"), called=F("efforts__role__name"))
        .annotate(share=F("efforts__share"))
    )
    phases: dict[int, PlannedPhase] = {}
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    roles: dict[int, str] = {}
    for key, name, weeks, cost, started_on, ambition, least, most, role, called, share in rows:
        phases[key] = PlannedPhase(
            key=key,
            name=name,
            weeks=weeks,
            cost=cost,
            started_on=started_on,
            ambition=ambition,
            weeks_least=least,
            weeks_most=most,
            shares=shares[key],
        )
        if role is not None:
            shares[key][role], roles[role] = share, called
    return Work(tuple(phases.values()), roles)


def work_in(steering: Steering) -> Work:
    """Return how the work is planned, from what was fetched with all the rest."""
    phases: dict[int, PlannedPhase] = {}
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    roles: dict[int, str] = {}
    for row in steering.phases:
        key, role = row["pk"], row["role"]
        phases[key] = PlannedPhase(
            key=key,
            name=row["name"],
            weeks=row["weeks"],
            cost=Decimal(str(row["cost"])),
            started_on=row["on"],
            ambition=row["ambition"],
            shares=shares[key],
        )
        if role is not None:
            shares[key][role], roles[role] = row["share"], row["role_name"]
    return Work(tuple(phases.values()), roles)
