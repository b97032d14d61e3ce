"""Keep what the engine found: the picture, how good it is, and each phase's place."""

from __future__ import annotations

from samsyn.apps.roadmap.models import PlannedActivity, PlanRun
from samsyn.apps.roadmap.services._weigh import weigh
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.picture import Picture
from samsyn.domain.roadmap.setting import Setting, picture_of
from samsyn.domain.scheduling.outcome import Progress, Result
from samsyn.kernel import clock

_LASTING = 3  # levels of the objective: left out, late, and worth


def keep(
    actor: Actor, run: PlanRun, setting: Setting, found: Result | Progress, first_seconds: float
) -> Picture:
    """Write a result, or a better plan found on the way, with its run."""
    picture = picture_of(setting, found, first_seconds=first_seconds)
    run.fingerprint = setting.fingerprint
    run.status, run.gap = picture.verdict.status, picture.verdict.gap
    run.seconds, run.objective = picture.verdict.seconds, list(picture.verdict.objective)
    run.picture, run.kept_at = picture.as_json(), clock.now()
    run.save(
        update_fields=[
            *("fingerprint", "status", "gap", "seconds"),
            *("objective", "picture", "kept_at", "state"),
        ]
    )
    if isinstance(found, Result):
        if run.scenario_id is None:
            _place(actor, run, picture)
        weigh(actor, run, setting, found.schedule)
    return picture


def is_no_worse(run: PlanRun, setting: Setting, found: Result | Progress) -> bool:
    """Tell whether a plan is at least as good as what an earlier run found for this problem.

    Only what was promised, when, and what it is worth is compared: how far a plan has moved
    depends on what was published when it was made.
    """
    if run.fingerprint != setting.fingerprint:
        return True
    return tuple(found.objective[:_LASTING]) <= tuple(run.objective[:_LASTING])


def _place(actor: Actor, run: PlanRun, picture: Picture) -> None:
    """Replace the planned activities of the plan's earlier runs by those of this one."""
    calendar = picture.calendar
    PlannedActivity.owned_by(actor).filter(run__plan=run.plan).delete()
    PlannedActivity.everything.bulk_create(
        PlannedActivity(
            run=run,
            initiative_id=placed.key,
            phase_id=piece.key,
            starts_on=calendar.date_of(piece.start),
            ends_on=calendar.date_of(piece.end),
        )
        for placed in picture.placed
        for piece in placed.pieces
    )
