"""Start planning: an organisation's first plan, two years from this week."""

from __future__ import annotations

from samsyn.apps.roadmap.models import Plan
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.use_case import use_case


@use_case(Permission.ROADMAP_SOLVE)
def start_planning(actor: Actor, *, name: str) -> Plan:
    """Return the plan of this name, made with the usual settings where there is none."""
    found = Plan.owned_by(actor).filter(name=name).first()
    return found or Plan.everything.create(name=name)
