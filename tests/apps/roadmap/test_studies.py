"""How sure the dates are, what would help, what stands in the way: asked and read."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from samsyn.apps.organisation.public import Role
from samsyn.apps.roadmap.jobs import study as study_job
from samsyn.apps.roadmap.models import Plan, PlanRun, Scenario, ScenarioChange, Study
from samsyn.apps.roadmap.queries.studies import sureness_of
from samsyn.apps.roadmap.services.pin_phase import pin_phase
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.services.study_plan import answer_study, study_plan
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Task
from samsyn.kernel.tasks import Progress
from samsyn.kernel.tenancy.session import acting_for, standing_of
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import plan
from tests.support.builders import Town


@pytest.fixture
def ours(north: Town, lead: Role) -> Plan:
    """Two initiatives of one role; the second can't meet the law's day after the first."""
    for name in ("Portal", "Archive"):
        row = a.initiative(
            north,
            name,
            track="mandated",
            deadline=date(2026, 2, 27),
            legal_ground="The law",
            yearly_benefit=520_000,
            cynefin="complex",
        )
        a.phase(row, north, 6, {lead: 50}, name="Build")
    made = plan(north)
    solve_plan(north.administrator, plan_id=made.pk)
    return made


def answered(north: Town, ours: Plan, kind: Study.Kind) -> Study:
    asked = study_plan(north.administrator, plan_id=ours.pk, kind=kind)
    with acting_for(north.administrator):
        answer_study(
            north.administrator,
            asked,
            told=lambda _done, _all: None,
            stop_wanted=lambda: False,
            seconds=0.2,
        )
    return asked


# How sure


def test_a_plan_says_how_sure_its_dates_and_deadlines_are(
    client: Client, north: Town, ours: Plan
) -> None:
    with north.looking():
        run = PlanRun.owned_by(north.administrator).latest("pk")
        sure = sureness_of(north.administrator, run)
    assert sure is not None
    first, second = sorted(sure.by_initiative.values(), key=lambda one: one.quite)
    assert first.half <= first.quite < second.quite
    assert first.chance is not None
    assert first.chance > 0.3
    assert second.chance == 0

    client.force_login(north.user())
    page = client.get(f"/north/roadmap/{ours.pk}/").content.decode()
    assert len(re.findall(r'<path class="whisker" d="M\d+ 13H', page)) == 2
    assert "80 % sure" in page
    assert "The plan was lived through" in page


def test_what_a_phase_says_of_itself_goes_before_what_is_usual(north: Town, lead: Role) -> None:
    row = a.initiative(north, "Exact", cynefin="complex")
    a.phase(row, north, 6, {lead: 50}, weeks_least=6, weeks_most=6)
    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    with north.looking():
        sure = sureness_of(north.administrator, run)
    assert sure is not None
    assert {(one.half, one.quite) for one in sure.by_initiative.values()} == {(6, 6)}


# What would help


def test_what_would_help_is_told_in_words_and_becomes_a_scenario_with_one_click(
    client: Client, north: Town, ours: Plan
) -> None:
    answered(north, ours, Study.Kind.HELP)
    client.force_login(north.user())

    page = client.get(f"/north/roadmap/{ours.pk}/help/").content.decode()
    (address,) = re.findall(r'action="(/north/roadmap/\d+/help/0/scenario/)"', page)
    answer = client.post(address)

    assert "20 % more Project lead" in page or "10 % more Project lead" in page
    with north.looking():
        scenario = Scenario.owned_by(north.administrator).get()
        (change,) = ScenarioChange.owned_by(north.administrator).filter(scenario=scenario)
        assert PlanRun.owned_by(north.administrator).filter(scenario=scenario).exists()
    assert answer["Location"] == f"/north/scenarios/{scenario.pk}/"
    assert change.kind in {"add_time", "deadline"}


@pytest.mark.django_db(transaction=True)
def test_a_question_is_queued_answered_by_a_worker_and_shown(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    client.post(f"/north/roadmap/{ours.pk}/conflict/")
    waiting = client.get(f"/north/roadmap/{ours.pk}/conflict/").content.decode()
    assert 'id="progress"' in waiting
    with pytest.raises(Refused, match="already_at_work"):
        study_plan(north.administrator, plan_id=ours.pk, kind="conflict")

    with north.looking():
        task = Task.owned_by(north.administrator).latest("pk")
        progress = Progress(task, standing_of(north.administrator))
        try:
            study_job(progress, north.administrator)
        finally:
            progress.close()
        Task.owned_by(north.administrator).update(state=Task.State.DONE)

    page = client.get(f"/north/roadmap/{ours.pk}/conflict/").content.decode()
    assert "proven smallest" in page
    assert "Archive must be done by" in page
    assert "Portal must be done by" in page
    assert "Project lead has no more time than is written down." in page


# What stands in the way


def test_a_pin_that_stands_in_the_way_leads_to_where_it_is_let_go(
    client: Client, north: Town, lead: Role
) -> None:
    pinned = a.phase(a.initiative(north, "Pinned"), north, 5, {lead: 80}, name="Build")
    late = a.initiative(north, "Late", deadline=date(2026, 1, 30))
    a.phase(late, north, 4, {lead: 40})
    ours = plan(north)
    pin_phase(north.administrator, plan_id=ours.pk, phase_id=pinned.pk, starts_on=date(2026, 1, 5))
    answered(north, ours, Study.Kind.CONFLICT)
    client.force_login(north.user())

    page = client.get(f"/north/roadmap/{ours.pk}/conflict/").content.decode()

    assert "Build of Pinned is pinned to its week." in page
    assert f"/north/roadmap/{ours.pk}/pin/{pinned.pk}/" in page


def test_what_can_be_done_is_said_to_be(client: Client, north: Town, lead: Role) -> None:
    a.phase(a.initiative(north, deadline=date(2026, 6, 1)), north, 4, {lead: 40})
    ours = plan(north)
    answered(north, ours, Study.Kind.CONFLICT)
    client.force_login(north.user())

    page = client.get(f"/north/roadmap/{ours.pk}/conflict/").content.decode()

    assert "can be done in time" in page


def test_a_reader_reads_answers_and_asks_nothing_and_a_neighbour_finds_nothing(
    client: Client, north: Town, south: Town, ours: Plan
) -> None:
    client.force_login(north.user(AccessRole.READER))
    for page in ("help", "conflict", "compare"):
        assert client.get(f"/north/roadmap/{ours.pk}/{page}/").status_code == 200
    assert client.post(f"/north/roadmap/{ours.pk}/help/").status_code == 403
    assert client.post(f"/north/roadmap/{ours.pk}/help/0/scenario/").status_code == 403

    client.force_login(south.user())
    for page in ("help/", "conflict/", "compare/", "study/help/progress/", "roadmap.ics"):
        assert client.get(f"/south/roadmap/{ours.pk}/{page}").status_code == 404
