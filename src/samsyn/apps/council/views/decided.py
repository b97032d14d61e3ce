"""What a decision did, on the pages of what it moved: number, forum, day, and the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.council.models import (
    Action,
    AgendaItem,
    CommunicationActivity,
    Decision,
    DecisionEffect,
)
from samsyn.apps.council.queries.actions import OPEN, actions_about, messages_of
from samsyn.apps.council.queries.assembly import seats_of
from samsyn.apps.council.queries.decisions import (
    decided_about,
    gates_in,
    moved_by,
    planned_on,
)
from samsyn.apps.council.services.decide import keeps_forum
from samsyn.apps.council.wording.effects import effect_told
from samsyn.apps.federation.public import Poll
from samsyn.apps.portfolio.public import Fund, Initiative
from samsyn.apps.roadmap.public import Beside, PublishedRoadmap
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.views.pages import Addition

_TOLD = {"decisions", "actions", "communication"}
_BY: Mapping[type[Model], str] = {Poll: "poll", Fund: "fund"}
ACTION_TONES = {"open": "info", "doing": "accent", "done": "success", "dropped": "neutral"}
OUTCOME_TONES = {
    Decision.Outcome.APPROVED.value: "success",
    Decision.Outcome.REJECTED.value: "danger",
    Decision.Outcome.REFERRED.value: "warning",
    Decision.Outcome.NOTED.value: "neutral",
}


def decision_url(pk: int) -> str:
    """Return the page of a decision, for readers and for the forum's members alike."""
    return reverse("council:decision", args=[pk])


def line_of(decision: Decision, result: str = "") -> dict[str, object]:
    """Return one decision as a line of another thing's page."""
    return {
        "number": decision.number,
        "name": decision.name,
        "forum": decision.forum.name,
        "on": decision.decided_on,
        "outcome": decision.get_outcome_display(),
        "tone": OUTCOME_TONES[decision.outcome],
        "result": result,
        "url": decision_url(decision.pk),
    }


def moved_lines(effects: Iterable[DecisionEffect]) -> list[dict[str, object]]:
    """Return the decisions behind these effects, each with what came of it."""
    return [line_of(one.decision, one.result) for one in effects if one.decision]


def addition_to(actor: Actor, record: Record, row: Any) -> Asking[Addition | None]:  # noqa: ANN401 - any noun
    """Ask for what the council has decided, asked for and promised about a thing."""
    if not actor.may(Permission.COUNCIL_READ):
        return None
    if record.model is Initiative:
        return (yield from _of_initiative(actor, row))
    name = _BY.get(record.model)
    if name is None:
        return None
    (effects,) = yield [ready(_moved, actor, name, thing=row.pk)]
    context = {"decisions": moved_lines(effects)}
    return (
        Addition(template="council/fragments/_decided.html", context=context) if effects else None
    )


def _moved(actor: Actor, name: str, *, thing: int) -> Any:  # noqa: ANN401 - a queryset
    return moved_by(actor, **{name: thing})


def _of_initiative(actor: Actor, row: Initiative) -> Asking[Addition | None]:
    decisions, actions, messages = yield [
        ready(decided_about, actor, initiative=row.pk),
        ready(actions_about, actor, initiative=row.pk),
        ready(messages_of, actor, initiative=row.pk),
    ]
    may_write = actor.may(Permission.COUNCIL_WRITE)
    may_tell = actor.may(Permission.PORTFOLIO_WRITE)
    if not (decisions or actions or messages or may_write or may_tell):
        return None
    new = reverse("records:new", kwargs={"slug": "communication"})
    context = {
        "decisions": [line_of(one) for one in decisions],
        "actions": [action_line(one) for one in actions],
        "messages": [_message(one) for one in messages],
        "new_action_url": f"{reverse('council:new_action')}?initiative={row.pk}"
        if may_write
        else "",
        "new_message_url": f"{new}?initiative={row.pk}" if may_tell else "",
    }
    return Addition(template="council/fragments/_of_initiative.html", context=context, tells=_TOLD)


def action_line(action: Action) -> dict[str, object]:
    """Return an action as a line: what, who, by when, and how far it has come."""
    late = action.state in OPEN and action.due_on is not None and action.due_on < clock.today()
    overdue = _("Overdue")
    return {
        "row": action,
        "who": action.responsible.name if action.responsible else action.who,
        "late": late,
        "tag": overdue if late else action.get_state_display(),
        "tone": "danger" if late else ACTION_TONES[action.state],
        "is_open": action.state in OPEN,
        "url": reverse("council:end_action", args=[action.pk]),
    }


def _message(row: CommunicationActivity) -> dict[str, object]:
    late = row.done_on is None and row.planned_on is not None and row.planned_on < clock.today()
    done, overdue, planned = _("Done"), _("Overdue"), _("Planned")
    return {
        "row": row,
        "late": late,
        "tag": done if row.done_on else overdue if late else planned,
        "tone": "success" if row.done_on else "danger" if late else "info",
        "url": reverse("records:page", kwargs={"slug": "communication", "pk": row.pk}),
    }


def beside_version(actor: Actor, version: PublishedRoadmap) -> Beside | None:
    """Return the decision that published a version of the roadmap, as far as it may be seen."""
    if not actor.may(Permission.COUNCIL_READ):
        return None
    effects = [
        one
        for one in moved_by(actor, plan=version.plan_id)
        if one.parameters.get("published") == version.pk
    ]
    lines = moved_lines(effects)
    return Beside("council/fragments/_decided.html", {"decisions": lines}) if lines else None


def deciding_of(actor: Actor, item: AgendaItem) -> Mapping[str, object]:
    """Return what an item's page tells of deciding it: what it moves, what was decided, buttons."""
    effects = list(planned_on(actor, [item]))
    gates = gates_in(actor, effects)
    decisions = Decision.owned_by(actor).filter(item=item).select_related("forum").order_by("pk")
    lines = [line_of(one) for one in decisions]
    may_plan = actor.may(Permission.COUNCIL_WRITE) and not lines
    decides = actor.may(Permission.COUNCIL_DECIDE) or bool(
        keeps_forum(actor, item.forum_id) if seats_of(actor, item.forum_id, clock.today()) else 0
    )
    here = item.meeting is None or item.meeting.state == "sitting"
    open_ = item.state in (
        *(AgendaItem.State.BACKLOG, AgendaItem.State.PLANNED, AgendaItem.State.NOW),
    )
    return {
        "effects": [effect_told(one, gates) for one in effects],
        "decisions": lines,
        "plan_url": reverse("council:effects", args=[item.pk]) if may_plan else "",
        "decide_url": reverse("council:decide", args=[item.pk])
        if decides and here and open_ and not lines
        else "",
        "shown": bool(effects or lines or may_plan),
    }
