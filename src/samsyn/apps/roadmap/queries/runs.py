"""The plan as it stands, and the versions that were published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.apps.roadmap.models import Plan, PlanRun, PublishedRoadmap, Scenario
from samsyn.domain.access.actor import Actor
from samsyn.domain.roadmap.picture import Picture, read_picture
from samsyn.domain.roadmap.setting import schedule_in
from samsyn.domain.scheduling.outcome import Schedule
from samsyn.kernel.models import Change

#: A change in one of these may make another plan the better one.
PLANNED_FROM = (
    "portfolio_initiative",
    "portfolio_phase",
    "portfolio_effort",
    "portfolio_dependency",
    "portfolio_benefit",
    "portfolio_allocation",
    "portfolio_ambitionoption",
    "portfolio_timereport",
    "portfolio_trackpolicy",
    "organisation_person",
    "organisation_assignment",
    "organisation_absence",
    "organisation_capacitychange",
    "roadmap_plan",
    "roadmap_closedperiod",
    "roadmap_pin",
)


@dataclass(frozen=True, slots=True)
class Version:
    """One published roadmap with its picture."""

    row: PublishedRoadmap
    picture: Picture

    def start_days(self) -> dict[int, date]:
        """Return the first day of each phase."""
        calendar = self.picture.calendar
        return {
            piece.key: calendar.date_of(piece.start)
            for placed in self.picture.placed
            for piece in placed.pieces
        }


def plan_at(actor: Actor, pk: int | None = None) -> Plan | None:
    """Return one plan, or the organisation's first."""
    plans = Plan.owned_by(actor).order_by("pk")
    return plans.filter(pk=pk).first() if pk else plans.first()


def latest_run(actor: Actor, plan: Plan, scenario: Scenario | None = None) -> PlanRun | None:
    """Return the newest run of a plan or scenario, whether or not it has found anything yet."""
    runs = PlanRun.owned_by(actor).filter(plan=plan, scenario=scenario)
    return runs.order_by("-pk").first()


def best_run(actor: Actor, plan: Plan, scenario: Scenario | None = None) -> PlanRun | None:
    """Return the newest run of a plan or scenario that has a picture."""
    runs = PlanRun.owned_by(actor).filter(plan=plan, scenario=scenario, picture__isnull=False)
    return runs.order_by("-pk").first()


def plan_so_far(run: PlanRun | None) -> Schedule | None:
    """Return the plan that a run found, for a search to begin at."""
    return schedule_in(read_picture(run.picture)) if run and run.picture else None


def version_at(actor: Actor, number: int) -> Version | None:
    """Return one published version."""
    row = PublishedRoadmap.owned_by(actor).filter(version=number).first()
    return Version(row, read_picture(row.picture)) if row else None


def newest_of(actor: Actor, run: PlanRun) -> int:
    """Return the number of the newest run of what a run is about: its own, while nobody replans."""
    runs = PlanRun.owned_by(actor).filter(plan=run.plan, scenario=run.scenario_id)
    return runs.order_by("-pk").values_list("pk", flat=True)[0]


def latest_published(actor: Actor, plan: Plan | None = None) -> Version | None:
    """Return the version that holds now: of one plan, or of the organisation."""
    rows = PublishedRoadmap.owned_by(actor)
    row = (rows.filter(plan=plan) if plan else rows).order_by("-version").first()
    return Version(row, read_picture(row.picture)) if row else None


def touched_since(actor: Actor, run: PlanRun) -> bool:
    """Tell whether rows that plans are made from were touched since the run."""
    changes = Change.visible_to(actor).filter(table_name__in=PLANNED_FROM, at__gt=run.started_at)
    return changes.exists()
