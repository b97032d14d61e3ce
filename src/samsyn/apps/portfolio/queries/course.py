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
    TrackPolicy,
)
from samsyn.apps.portfolio.queries.policies import as_policy
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import Situation, State, Step
from samsyn.domain.portfolio.gates import GateStanding, Verdict
from samsyn.domain.portfolio.stop_rules import Fate, WaitingRule
from samsyn.domain.portfolio.tracks import METHOD, Ask, Footing, OwnerLevel, Policy, Track
from samsyn.domain.portfolio.waiting import Pair
from samsyn.kernel.asking import Asking

_STANDING = ("pk", "name", "before", "said")
DONE = (State.DELIVERED, State.HANDED_OVER, State.REALISING, State.CLOSED)


def _footing(
    initiative: Initiative, policy: Policy, *, benefits: int, rules: int, money_is_known: bool
) -> Footing:
    """Return what the initiative's track asks about it, and what of that is there."""
    level = initiative.owner_level
    given = {
        Ask.PROBLEM: bool(initiative.problem.strip()),
        Ask.BENEFIT: benefits > 0,
        Ask.AMBITION: bool(initiative.ambition and initiative.ambition_decided_on),
        Ask.LEGAL_GROUND: bool(initiative.legal_ground.strip()),
        Ask.RISK: bool(initiative.risk),
        Ask.RUNNING_COST: initiative.yearly_cost > 0 or money_is_known,
        Ask.STOP_RULE: rules > 0,
    }
    return Footing(
        policy=policy,
        has_owner=initiative.owner_id is not None,
        owner_level=OwnerLevel(level) if level else None,
        has=frozenset(ask for ask, there in given.items() if there),
    )


def gates_of(actor: Actor, initiative: Initiative) -> QuerySet[Any]:
    """Return the gates of an initiative's track, each with the last that was `said` there."""
    decisions = GateDecision.owned_by(actor).filter(initiative=initiative, gate=OuterRef("pk"))
    latest = decisions.order_by("-decided_on", "-pk").values("outcome")[:1]
    rows = Gate.owned_by(actor).filter(policy__track=initiative.track)
    return rows.annotate(said=Subquery(latest)).order_by("order", "pk")


def gate_standings(actor: Actor, initiative: Initiative) -> tuple[GateStanding, ...]:
    """Return the gates of an initiative's track, and how they stand."""
    return _standings(gates_of(actor, initiative).values_list(*_STANDING))


def _standings(rows: Iterable[tuple[int, str, str, str | None]]) -> tuple[GateStanding, ...]:
    return tuple(
        GateStanding(key=key, name=name, before=Step(before), said=Verdict(said) if said else None)
        for key, name, before, said in rows
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
) -> Asking[Situation]:
    """Ask for everything the steps of an initiative ask about."""
    planned, before, measured, rules, money, policy, gates = yield _questions(actor, initiative)
    track = Track(initiative.track)
    footing = _footing(
        initiative,
        as_policy(policy[0]) if policy else METHOD[track],
        benefits=len(measured),
        rules=len(rules),
        money_is_known=bool(money),
    )
    return Situation(
        state=State(initiative.state),
        footing=footing,
        phases=len(planned),
        phases_without_effort=tuple(name for name, share in planned if not share),
        unfinished_before=tuple(before),
        started_on=initiative.started_on,
        has_line_owner=initiative.line_owner_id is not None,
        cost_is_accepted=cost_is_accepted,
        unmeasured=tuple(name for name, seen_once in measured if not seen_once),
        gates=_standings(gates),
        stop_rules=waiting_rules(rules),
    )


def _questions(actor: Actor, initiative: Initiative) -> list[QuerySet[Any]]:
    phases = Phase.owned_by(actor).filter(initiative=initiative)
    if initiative.ambition:
        phases = phases.filter(ambition__in=["", initiative.ambition])
    effort = phases.order_by("order").annotate(effort=Sum("efforts__share"))
    before = (
        Dependency.owned_by(actor)
        .filter(after=initiative, kind=Dependency.Kind.FINISH_TO_START, lag_weeks__gte=0)
        .exclude(before__state__in=[*DONE, State.STOPPED])
        .order_by("before__sort_key")
    )
    seen = Measurement.owned_by(actor).filter(benefit=OuterRef("pk"))
    benefits = Benefit.owned_by(actor).filter(initiative=initiative).order_by("sort_key")
    question = GateCheck.Question.MONEY_TO_RUN  # that somebody said how it stands: none may do
    said = GateCheck.owned_by(actor).filter(initiative=initiative, question=question)
    return [
        effort.values_list("name", "effort"),
        before.values_list("before__name", flat=True),
        benefits.annotate(seen=Exists(seen)).values_list("name", "seen"),
        StopRule.owned_by(actor).filter(initiative=initiative).order_by("by", "pk"),
        said.values_list("pk", flat=True),
        TrackPolicy.owned_by(actor).filter(track=initiative.track).order_by("pk"),
        gates_of(actor, initiative).values_list(*_STANDING),
    ]


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
