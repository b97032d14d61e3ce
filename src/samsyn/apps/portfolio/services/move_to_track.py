"""Move an initiative to another track: from then on it is steered by another logic."""

from __future__ import annotations

from samsyn.apps.portfolio.models import Initiative, TrackMove
from samsyn.apps.portfolio.services._course import to_change
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.moving import snags
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

LONGEST_REASON = 500


@use_case(Permission.PORTFOLIO_WRITE)
def move_to_track(
    actor: Actor,
    *,
    initiative_id: int,
    track: Track,
    owner_level: str = "",
    part_of_id: int | None = None,
    reason: str,
) -> Initiative:
    """Move one initiative, and say at which level it is owned there where that changes.

    Raises Refused without a reason, to where it is already, and once it has ended.
    """
    return change_track(
        actor,
        initiative_id=initiative_id,
        track=track,
        owner_level=owner_level,
        part_of_id=part_of_id,
        reason=reason,
    )


def change_track(
    actor: Actor,
    *,
    initiative_id: int,
    track: Track,
    reason: str,
    owner_level: str = "",
    part_of_id: int | None = None,
) -> Initiative:
    """Do the same as a step of a larger act.

    `part_of_id` is the challenge that it becomes part of the answer to; it may stay in its track
    for that.
    """
    initiative = to_change(actor, initiative_id)
    answered = Initiative.owned_by(actor).get(pk=part_of_id) if part_of_id else None
    now, state = Track(initiative.track), State(initiative.state)
    refuse_if(
        snags(
            now=now,
            to=track,
            state=state,
            reason=reason,
            answers=Track(answered.track) if answered else None,
            answers_itself=answered == initiative,
        )
    )
    initiative.track = track.value
    initiative.owner_level = owner_level or initiative.owner_level
    initiative.part_of = answered or initiative.part_of
    initiative.revision += 1
    initiative.save(update_fields=["track", "owner_level", "part_of", "revision"])
    TrackMove.everything.create(
        initiative=initiative,
        from_track=now.value,
        to_track=track.value,
        moved_on=clock.today(),
        reason=reason[:LONGEST_REASON],
    )
    return initiative
