"""The step that every act on an initiative's course shares: look, refuse or move on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import LEADS_TO, OPEN, Step, hindrances
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.asking import alone


def take_step(
    actor: Actor,
    step: Step,
    *,
    initiative_id: int,
    on: date,
    reason: str,
    learned: Mapping[str, object] | None = None,
) -> Initiative:
    """Move one initiative a step along its course, with what was learned on the way.

    Raises Refused with everything that speaks against it.
    """
    initiative = to_change(actor, initiative_id)
    changes = dict(learned or {})
    for name, value in changes.items():
        setattr(initiative, name, value)
    accepted = changes.get("accepted_yearly_cost") is not None
    situation = alone(queries.situation_of(actor, initiative, cost_is_accepted=accepted))
    refuse_if(hindrances(step, situation, on=on, today=clock.today(), reason=reason))
    initiative.state = LEADS_TO[step].value
    initiative.revision += 1
    initiative.save(update_fields=[*changes, "state", "revision"])
    return initiative


def to_change(actor: Actor, initiative_id: int) -> Initiative:
    """Return one initiative of ours, which nobody else can change meanwhile."""
    return Initiative.owned_by(actor).select_for_update().get(pk=initiative_id)


def stop_here(initiative: Initiative) -> None:
    """End an initiative that may still be stopped, as part of a larger act that says why."""
    if initiative.state in OPEN:
        initiative.state = LEADS_TO[Step.STOP].value
        initiative.revision += 1
        initiative.save(update_fields=["state", "revision"])
