"""Make a scenario, or change one: what is otherwise is said change by change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from samsyn.apps.roadmap.models import Plan, Scenario, ScenarioChange
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.whatif import ASKS, Wanted, lacks
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel.use_case import use_case

_LONGEST = 120


@use_case(Permission.ROADMAP_SOLVE)
def make_scenario(
    actor: Actor, *, plan_id: int, name: str, question: str = "", changes: Iterable[Wanted] = ()
) -> Scenario:
    """Make a scenario with its changes; a name that is taken gets a number.

    Raises Refused with everything that is missing from any of the changes.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    wanted = list(changes)
    refuse_if([objection for change in wanted for objection in lacks(change)])
    scenario = Scenario.everything.create(
        plan=plan, name=_free_name(actor, plan, name), question=question[:300]
    )
    for change in wanted:
        _row(scenario, change).save()
    return scenario


def _row(scenario: Scenario, wanted: Wanted) -> ScenarioChange:
    """Return the row of a change, with nothing but what its kind asks for."""
    must, may = ASKS[wanted.kind]
    columns = {
        f"{name}_id" if name in {"role", "initiative", "fund"} else name: getattr(wanted, name)
        for name in (*must, *may)
    }
    return ScenarioChange(scenario=scenario, kind=wanted.kind.value, **columns)


def _free_name(actor: Actor, plan: Plan, name: str) -> str:
    taken = set(Scenario.owned_by(actor).filter(plan=plan).values_list("name", flat=True))
    return next(one for one in _names(name[:_LONGEST]) if one not in taken)


def _names(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        ending = f" {number}"
        yield name[: _LONGEST - len(ending)] + ending
