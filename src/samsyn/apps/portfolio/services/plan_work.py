"""Plan the work of an initiative: its phases and their effort, saved as one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samsyn.apps.portfolio.models import Effort, Initiative, Phase
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.work_plan import Flaw, PlannedPhase, flaws
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def plan_work(
    actor: Actor,
    *,
    initiative_id: int,
    phases: Sequence[PlannedPhase],
    seen: int | None = None,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> Initiative:
    """Make the phases of one initiative be exactly these, in this order.

    `seen` is the revision the person saw. Phases keep their identity by `key`. Raises Refused
    with everything that is wrong, and when somebody else changed the initiative meanwhile.
    """
    initiative = Initiative.owned_by(actor).select_for_update().get(pk=initiative_id)
    now = {phase.pk: phase for phase in Phase.owned_by(actor).filter(initiative=initiative)}
    objections = list(flaws(phases, state=State(initiative.state), today=clock.today()))
    if seen is not None and seen != initiative.revision:
        objections.append(Objection(Flaw.CHANGED_MEANWHILE))
    if any(phase.key is not None and phase.key not in now for phase in phases):
        objections.append(Objection(Flaw.PHASE_OF_ANOTHER))
    refuse_if(objections)

    Phase.owned_by(actor).filter(pk__in=now.keys() - {phase.key for phase in phases}).delete()
    rows = [_row(initiative, now, planned, order) for order, planned in enumerate(phases)]
    columns = [
        "name",
        "order",
        "weeks",
        "cost",
        "started_on",
        "ambition",
        "weeks_least",
        "weeks_most",
    ]
    Phase.everything.bulk_update([row for row in rows if row.pk], columns)
    Phase.everything.bulk_create([row for row in rows if not row.pk])
    _set_efforts(actor, initiative, zip(rows, phases, strict=True))
    initiative.revision += 1
    initiative.save(update_fields=["revision"])
    return initiative


def _row(initiative: Initiative, now: dict[int, Phase], planned: PlannedPhase, order: int) -> Phase:
    row = now[planned.key] if planned.key else Phase(initiative=initiative)
    row.name, row.order, row.weeks = planned.name, order, planned.weeks
    row.cost, row.started_on = planned.cost, planned.started_on
    row.ambition = planned.ambition
    row.weeks_least, row.weeks_most = planned.weeks_least, planned.weeks_most
    return row


def _set_efforts(
    actor: Actor, initiative: Initiative, planned: Iterable[tuple[Phase, PlannedPhase]]
) -> None:
    rows = Effort.owned_by(actor).filter(phase__initiative=initiative)
    now = {(effort.phase_id, effort.role_id): effort for effort in rows}
    new, changed = [], []
    for phase, plan in planned:
        for role, share in plan.shares.items():
            effort = now.pop((phase.pk, role), None)
            if share and effort is None:
                new.append(Effort(phase=phase, role_id=role, share=share))
            elif share and effort and effort.share != share:
                effort.share = share
                changed.append(effort)
            elif effort and not share:
                now[phase.pk, role] = effort
    Effort.owned_by(actor).filter(pk__in=[effort.pk for effort in now.values()]).delete()
    Effort.everything.bulk_update(changed, ["share"])
    Effort.everything.bulk_create(new)
