"""Follow a project model: its steps become the phases of an initiative."""

from __future__ import annotations

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative, ModelStep, Phase, ProjectModel
from samsyn.apps.portfolio.services._course import to_change
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.following import ModelStep as Step
from samsyn.domain.portfolio.following import Way, clashes, phases_by
from samsyn.domain.portfolio.work_plan import flaws
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def follow_model(
    actor: Actor,
    *,
    initiative_id: int,
    project_model_id: int,
    way: Way | None = None,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> Initiative:
    """Note which model is followed, and make phases of its steps.

    Where there are phases, `way` says what becomes of them; raises Refused without it, and where
    phases that have begun would go.
    """
    initiative = to_change(actor, initiative_id)
    model = ProjectModel.owned_by(actor).get(pk=project_model_id)
    rows = ModelStep.owned_by(actor).filter(project_model=model).order_by("order", "pk")
    steps = [Step(name=name, weeks=weeks) for name, weeks in rows.values_list("name", "weeks")]
    now = queries.work_of(actor, initiative).phases
    refuse_if(clashes(now, steps, way))
    phases = phases_by(now, steps, way)
    new = [phase for phase in phases if phase.key is None]
    if new:
        refuse_if(flaws(phases, state=State(initiative.state), today=clock.today()))
    if way is Way.REPLACE:
        Phase.owned_by(actor).filter(initiative=initiative).delete()
    kept = len(phases) - len(new)
    first = max((p.order for p in Phase.owned_by(actor).filter(initiative=initiative)), default=-1)
    Phase.everything.bulk_create(
        Phase(
            initiative=initiative,
            name=phase.name,
            weeks=phase.weeks,
            order=first + 1 + number,
        )
        for number, phase in enumerate(phases[kept:])
    )
    initiative.project_model = model
    initiative.revision += 1
    initiative.save(update_fields=["project_model", "revision"])
    return initiative
