"""What acts of their own would object to when a file changes an initiative instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import State, Step, hindrances, step_between
from samsyn.kernel import clock
from samsyn.kernel.asking import alone


def steered(
    actor: Actor, initiative: Initiative, before: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Say what keeps a file from moving an initiative to another track or along its course."""
    if "track" in before and before["track"] != initiative.track:
        yield "track", _("Moved by an act of its own, with a reason.")
    if "state" not in before or before["state"] == initiative.state:
        return
    step = step_between(State(before["state"]), State(initiative.state))
    if step is None or step in {Step.STOP, Step.HAND_OVER}:
        yield "state", _("Changed by the buttons on the page.")
        return
    as_it_was = Initiative.owned_by(actor).get(pk=initiative.pk)
    situation = alone(queries.situation_of(actor, as_it_was))
    today = clock.today()
    for objection in hindrances(step, situation, on=today, today=today, reason=""):
        yield "state", explain(objection)
