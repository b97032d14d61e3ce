"""What follows when a friction or a need was typed, imported or changed as a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from samsyn.apps.needs.models import FrictionReport, MeToo, Need, TriageDecision
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock


def after_friction(actor: Actor, rows: Sequence[FrictionReport], created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Date new ones, price them anew, and let their me-toos follow, inside the act."""
    for friction in rows:
        if friction.reported_on is None:
            friction.reported_on = clock.today()
            friction.save(update_fields=["reported_on"])
        friction.reckon()
        if friction.merged_into is not None:
            friction.merged_into.reckon()
    if not created:
        _follow(MeToo.owned_by(actor).filter(friction__in=rows), "friction")


def after_need(actor: Actor, rows: Sequence[Need], created: bool) -> None:  # noqa: FBT001 - the kernel's signature
    """Date new ones, and let their decisions follow, inside the act."""
    for need in rows:
        if need.collected_on is None:
            need.collected_on = clock.today()
            need.save(update_fields=["collected_on"])
    if not created:
        _follow(TriageDecision.owned_by(actor).filter(need__in=rows), "need")


def _follow(parts: QuerySet[Any], whole: str) -> None:
    for part in parts.select_related(whole):
        part.visibility = getattr(part, whole).visibility
        part.save()
