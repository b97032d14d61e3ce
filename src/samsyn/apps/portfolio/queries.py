"""What this room's acts, pages and rules need to know, each in a query or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import (
    DecimalField,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from samsyn.apps.organisation.public import Assignment
from samsyn.apps.portfolio.models import (
    Benefit,
    Dependency,
    Effort,
    Initiative,
    InitiativeSystem,
    Phase,
    TrackPolicy,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import COMMITTED, Situation, State
from samsyn.domain.portfolio.overlap import Span, span_of
from samsyn.domain.portfolio.tracks import Footing, OwnerLevel, Track
from samsyn.domain.portfolio.waiting import Pair
from samsyn.domain.portfolio.work_plan import PlannedPhase

DONE = (State.DELIVERED, State.HANDED_OVER, State.REALISING, State.CLOSED)
PERCENT_WEEKS = 100  # percent-weeks in a person-week


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
    return list(rows.exclude(pk=but).values_list("before_id", "after_id"))


def names_of(actor: Actor, keys: Iterable[int]) -> dict[int, str]:
    """Return the names of some initiatives."""
    return dict(Initiative.owned_by(actor).filter(pk__in=list(keys)).values_list("pk", "name"))


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


def dependencies_of(actor: Actor, initiative: Initiative) -> list[Dependency]:
    """Return every dependency of an initiative, either way, with both ends."""
    rows = Dependency.owned_by(actor).select_related("before", "after").order_by("sort_key")
    return list(rows.filter(Q(before=initiative) | Q(after=initiative)))


def with_figures(actor: Actor, initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Add `percent_weeks`, `phase_cost`, `weeks` and `benefit` to each initiative."""
    efforts = (Effort.owned_by(actor).filter(phase__initiative=OuterRef("pk")).order_by()).values(
        "phase__initiative"
    )
    phases = Phase.owned_by(actor).filter(initiative=OuterRef("pk")).order_by()
    benefits = Benefit.owned_by(actor).filter(initiative=OuterRef("pk")).order_by()
    money = DecimalField(max_digits=16, decimal_places=2)
    work = Sum(F("share") * F("phase__weeks"), output_field=IntegerField())
    return initiatives.annotate(
        percent_weeks=Coalesce(
            Subquery(efforts.annotate(of=work).values("of")), Value(0), output_field=IntegerField()
        ),
        weeks=Coalesce(
            Subquery(phases.values("initiative").annotate(of=Sum("weeks")).values("of")),
            Value(0),
            output_field=IntegerField(),
        ),
        phase_cost=Coalesce(
            Subquery(phases.values("initiative").annotate(of=Sum("cost")).values("of")),
            Value(Decimal(0)),
            output_field=money,
        ),
        benefit=Coalesce(
            Subquery(benefits.values("initiative").annotate(of=Sum("yearly_value")).values("of")),
            Value(Decimal(0)),
            output_field=money,
        ),
    )


def track_policies(actor: Actor) -> dict[str, TrackPolicy]:
    """Return how this organisation steers its tracks, by track."""
    rows = TrackPolicy.owned_by(actor).select_related("owner")
    return {policy.track: policy for policy in rows}


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


def for_board(actor: Actor) -> QuerySet[Initiative]:
    """Return all initiatives in the board's order, with their figures, owners and units."""
    rows = Initiative.owned_by(actor).select_related("owner", "unit")
    return with_figures(actor, rows).order_by(F("deadline").asc(nulls_last=True), "sort_key", "pk")
