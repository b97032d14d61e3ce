"""The parts of an initiative's page that steer it: what comes next, how one works, what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import (
    Experiment,
    Gate,
    GateCheck,
    GateDecision,
    Initiative,
    StopRule,
)
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.wording.steering import ADVICE
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import COMES_FROM, ENDED, OPEN, State, Step
from samsyn.domain.portfolio.stop_rules import Fate, is_passed
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking

_WRITE, _DECIDE = Permission.PORTFOLIO_WRITE, Permission.PORTFOLIO_DECIDE
DECISION_TONES = {"go_on": "success", "change": "info", "wait": "warning", "stop": "danger"}
EXPERIMENT_TONES = {"go_on": "success", "change": "info", "stop": "warning"}
FATE_TONES = {"shown": "success", "went_on": "info", "changed": "info", "stopped": "danger"}
_IN_PLACE = {GateCheck.Answer.YES, GateCheck.Answer.NOT_NEEDED}


def next_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object] | None]:
    """Ask for what the owner needs next: passed stop rules, the next gate, the checklist."""
    if initiative.state in ENDED:
        return None
    steering = yield from queries.steering_of(actor, initiative)
    today = clock.today()
    waiting = [r for r in steering.stop_rules if r["outcome"] == Fate.WAITING]
    rules = [_rule(actor, rule) for rule in waiting if not is_passed(rule["by"], today)]
    is_open = initiative.state in OPEN
    return {
        "alarms": [_rule(actor, rule) for rule in waiting if is_passed(rule["by"], today)],
        "rules": rules,
        "gate": _gate(initiative, steering),
        "checklist": _checklist(actor, initiative, steering),
        "options": list(_options(actor, initiative, steering)),
        "new_rule_url": _own(actor, initiative, "portfolio:new_stop_rule") if is_open else "",
    }


def _gate(initiative: Initiative, steering: queries.Steering) -> Mapping[str, object] | None:
    steps = [step.value for step in Step if initiative.state in COMES_FROM[step]]
    ahead = _ahead(State(initiative.state))
    gate = steering.next_gate([*steps, *ahead])
    if gate is None:
        return None
    last = steering.latest.get(gate["pk"], {})
    said = last.get("outcome", "")
    return {
        "name": gate["name"],
        "before": Gate.Before(gate["before"]).label,
        "decided_by": gate["decided_by"],
        "said": GateDecision.Outcome(said).label if said else "",
        "tone": DECISION_TONES.get(said, ""),
        "come_back_on": last.get("come_back_on"),
        "url": reverse("portfolio:gate", args=[initiative.pk, gate["pk"]]),
    }


def _ahead(state: State) -> list[str]:
    """Return the steps that lie ahead, in their order."""
    order = [*Step]
    reached = [n for n, step in enumerate(order) if state in COMES_FROM[step]]
    first = min(reached, default=len(order))
    return [step.value for step in order[first:] if step is not Step.STOP]


def _rule(actor: Actor, rule: Mapping[str, Any]) -> dict[str, object]:
    may, may_decide = actor.may(_WRITE), actor.may(_DECIDE)
    return {
        **rule,
        "url": reverse("portfolio:settle_stop_rule", args=[rule["pk"]]) if may else "",
        "later_url": reverse("portfolio:later_stop_rule", args=[rule["pk"]]) if may_decide else "",
    }


def _checklist(
    actor: Actor, initiative: Initiative, steering: queries.Steering
) -> Mapping[str, object]:
    answers = {row["question"]: row["answer"] for row in steering.checks}
    missing = [q for q in GateCheck.Question if answers.get(q.value) not in _IN_PLACE]
    return {
        "done": len(GateCheck.Question) - len(missing),
        "of": len(GateCheck.Question),
        "open": [str(question.label) for question in missing],
        "url": _own(actor, initiative, "portfolio:checklist"),
    }


def _options(
    actor: Actor, initiative: Initiative, steering: queries.Steering
) -> Iterator[Mapping[str, object]]:
    """Yield the ambition, where it is a question here."""
    asks = initiative.track == Track.MANDATED or steering.options
    if not asks or initiative.state not in OPEN:
        return
    decided = initiative.ambition and initiative.ambition_decided_on
    chosen = str(initiative.get_ambition_display()) if initiative.ambition else _("Not chosen")
    notes = [chosen]
    if decided and initiative.ambition_decided_on:
        notes.append(date_format(initiative.ambition_decided_on, "SHORT_DATE_FORMAT"))
    elif initiative.ambition:
        notes.append(_("not decided"))
    yield {
        "label": _("Level of ambition"),
        "note": " · ".join([*notes, initiative.ambition_decided_by]).rstrip(" ·"),
        "url": reverse("portfolio:ambition", args=[initiative.pk]),
        "button": _("Compare") if decided or not actor.may(_DECIDE) else _("Decide"),
    }


def learning_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object] | None]:
    """Ask for how work of this kind is done, the model that is followed, and the experiments."""
    steering = yield from queries.steering_of(actor, initiative)
    if not (initiative.cynefin or initiative.project_model_id or steering.experiments):
        return None
    today, is_open = clock.today(), initiative.state in OPEN
    may = actor.may(_WRITE) and is_open
    suggested = steering.models[0] if steering.models else None
    new = reverse("records:new", kwargs={"slug": "experiments"})
    complex_ = initiative.cynefin == Initiative.Cynefin.COMPLEX
    follows = bool(initiative.project_model_id)
    return {
        "kind": _kind(initiative),
        "advice": ADVICE.get(initiative.cynefin, ""),
        "model": str(initiative.project_model) if follows else "",
        "suggested": suggested["name"] if suggested and not follows else "",
        "follow_url": _own(actor, initiative, "portfolio:follow_model")
        if is_open and not follows
        else "",
        "tries": complex_,
        "new_url": f"{new}?initiative={initiative.pk}" if may else "",
        "experiments": [
            {
                **row,
                "url": reverse("records:page", kwargs={"slug": "experiments", "pk": row["pk"]}),
                "overdue": not row["outcome"] and row["until"] < today,
                "outcome_label": Experiment.Outcome(row["outcome"]).label if row["outcome"] else "",
                "tone": EXPERIMENT_TONES.get(row["outcome"], ""),
                "end_url": reverse("portfolio:end_experiment", args=[row["pk"]]) if may else "",
            }
            for row in steering.experiments
        ],
    }


def _kind(initiative: Initiative) -> str:
    label = str(initiative.get_cynefin_display()) if initiative.cynefin else ""
    return label.partition(":")[0]


def decisions_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object] | None]:
    """Ask for the goals it serves, and all that was decided about it, the latest first."""
    steering = yield from queries.steering_of(actor, initiative)
    lines = [*_said(steering), *_settled(steering), *_moved(steering)]
    may = actor.may(_WRITE) and initiative.state not in ENDED
    new = reverse("records:new", kwargs={"slug": "initiative-goals"})
    goals = [
        {
            **row,
            "title": f"{row['number']} {row['clause_name']}".strip(),
            "url": reverse("records:page", kwargs={"slug": "initiative-goals", "pk": row["pk"]}),
        }
        for row in steering.goals
    ]
    if not (lines or goals or may):
        return None
    return {
        "lines": sorted(lines, key=lambda line: line["on"], reverse=True),
        "goals": goals,
        "goal_url": f"{new}?initiative={initiative.pk}" if may else "",
    }


def _said(steering: queries.Steering) -> Iterator[dict[str, Any]]:
    for row in steering.decisions:
        yield {
            "title": row["gate_name"] or _("Gate"),
            "on": row["on"],
            "note": row["decided_by"],
            "tag": GateDecision.Outcome(row["outcome"]).label,
            "tone": DECISION_TONES[row["outcome"]],
            "url": reverse("records:page", kwargs={"slug": "gate-decisions", "pk": row["pk"]}),
        }


def _settled(steering: queries.Steering) -> Iterator[dict[str, Any]]:
    for row in steering.stop_rules:
        if row["outcome"] != Fate.WAITING:
            yield {
                "title": row["evidence"],
                "on": row["on"],
                "note": row["settled_by"],
                "tag": StopRule.Outcome(row["outcome"]).label,
                "tone": FATE_TONES[row["outcome"]],
                "url": reverse("records:page", kwargs={"slug": "stop-rules", "pk": row["pk"]}),
            }


def _moved(steering: queries.Steering) -> Iterator[dict[str, Any]]:
    for row in steering.moves:
        tracks = [str(Track(row[end]).label) for end in ("from_track", "to_track")]
        yield {
            "title": " → ".join(tracks),
            "on": row["on"],
            "note": row["reason"],
            "tag": "",
            "tone": "",
            "url": reverse("records:page", kwargs={"slug": "track-moves", "pk": row["pk"]}),
        }


def _own(actor: Actor, initiative: Initiative, name: str) -> str:
    return reverse(name, args=[initiative.pk]) if actor.may(_WRITE) else ""
