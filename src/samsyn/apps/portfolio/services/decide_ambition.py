"""Decide how far to go with an initiative: one level, by whom, when and why."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import AmbitionOption, Initiative
from samsyn.apps.portfolio.services._course import to_change
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.ambitions import Level, hesitations
from samsyn.domain.portfolio.course import State
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

_FIGURES = ("one_off_cost", "yearly_cost", "yearly_benefit")


@use_case(Permission.PORTFOLIO_DECIDE)
def decide_ambition(
    actor: Actor, *, initiative_id: int, level: Level, decided_by: str, on: date, reason: str
) -> Initiative:
    """Choose a level: its cost and benefit become the initiative's, its phases are those done.

    Raises Refused for a level that nobody has described while others are, and without who and why.
    """
    initiative = to_change(actor, initiative_id)
    options = AmbitionOption.owned_by(actor).filter(initiative=initiative)
    described = {Level(option.level): option for option in options}
    refuse_if(
        hesitations(
            level,
            described=described.keys(),
            state=State(initiative.state),
            by=decided_by,
            on=on,
            reason=reason,
            today=clock.today(),
        )
    )
    initiative.ambition = level.value
    initiative.ambition_decided_by, initiative.ambition_decided_on = decided_by.strip(), on
    for name in _FIGURES if level in described else ():
        setattr(initiative, name, getattr(described[level], name))
    initiative.revision += 1
    said = ["ambition", "ambition_decided_by", "ambition_decided_on", *_FIGURES, "revision"]
    initiative.save(update_fields=said)
    return initiative
