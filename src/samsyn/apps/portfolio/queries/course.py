"""What the steps of an initiative ask about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from samsyn.apps.portfolio.models import (
    Benefit,
    Dependency,
    Gate,
    GateCheck,
    GateDecision,
    Initiative,
    Measurement,
    Phase,
    StopRule,
)
from samsyn.apps.portfolio.queries.policies import policy_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import Situation, State, Step
from samsyn.domain.portfolio.gates import GateStanding, Verdict
from samsyn.domain.portfolio.stop_rules import Fate, WaitingRule
from samsyn.domain.portfolio.tracks import Ask, Footing, OwnerLevel, Track
from samsyn.domain.portfolio.waiting import Pair

DONE = (State.DELIVERED, State.HANDED_OVER, State.REALISING, State.CLOSED)


def footing_of(actor: Actor, initiative: Initiative, benefits: int, rules: int) -> Footing:
    """Return what the initiative's track asks about it, and what of that is there."""
    level = initiative.owner_level
    given = {
        Ask.PROBLEM: bool(initiative.problem.strip()),
        Ask.BENEFIT: benefits > 0,
        Ask.AMBITION: bool(initiative.ambition and initiative.ambition_decided_on),
        Ask.LEGAL_GROUND: bool(initiative.legal_ground.strip()),
        Ask.RISK: bool(initiative.risk),
        Ask.RUNNING_COST: initiative.yearly_cost > 0 or _money_to_run_is_known(actor, initiative),
        Ask.STOP_RULE: rules > 0,
    }
    return Footing(
        policy=policy_of(actor, Track(initiative.track)),
        has_owner=initiative.owner_id is not None,
        owner_level=OwnerLevel(level) if level else None,
        has=frozenset(ask for ask, there in given.items() if there),
    )


def _money_to_run_is_known(actor: Actor, initiative: Initiative) -> bool:
    """Tell whether somebody has said how it stands with the money to run it: none may do."""
    question = GateCheck.Question.MONEY_TO_RUN
    return GateCheck.owned_by(actor).filter(initiative=initiative, question=question).exists()


def gates_of(actor: Actor, initiative: Initiative) -> QuerySet[Any]:
    """Return the gates of an initiative's track, each with the last that was `said` there."""
    decisions = GateDecision.owned_by(actor).filter(initiative=initiative, gate=OuterRef("pk"))
    latest = decisions.order_by("-decided_on", "-pk").values("outcome")[:1]
    rows = Gate.owned_by(actor).filter(policy__track=initiative.track)
    return rows.annotate(said=Subquery(latest)).order_by("order", "pk")


def gate_standings(actor: Actor, initiative: Initiative) -> tuple[GateStanding, ...]:
    """Return the gates of an initiative's track, and how they stand."""
    return tuple(
        GateStanding(key=key, name=name, before=Step(before), said=Verdict(said) if said else None)
        for key, name, before, said in gates_of(actor, initiative).values_list(
            "pk", "name", "before", "said"
        )
    )


def waiting_rules(rules: Iterable[StopRule]) -> tuple[WaitingRule, ...]:
    """Return the stop rules that nobody has settled."""
    return tuple(
        WaitingRule(key=rule.pk, evidence=rule.evidence, by=rule.by)
        for rule in rules
        if rule.outcome == Fate.WAITING
    )


def situation_of(
    actor: Actor, initiative: Initiative, *, cost_is_accepted: bool = False
) -> Situation:
    """Return everything the steps of an initiative ask about."""
    phases = Phase.owned_by(actor).filter(initiative=initiative)
    if initiative.ambition:
        phases = phases.filter(ambition__in=["", initiative.ambition])
    effort = phases.order_by("order").annotate(effort=Sum("efforts__share"))
    planned = list(effort.values_list("name", "effort"))
    before = (
        Dependency.owned_by(actor)
        .filter(after=initiative, kind=Dependency.Kind.FINISH_TO_START, lag_weeks__gte=0)
        .exclude(before__state__in=[*DONE, State.STOPPED])
        .order_by("before__sort_key")
    )
    seen = Measurement.owned_by(actor).filter(benefit=OuterRef("pk"))
    benefits = Benefit.owned_by(actor).filter(initiative=initiative).order_by("sort_key")
    measured = list(benefits.annotate(seen=Exists(seen)).values_list("name", "seen"))
    rules = list(StopRule.owned_by(actor).filter(initiative=initiative).order_by("by", "pk"))
    return Situation(
        state=State(initiative.state),
        footing=footing_of(actor, initiative, len(measured), len(rules)),
        phases=len(planned),
        phases_without_effort=tuple(name for name, share in planned if not share),
        unfinished_before=tuple(before.values_list("before__name", flat=True)),
        started_on=initiative.started_on,
        has_line_owner=initiative.line_owner_id is not None,
        cost_is_accepted=cost_is_accepted,
        unmeasured=tuple(name for name, seen_once in measured if not seen_once),
        gates=gate_standings(actor, initiative),
        stop_rules=waiting_rules(rules),
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
