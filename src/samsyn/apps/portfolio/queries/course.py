"""What the steps of an initiative ask about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, Sum

from samsyn.apps.portfolio.models import Benefit, Dependency, Initiative, Phase
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import Situation, State
from samsyn.domain.portfolio.tracks import Footing, OwnerLevel, Track
from samsyn.domain.portfolio.waiting import Pair

DONE = (State.DELIVERED, State.HANDED_OVER, State.REALISING, State.CLOSED)


def footing_of(initiative: Initiative) -> Footing:
    """Return what the initiative's track asks about it."""
    level = initiative.owner_level
    return Footing(
        track=Track(initiative.track),
        has_owner=initiative.owner_id is not None,
        owner_level=OwnerLevel(level) if level else None,
        ambition_decided=bool(initiative.ambition and initiative.ambition_decided_on),
    )


def situation_of(actor: Actor, initiative: Initiative) -> Situation:
    """Return everything the steps of an initiative ask about."""
    phases = Phase.owned_by(actor).filter(initiative=initiative).order_by("order")
    effort = dict(phases.annotate(effort=Sum("efforts__share")).values_list("name", "effort"))
    before = (
        Dependency.owned_by(actor)
        .filter(after=initiative, kind=Dependency.Kind.FINISH_TO_START, lag_weeks__gte=0)
        .exclude(before__state__in=[*DONE, State.STOPPED])
        .order_by("before__sort_key")
    )
    return Situation(
        state=State(initiative.state),
        footing=footing_of(initiative),
        has_problem=bool(initiative.problem.strip()),
        phases=len(effort),
        phases_without_effort=tuple(name for name, share in effort.items() if not share),
        benefits=Benefit.owned_by(actor).filter(initiative=initiative).count(),
        unfinished_before=tuple(before.values_list("before__name", flat=True)),
        started_on=initiative.started_on,
        has_line_owner=initiative.line_owner_id is not None,
    )


def waits(actor: Actor, *, but: int | None = None) -> list[Pair]:
    """Return who waits for whom, without one dependency."""
    rows = Dependency.owned_by(actor).filter(kind=Dependency.Kind.FINISH_TO_START)
    rows = rows if but is None else rows.exclude(pk=but)
    return list(rows.values_list("before_id", "after_id"))


def names_of(actor: Actor, keys: Iterable[int]) -> dict[int, str]:
    """Return the names of some initiatives."""
    return dict(Initiative.owned_by(actor).filter(pk__in=list(keys)).values_list("pk", "name"))


def dependencies_of(actor: Actor, initiative: Initiative) -> list[Dependency]:
    """Return every dependency of an initiative, either way, with both ends."""
    rows = Dependency.owned_by(actor).select_related("before", "after").order_by("sort_key")
    return list(rows.filter(Q(before=initiative) | Q(after=initiative)))
