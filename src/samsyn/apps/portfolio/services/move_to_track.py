"""Move an initiative to another track: from then on it is steered by another logic."""

from __future__ import annotations

from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.moving import snags
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def move_to_track(
    actor: Actor, *, initiative_id: int, track: Track, owner_level: str = "", reason: str
) -> Initiative:
    """Move one initiative, and say at which level it is owned there where that changes.

    Raises Refused without a reason, to where it is already, and once it has ended.
    """
    initiative = Initiative.owned_by(actor).select_for_update().get(pk=initiative_id)
    now, state = Track(initiative.track), State(initiative.state)
    refuse_if(snags(now=now, to=track, state=state, reason=reason))
    initiative.track = track.value
    initiative.owner_level = owner_level or initiative.owner_level
    initiative.revision += 1
    initiative.save(update_fields=["track", "owner_level", "revision"])
    return initiative
