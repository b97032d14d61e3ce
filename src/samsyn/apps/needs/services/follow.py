"""What follows when a friction or a need was typed, imported or changed as a record."""

from __future__ import annotations

from typing import Any

from samsyn.apps.needs.models import FrictionReport, MeToo, Need, TriageDecision
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock


def after_friction(actor: Actor, friction: FrictionReport, _created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Date a new one, price it anew, and let its me-toos follow, inside the act."""
    if friction.reported_on is None:
        friction.reported_on = clock.today()
        friction.save(update_fields=["reported_on"])
    friction.reckon()
    if friction.merged_into is not None:
        friction.merged_into.reckon()
    _parts_follow(MeToo.owned_by(actor).filter(friction=friction), friction)


def after_need(actor: Actor, need: Need, _created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Date a new one, and let its decisions follow, inside the act."""
    if need.collected_on is None:
        need.collected_on = clock.today()
        need.save(update_fields=["collected_on"])
    _parts_follow(TriageDecision.owned_by(actor).filter(need=need), need)


def _parts_follow(parts: Any, whole: FrictionReport | Need) -> None:  # noqa: ANN401 - rows of either part
    for part in parts:
        part.visibility = whole.visibility
        part.save()
