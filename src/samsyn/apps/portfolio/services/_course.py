"""The step that every act on an initiative's course shares: look, refuse or move on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import LEADS_TO, Step, hindrances
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock


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
    initiative = Initiative.owned_by(actor).select_for_update().get(pk=initiative_id)
    changes = dict(learned or {})
    for name, value in changes.items():
        setattr(initiative, name, value)
    situation = queries.situation_of(actor, initiative)
    refuse_if(hindrances(step, situation, on=on, today=clock.today(), reason=reason))
    initiative.state = LEADS_TO[step].value
    initiative.revision += 1
    initiative.save(update_fields=[*changes, "state", "revision"])
    return initiative
