"""Plan the way people do: lay the portfolio out, publish a version, and ask what if."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from samsyn.apps.organisation.public import Role
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.queries.work import work_of
from samsyn.apps.portfolio.services.plan_work import plan_work
from samsyn.apps.roadmap.models import Plan, PlanRun, Study
from samsyn.apps.roadmap.services.make_scenario import make_scenario
from samsyn.apps.roadmap.services.open_roadmap import open_roadmap
from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.services.start_planning import start_planning
from samsyn.apps.roadmap.services.study_plan import answer_study
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.picture import Picture, read_picture
from samsyn.domain.roadmap.whatif import Kind, Wanted
from samsyn.kernel.tenancy.session import acting_for

_DECIDED_DAYS_AGO = {"barmark": 105, "fjordbygden": 84}
"""Where it was not two days ago: one roadmap is older than a quarter, one nearly is."""
_THINKING_AHEAD = frozenset({"edskog", "oskarsvik"})
_LOOKING_BACK = ("edskog", "Statistik om inköp", "Uppsättning", 9)
"""Where an earlier version was published too, with a phase that was then thought longer."""
_QUICKLY = 0.1


def publish(site: Site, actor: Actor) -> None:
    """Solve the plan once and publish what came out of it; show it to all where people do."""
    (row,) = site.rows("Plan")
    plan = start_planning(actor, name=row["name"])
    if site.slug == _LOOKING_BACK[0]:
        _publish_an_earlier_one(site, actor, plan, row["by"])
    days = _DECIDED_DAYS_AGO.get(site.slug, 2)
    run = _publish(site, actor, plan, row["by"], row["reason"], site.today - timedelta(days=days))
    if site.slug in _THINKING_AHEAD and run.picture:
        open_roadmap(
            actor,
            version=_latest(actor, plan),
            chosen=[one.key for one in read_picture(run.picture).placed],
            words="Det här arbetar vi med. Datumen är våra bästa, och kan komma att flyttas.",
        )


def think_ahead(site: Site, actor: Actor | None) -> None:
    """Plan with everything that happened since, and ask what would help, where people do."""
    if actor is None or site.slug not in _THINKING_AHEAD:
        return
    with acting_for(actor):
        plan = Plan.owned_by(actor).get()
    _think_ahead(actor, plan, solve_plan(actor, plan_id=plan.pk))


def _publish(site: Site, actor: Actor, plan: Plan, by: str, reason: str, on: date) -> PlanRun:
    run = solve_plan(actor, plan_id=plan.pk)
    publish_roadmap(
        actor,
        plan_id=plan.pk,
        run_id=run.pk,
        decided_by=by,
        decided_on=min(on, site.today),
        reason=reason,
    )
    return run


def _publish_an_earlier_one(site: Site, actor: Actor, plan: Plan, by: str) -> None:
    _slug, name, phase, weeks = _LOOKING_BACK
    now = _lengthen(actor, name, phase, weeks)
    _publish(site, actor, plan, by, "Första färdplanen.", site.today - timedelta(days=80))
    _lengthen(actor, name, phase, now)


def _lengthen(actor: Actor, name: str, phase: str, weeks: int) -> int:
    """Plan one phase to take so many weeks, and return how many it took before."""
    with acting_for(actor):
        row = Initiative.owned_by(actor).get(name=name)
        phases = work_of(actor, row).phases
    (before,) = (one.weeks for one in phases if one.name == phase)
    changed = [replace(one, weeks=weeks) if one.name == phase else one for one in phases]
    plan_work(actor, initiative_id=row.pk, phases=changed)
    return before


def _think_ahead(actor: Actor, plan: Plan, run: PlanRun) -> None:
    """Ask what would help and what stands in the way, and make two scenarios."""
    if run.picture is None:
        return
    picture = read_picture(run.picture)
    gains: list[dict[str, Any]] = []
    for kind in (Study.Kind.HELP, Study.Kind.CONFLICT):
        with acting_for(actor):
            study = Study.everything.create(plan=plan, kind=kind)
            answer_study(
                actor,
                study,
                told=lambda _done, _all: None,
                stop_wanted=lambda: False,
                seconds=_QUICKLY,
            )
        gains += study.answer["gains"] if kind == Study.Kind.HELP and study.answer else []
    roles = [gain["pk"] for gain in gains if gain["turn"] == Kind.ADD_TIME]
    for name, change in _what_if(actor, picture, roles):
        made = make_scenario(actor, plan_id=plan.pk, name=name, changes=[change])
        solve_plan(actor, plan_id=plan.pk, scenario_id=made.pk, seconds=_QUICKLY)


def _latest(actor: Actor, plan: Plan) -> int:
    with acting_for(actor):
        return max(plan.published.values_list("version", flat=True))


def _what_if(actor: Actor, picture: Picture, roles: list[int]) -> Iterator[tuple[str, Wanted]]:
    """Give a fifth more of the tightest role, and what is late another half year."""
    if roles:
        with acting_for(actor):
            role = Role.visible_to(actor).get(pk=roles[0])
        yield (
            f"En femtedel mer {role.name.lower()}",
            Wanted(kind=Kind.ADD_TIME, role=role.pk, share=20),
        )
    late = next((one for one in picture.placed if one.late), None)
    if late:
        day = date.fromisoformat(late.deadline) + timedelta(weeks=26)
        yield (
            f"{late.name} ett halvår senare"[:120],
            Wanted(kind=Kind.DEADLINE, initiative=late.key, day=day),
        )
    else:
        free = next(one for one in picture.placed if not one.legal)
        yield f"Utan {free.name}"[:120], Wanted(kind=Kind.LEAVE_OUT, initiative=free.key)
