"""All that steers one initiative, in one query: gates, checklist, stop rules, experiments, levels.

The page of an initiative has many parts; each asks here, and asked together they ask once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from samsyn.apps.portfolio.models import (
    AmbitionOption,
    Dependency,
    Experiment,
    Gate,
    GateCheck,
    GateDecision,
    Initiative,
    InitiativeGoal,
    Phase,
    ProjectModel,
    StopRule,
    TrackMove,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.gates import YES
from samsyn.kernel.asking import Asking, ready

Row = Mapping[str, Any]
_DAYS = frozenset({"by", "on", "begins", "until", "come_back_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """What steers one initiative; rows in the order in which they are shown."""

    gates: Sequence[Row]
    decisions: Sequence[Row]
    checks: Sequence[Row]
    stop_rules: Sequence[Row]
    experiments: Sequence[Row]
    options: Sequence[Row]
    goals: Sequence[Row]
    moves: Sequence[Row]
    models: Sequence[Row]
    links: Sequence[Row]
    phases: Sequence[Row]

    @property
    def latest(self) -> Mapping[int, Row]:
        """The last decision at each gate."""
        return {row["gate"]: row for row in reversed(self.decisions)}

    def next_gate(self, steps: Sequence[str]) -> Row | None:
        """Return the first gate before any of these steps that has not said yes."""
        latest = self.latest
        for step in steps:
            for gate in self.gates:
                said = latest.get(gate["pk"], {}).get("outcome")
                if gate["before"] == step and said not in YES:
                    return gate
        return None


def steering_of(actor: Actor, initiative: Initiative) -> Asking[Steering]:
    """Ask for what steers an initiative; parts of one page that ask together ask once."""
    ((found,),) = yield [ready(_steering, actor, pk=initiative.pk)]
    told = {name: [_dated(row) for row in rows] for name, rows in found.items()}
    return Steering(**{name.removeprefix("of_"): rows for name, rows in told.items()})


def _steering(actor: Actor, pk: int) -> QuerySet[Any]:
    mine = {**_decisions(actor), **_learning(actor), **_work(actor)}
    asked = {f"of_{name}": ArraySubquery(query) for name, query in mine.items()}
    rows: QuerySet[Any] = Initiative.owned_by(actor).filter(pk=pk).values(**asked)
    return rows


def _decisions(actor: Actor) -> dict[str, QuerySet[Any]]:
    return {
        "gates": _rows(
            Gate.owned_by(actor).filter(policy__track=OuterRef("track")).order_by("order", "pk"),
            *("name", "before", "decided_by", "asks", "needs_checklist"),
        ),
        "decisions": _rows(
            _of(GateDecision, actor).order_by("-decided_on", "-pk"),
            *("gate", "outcome", "decided_by", "conditions", "come_back_on", "reason"),
            on=F("decided_on"),
            gate_name=F("gate__name"),
        ),
        "checks": _rows(_of(GateCheck, actor).order_by("pk"), "question", "answer", "reason"),
        "stop_rules": _rows(
            _of(StopRule, actor).order_by("by", "pk"),
            *("evidence", "by", "outcome", "shown", "reason", "settled_by"),
            on=F("settled_on"),
            decider_name=F("decider__name"),
        ),
    }


def _learning(actor: Actor) -> dict[str, QuerySet[Any]]:
    return {
        "experiments": _rows(
            _of(Experiment, actor).order_by("begins", "pk"),
            *("hypothesis", "measure", "succeeds_when", "begins", "until", "result", "outcome"),
            "learned",
            owner_name=F("owner__name"),
        ),
        "options": _rows(
            _of(AmbitionOption, actor).order_by("pk"),
            *("level", "meaning", "one_off_cost", "yearly_cost", "yearly_benefit"),
        ),
        "goals": _rows(
            _of(InitiativeGoal, actor).order_by("sort_key", "pk"),
            *("clause", "expected_shift"),
            number=F("clause__number"),
            clause_name=F("clause__name"),
            document=F("clause__document__name"),
        ),
        "moves": _rows(
            _of(TrackMove, actor).order_by("-moved_on", "-pk"),
            *("from_track", "to_track", "reason"),
            on=F("moved_on"),
        ),
        "models": _rows(
            ProjectModel.owned_by(actor).filter(cynefin=OuterRef("cynefin")).order_by("pk"),
            *("name", "description", "cynefin"),
        ),
    }


def _work(actor: Actor) -> dict[str, QuerySet[Any]]:
    return {
        "links": _rows(
            Dependency.owned_by(actor)
            .filter(Q(before=OuterRef("pk")) | Q(after=OuterRef("pk")))
            .order_by("sort_key", "pk"),
            *("name", "kind", "lag_weeks", "most_weeks", "note", "before_id", "after_id"),
            before=F("before__name"),
            after=F("after__name"),
        ),
        "phases": _rows(
            _of(Phase, actor).order_by("order", "pk", "efforts__role__sort_key"),
            *("name", "weeks", "cost", "ambition"),
            on=F("started_on"),
            role=F("efforts__role"),
            role_name=F("efforts__role__name"),
            share=F("efforts__share"),
        ),
    }


def _of(model: Any, actor: Actor) -> QuerySet[Any]:  # noqa: ANN401 - any part of an initiative
    rows: QuerySet[Any] = model.owned_by(actor)
    return rows.filter(initiative=OuterRef("pk"))


def _rows(rows: QuerySet[Any], *names: str, **named: Any) -> QuerySet[Any]:  # noqa: ANN401 - expressions
    fields = {"pk": F("pk"), **{name: F(name) for name in names}, **named}
    return rows.values(told=JSONObject(**fields))


def _dated(row: Mapping[str, Any]) -> Row:
    """JSON knows no dates."""
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in row.items()
    }
