"""Decide a level against the maximum principle, for one of the two grounds that count."""

from __future__ import annotations

from datetime import date

from samsyn.apps.register.models import ClassificationOverride, System
from samsyn.apps.register.queries.impact import landscape_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.impact.overriding import Decision, Ground, objections_to
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.ASSET_CLASSIFY)
def override_classification(  # noqa: PLR0913 - what such a decision must say
    actor: Actor,
    *,
    system_id: int,
    aspect: Aspect,
    level: int,
    ground: Ground,
    reason: str,
    next_review: date,
) -> tuple[ClassificationOverride, int]:
    """Set one aspect's level at a system; an earlier decision about it is replaced.

    Returns the decision, and how many other systems change with it. Raises Refused when the
    ground contradicts the direction, or anything is missing.
    """
    system = System.owned_by(actor).select_for_update().get(pk=system_id)
    land, thing = landscape_of(actor), Thing(Kind.SYSTEM, system.pk)
    today = clock.today()
    decision = Decision(
        level=level,
        worked_out=land.worked_out(thing, aspect),
        ground=Ground(ground),
        reason=reason,
        next_review=next_review,
    )
    refuse_if(objections_to(decision, today))
    row = ClassificationOverride.owned_by(actor).filter(system=system, aspect=aspect).first()
    if row is None:
        row = ClassificationOverride(
            organisation_id=actor.organisation_id,
            visibility=system.visibility,
            system=system,
            aspect=aspect,
        )
    else:
        row.revision += 1
    row.level, row.ground, row.reason = level, ground, reason.strip()
    row.decided_on, row.next_review = today, next_review
    row.save()
    changed = land.decide(thing, aspect, level)
    return row, len({one for one in changed if one.kind is Kind.SYSTEM} - {thing})


@use_case(Permission.ASSET_CLASSIFY)
def withdraw_override(
    actor: Actor,
    *,
    system_id: int,
    aspect: Aspect,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> None:
    """Let one aspect's level at a system be worked out again; raises DoesNotExist if it is."""
    rows = ClassificationOverride.owned_by(actor).select_for_update()
    rows.get(system_id=system_id, aspect=aspect).delete()
