"""What a scenario's page shows: its changes, what came out, and what must be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.roadmap.models import Scenario, ScenarioChange
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.wording import how_far
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.whatif import Kind
from samsyn.domain.scheduling.outcome import Status


def scenario_panel(actor: Actor, scenario: Scenario) -> Mapping[str, object]:
    """Return the panel's context, in three queries."""
    rows = ScenarioChange.owned_by(actor).filter(scenario=scenario).order_by("pk")
    changes = list(rows)
    latest = runs.latest_run(actor, scenario.plan, scenario)
    best = latest if latest and latest.picture else runs.best_run(actor, scenario.plan, scenario)
    solved = best is not None
    return {
        "changes": [
            {
                "name": row.name,
                "since": row.since,
                "until": row.until,
                "url": _address("records:edit", slug="scenario-changes", pk=row.pk),
            }
            for row in changes
        ],
        "kinds": [
            {
                "label": label,
                "url": _address("roadmap:scenario_change", pk=scenario.pk, kind=kind),
            }
            for kind, label in ScenarioChange.Kind.choices
        ],
        "may_solve": actor.may(Permission.ROADMAP_SOLVE),
        "at_work": latest is not None and latest.is_at_work,
        "is_solved": solved,
        "optimal": best is not None and best.status == Status.OPTIMAL,
        "settled": how_far(best.picture if best else None)["settled"],
        "gap": None if best is None or best.gap is None else 100 * best.gap,
        "solve_url": _address("roadmap:scenario_solve", pk=scenario.pk),
        "stop_url": _address("roadmap:scenario_stop", pk=scenario.pk),
        "drawing_url": _address("roadmap:scenario_drawing", pk=scenario.pk),
        "compare_url": _address("roadmap:compare", pk=scenario.plan_id) + f"?with={scenario.pk}",
        "decide": list(_to_decide(changes)) if solved else [],
    }


def _to_decide(changes: list[ScenarioChange]) -> Iterator[dict[str, str]]:
    """Say of each change where it would have to be written down for the plan to follow."""
    for row in changes:
        kind = Kind(row.kind)
        if kind in (Kind.ADD_TIME, Kind.TAKE_TIME):
            words = _("Somebody's assignment in the role is changed: %(change)s")
            address = _address("records:list", slug="assignments")
        elif kind is Kind.MONEY:
            words = _("The fund's allocation is decided: %(change)s")
            address = _address("records:list", slug="allocations")
        else:
            words = _("The initiative is changed: %(change)s")
            pk = row.initiative_id or 0
            address = _address("records:page", slug="initiatives", pk=pk)
        yield {"words": words % {"change": row.name}, "url": address}


def _address(name: str, **parts: object) -> str:
    return reverse(name, kwargs=parts)
