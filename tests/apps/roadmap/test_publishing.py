"""A published roadmap is a decision: who, when, why, and what lies when, kept as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from samsyn.apps.organisation.public import Assignment, Role
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.plan_work import plan_work
from samsyn.apps.roadmap.models import Plan, PlanRun, PublishedRoadmap
from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.domain.access.actor import samsyn_for
from samsyn.domain.portfolio.work_plan import PlannedPhase
from samsyn.domain.roadmap.publishing import Reservation
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from samsyn.kernel.rules import Hit, Question, rule_by_code
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import placed, plan
from tests.support.builders import Town

TODAY = date(2026, 1, 7)


def published(town: Town, ours: Plan, run: PlanRun, **said: object) -> PublishedRoadmap:
    words = {"decided_by": "Executive management", "decided_on": TODAY, "reason": "It fits."}
    return publish_roadmap(
        town.administrator,
        plan_id=ours.pk,
        run_id=run.pk,
        **{**words, **said},  # type: ignore[arg-type]
    )


def hits(town: Town, code: str, **thresholds: int) -> list[Hit]:
    rule = rule_by_code(code)
    assert rule is not None
    actor = samsyn_for(town.id)
    parameters = {parameter.name: parameter.default for parameter in rule.parameters} | thresholds
    with acting_for(actor):
        question = Question(actor=actor, today=clock.today(), parameters=parameters)
        return list(rule.answer(question))


def test_a_version_stays_as_it_was_when_everything_behind_it_changes(
    north: Town, lead: Role
) -> None:
    row = a.initiative(north, "Portal")
    a.phase(row, north, 4, {lead: 20}, name="Build")
    ours = plan(north)
    version = published(north, ours, solve_plan(north.administrator, plan_id=ours.pk))

    plan_work(
        north.administrator,
        initiative_id=row.pk,
        phases=[PlannedPhase(name="Something else", weeks=30)],
    )
    with north.arranging():
        Initiative.owned_by(north.administrator).update(name="Renamed")
    again = solve_plan(north.administrator, plan_id=ours.pk)

    with north.looking():
        kept = PublishedRoadmap.owned_by(north.administrator).get(pk=version.pk)
    (portal,) = kept.picture["placed"]
    assert (portal["name"], portal["pieces"][0]["name"], portal["pieces"][0]["weeks"]) == (
        "Portal",
        "Build",
        4,
    )
    assert published(north, ours, again).version == 2


def test_the_database_itself_lets_no_version_be_edited(north: Town, lead: Role) -> None:
    a.phase(a.initiative(north), north, 4, {lead: 20})
    ours = plan(north)
    version = published(north, ours, solve_plan(north.administrator, plan_id=ours.pk))

    rows = PublishedRoadmap.owned_by(north.administrator).filter(pk=version.pk)
    for change in (lambda: rows.update(reason="Other"), rows.delete):
        with pytest.raises(ProgrammingError), north.arranging(), transaction.atomic():
            change()


def test_nobodys_name_is_published(north: Town, security: Role) -> None:
    for name in ("First", "Second"):
        a.phase(a.initiative(north, name), north, 6, {security: 8})
    ours = plan(north)
    run = solve_plan(north.administrator, plan_id=ours.pk)
    assert "Anna Berg" in str(run.picture)

    assert "Anna Berg" not in str(published(north, ours, run).picture)


def test_everything_against_publishing_is_said_at_once(north: Town, lead: Role) -> None:
    row = a.initiative(north, deadline=date(2026, 1, 16), legal_ground="The law")
    a.phase(row, north, 9, {lead: 20})
    ours = plan(north)
    seen = solve_plan(north.administrator, plan_id=ours.pk)
    solve_plan(north.administrator, plan_id=ours.pk)

    with pytest.raises(Refused) as refusal:
        published(
            north, ours, seen, decided_by=" ", decided_on=TODAY + timedelta(days=1), reason=""
        )

    assert [objection.code for objection in refusal.value.objections] == [
        Reservation.NOT_THE_LATEST,
        Reservation.NOBODY_DECIDED,
        Reservation.DECIDED_IN_THE_FUTURE,
        Reservation.LATE_WITHOUT_A_REASON,
    ]
    with north.looking():
        assert not PublishedRoadmap.owned_by(north.administrator).exists()


def test_publishing_is_told_with_its_reason_and_other_towns_see_nothing(
    north: Town, south: Town, lead: Role
) -> None:
    a.phase(a.initiative(north), north, 4, {lead: 20})
    ours = plan(north)
    published(north, ours, solve_plan(north.administrator, plan_id=ours.pk))

    with north.looking():
        act = Act.visible_to(north.administrator).latest("id")
        assert (act.name, act.reason) == ("roadmap.publish_roadmap", "It fits.")
    with south.looking():
        assert not PublishedRoadmap.visible_to(south.administrator).exists()
        assert not PlanRun.visible_to(south.administrator).exists()


def test_the_next_plan_stays_close_to_what_was_published(north: Town, lead: Role) -> None:
    early = a.initiative(north, "Early", earliest_start=date(2026, 3, 2))
    a.phase(early, north, 4, {lead: 80})
    ours = plan(north)
    first = solve_plan(north.administrator, plan_id=ours.pk)
    published(north, ours, first)
    with north.arranging():
        Initiative.owned_by(north.administrator).update(earliest_start=None)

    again = solve_plan(north.administrator, plan_id=ours.pk)

    assert placed(again, "Early").start == placed(first, "Early").start == 8


@pytest.mark.parametrize(("deadline", "missed"), [("2026-02-27", True), ("2026-03-06", False)])
def test_a_legal_deadline_missed_by_a_week_is_found(
    north: Town, lead: Role, deadline: str, missed: bool
) -> None:
    # Nine weeks from Monday 5 January: the last one worked begins on 2 March.
    row = a.initiative(
        north, "By law", deadline=date.fromisoformat(deadline), legal_ground="SFS 2018:1937"
    )
    wish = a.initiative(north, "A wish", deadline=date(2026, 1, 9))
    for one in (row, wish):
        a.phase(one, north, 9, {lead: 20})
    ours = plan(north)
    assert hits(north, "ROA-001") == []
    published(north, ours, solve_plan(north.administrator, plan_id=ours.pk))

    found = hits(north, "ROA-001")

    assert [hit.title for hit in found] == (["By law"] if missed else [])
    if missed:
        rule = rule_by_code("ROA-001")
        assert rule is not None
        assert rule.says(found[0].facts).startswith("SFS 2018:1937 asks for it by")


def test_a_deadline_that_was_met_and_then_moved_is_found_too(north: Town, lead: Role) -> None:
    row = a.initiative(north, "By law", deadline=date(2026, 6, 30), legal_ground="The law")
    a.phase(row, north, 9, {lead: 20})
    ours = plan(north)
    published(north, ours, solve_plan(north.administrator, plan_id=ours.pk))
    assert hits(north, "ROA-001") == []

    with north.arranging():
        Initiative.owned_by(north.administrator).update(deadline=date(2026, 2, 1))

    assert [hit.title for hit in hits(north, "ROA-001")] == ["By law"]


@pytest.mark.parametrize(("share", "over"), [(34, True), (35, False)])
def test_a_role_that_lost_time_after_publishing_is_over_capacity(
    north: Town, lead: Role, share: int, over: bool
) -> None:
    a.phase(a.initiative(north), north, 20, {lead: 40})
    ours = plan(north)
    published(north, ours, solve_plan(north.administrator, plan_id=ours.pk))
    assert hits(north, "ROA-002", slack=0) == []

    with north.arranging():
        Assignment.owned_by(north.administrator).update(share=share)

    # Public holidays take their weeks in any case; the slack of 5 covers 35 and not 34.
    found = hits(north, "ROA-002", weeks=10)
    assert [hit.title for hit in found] == (["Project lead"] if over else [])


@pytest.mark.parametrize(("days", "old"), [(91, False), (92, True)])
def test_a_roadmap_older_than_a_quarter_is_found(
    north: Town, south: Town, lead: Role, days: int, old: bool
) -> None:
    row = a.initiative(north)
    a.phase(row, north, 4, {lead: 20})
    ours = plan(north)
    run = solve_plan(north.administrator, plan_id=ours.pk)
    published(north, ours, run, decided_on=TODAY - timedelta(days=days))

    assert [hit.pk for hit in hits(north, "ROA-004")] == ([ours.pk] if old else [])
    assert hits(south, "ROA-004") == []

    with north.arranging():
        Initiative.owned_by(north.administrator).update(state="closed")
    assert hits(north, "ROA-004") == []
