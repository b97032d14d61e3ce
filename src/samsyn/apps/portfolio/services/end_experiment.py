"""End an experiment: what was measured, what was learned, and where that leads."""

from __future__ import annotations

from datetime import date

from samsyn.apps.portfolio.models import Experiment
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.experiments import gaps
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def end_experiment(
    actor: Actor, *, experiment_id: int, outcome: str, result: str, learned: str, on: date
) -> Experiment:
    """End one experiment. Raises Refused without what was measured and learned."""
    rows = Experiment.owned_by(actor).select_for_update(of=("self",)).select_related("initiative")
    row = rows.get(pk=experiment_id)
    refuse_if(
        gaps(
            ended=bool(row.outcome),
            begins=row.begins,
            on=on,
            today=clock.today(),
            result=result,
            learned=learned,
        )
    )
    row.outcome, row.outcome_on = outcome, on
    row.result, row.learned = result, learned
    row.revision += 1
    row.save()
    return row
