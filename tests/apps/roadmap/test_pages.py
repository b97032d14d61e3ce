"""The roadmap's pages: the timeline, why a date is what it is, the buttons, the versions."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.organisation.public import Assignment, Role
from samsyn.apps.portfolio.models import Initiative, TimeReport
from samsyn.apps.portfolio.services.settle_meeting import coordinate
from samsyn.apps.roadmap.jobs import improve
from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.apps.roadmap.services.improve_plan import improve_plan, stop_improving
from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap
from samsyn.apps.roadmap.services.search import search
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.wording import bound_in_words
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.scheduling.outcome import Objective
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Task
from samsyn.kernel.tasks import Progress
from samsyn.kernel.tenancy.session import acting_for, standing_of
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import MONDAY, NOON, plan
from tests.support.builders import Town


@pytest.fixture
def ours(north: Town, lead: Role, security: Role) -> Plan:
    """A plan of two initiatives that wait for each other, solved."""
    first = a.initiative(north, "Portal", track="challenge")
    then = a.initiative(
        north, "Archive", track="mandated", deadline=date(2026, 3, 1), legal_ground="The law"
    )
    a.phase(first, north, 6, {lead: 40, security: 5}, name="Build")
    a.phase(then, north, 6, {lead: 80}, name="Move")
    a.follows(north, first, then)
    made = plan(north)
    solve_plan(north.administrator, plan_id=made.pk)
    return made


def test_the_timeline_shows_bars_deadlines_capacity_and_the_same_as_a_table(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    page = client.get("/north/roadmap/").content.decode()

    assert len(re.findall(r'<g class="bar ', page)) == 2
    assert 'class="flag missed"' in page
    assert 'class="wait"' in page
    assert "Q1 2026" in page
    assert "Security coordinator" in page
    assert "The roadmap as a table" in page
    assert "style=" not in page
    assert not re.search(r"\son\w+=", page)


def test_coordinated_pairs_at_work_in_the_same_weeks_are_told_with_their_weeks(
    client: Client, north: Town, lead: Role
) -> None:
    first, then = a.initiative(north, "Portal"), a.initiative(north, "Archive")
    a.phase(first, north, 6, {lead: 40}, name="Build")
    a.phase(then, north, 4, {lead: 40}, name="Move")
    coordinate(north.administrator, first=first.pk, second=then.pk, note="Anna sees to it")
    solve_plan(north.administrator, plan_id=plan(north).pk)
    client.force_login(north.user())

    page = client.get("/north/roadmap/").content.decode()

    card = page.partition('id="together-heading"')[2].partition("</section>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", card).split())
    assert "Portal \N{EN DASH} Archive The weeks from 12 Jan 2026 to 2 Feb 2026" in words


def test_what_nobody_has_said_the_work_of_is_told_with_who_waits_for_it(
    client: Client, north: Town, ours: Plan
) -> None:
    with acting_for(north.administrator):
        first = Initiative.owned_by(north.administrator).get(name="Portal")
    day = date(2026, 6, 1)
    empty = a.initiative(north, "Registers", deadline=day, legal_ground="The other law")
    a.initiative(north, "National list", state="idea", deadline=date(2027, 1, 1))
    a.initiative(north, "Loose thought", state="idea")
    a.initiative(north, "Done long ago", state="delivered")
    a.follows(north, empty, first)
    client.force_login(north.user())

    page = client.get("/north/roadmap/").content.decode()

    card = page.partition('id="unplanned-heading"')[2].partition("</section>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", card).split())
    assert "how much work it is 2 Registers It has no phases." in words
    assert "planned as if it were done: Portal. The other law 1 Jun 2026" in words
    assert "National list Still an idea." in words
    assert f'href="/north/initiatives/{empty.pk}/phases/"' in card
    assert "Loose thought" not in card
    assert "Done long ago" not in card


@pytest.mark.parametrize(
    ("found", "bound", "told"),
    [
        ((1, 0, -5, 0, 9), (0, 0, -9, 0, 9), "must-dos left out: 1; no plan has fewer than 0"),
        ((0, 7, -5, 0, 9), (0, 3, -9, 0, 9), "weeks late, by weight: 7; no plan has fewer than 3"),
        ((0, 0, 0, 4, 9), (0, 0, 0, 2, 9), "weeks moved: 4; no plan moves fewer than 2"),
        ((0, 0, 0, 4, 9), (0, 0, 0, 4, 8), "finish weeks in all: 9; no plan has fewer than 8"),
    ],
)
def test_the_bound_is_said_where_plan_and_proof_first_differ(
    found: tuple[int, ...], bound: tuple[int, ...], told: str
) -> None:
    assert bound_in_words(Objective(*found), Objective(*bound)) == told


@pytest.mark.parametrize(
    ("bound", "told", "silent"),
    [
        ([0, 0, -9, 0, 5], "at most 44.4 % from the best", "does more, meets"),
        ([0, 0, -5, 0, 5], "No plan does more, meets its deadlines better", "from the best"),
    ],
)
def test_a_plan_that_could_only_move_less_is_not_called_far_from_the_best(
    client: Client, north: Town, ours: Plan, bound: list[int], told: str, silent: str
) -> None:
    with north.arranging():
        run = PlanRun.everything.get(plan=ours)
        picture = run.picture or {}
        picture["verdict"] |= {"objective": [0, 0, -5, 297, 9], "bound": bound}
        run.status, run.gap = "feasible", 4 / 9 if bound[2] == -9 else 1.0
        run.save()
    client.force_login(north.user())

    page = client.get("/north/roadmap/").content.decode()

    assert told in page
    assert silent not in page


def test_the_organisation_without_a_plan_starts_with_one_button(
    client: Client, north: Town, lead: Role
) -> None:
    a.phase(a.initiative(north, "Portal"), north, 2, {lead: 10})
    client.force_login(north.user())

    assert "No roadmap yet" in client.get("/north/roadmap/").content.decode()
    client.post("/north/roadmap/start/")

    assert "Portal" in client.get("/north/roadmap/").content.decode()


def test_why_this_date_is_said_in_words_with_the_chain_behind_it(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    page = client.get("/north/roadmap/").content.decode()
    (address,) = set(re.findall(r'href="(/north/roadmap/\d+/why/\d+/)"[^>]*>Archive', page))

    answer = client.get(address).content.decode()
    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "It waits for Portal, finished in week" in answer
    assert "Portal, Build:" in answer
    assert fragment.lstrip().startswith('<section class="card" id="why"')


def test_what_changed_since_is_said_once_it_matters(
    client: Client, north: Town, lead: Role, ours: Plan
) -> None:
    def told() -> bool:
        return "has changed since" in client.get("/north/roadmap/").content.decode()

    client.force_login(north.user())
    with north.arranging():
        PlanRun.owned_by(north.administrator).update(started_at=datetime(2000, 1, 1, tzinfo=UTC))
        Initiative.owned_by(north.administrator).update(problem="Said better.")
    assert not told()

    with north.arranging():
        Assignment.owned_by(north.administrator).filter(role=lead).update(share=60)
    assert told()


@pytest.mark.usefixtures("compiled")
def test_forty_initiatives_over_two_years_stay_small_and_cost_few_queries(
    client: Client, north: Town
) -> None:
    roles = [a.role(north, f"Role {number}") for number in range(12)]
    for number, role in enumerate(roles):
        a.holds(north, a.person(north), role, 50 + number)
    for number in range(40):
        row = a.initiative(north, f"Initiative number {number}", deadline=date(2026, 12, 1))
        for step in range(3):
            shares = {roles[(number + step) % 12]: 10, roles[(number * 5 + step) % 12]: 20}
            a.phase(row, north, 2 + (number + step) % 5, shares)
    solve_plan(north.administrator, plan_id=plan(north, weeks=104).pk)
    client.force_login(north.user())
    client.get("/north/roadmap/")

    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/north/roadmap/")
    count = len(asked)  # the next request forgets them
    swap = client.get("/north/roadmap/", headers={"HX-Request": "true"})

    assert len(swap.content) < 100_000
    assert 0 < count <= 14
    assert answer.content.decode().count('<g class="bar ') == 40


def work(north: Town, run: PlanRun) -> Task:
    """Do a run's background work as a worker would."""
    with north.looking():
        task = Task.owned_by(north.administrator).latest("pk")
        assert task.pk == run.task_id
        progress = Progress(task, standing_of(north.administrator))
        try:
            improve(progress, north.administrator)
        finally:
            progress.close()
        task.refresh_from_db()
    return task


@pytest.mark.django_db(transaction=True)
def test_a_longer_search_is_queued_done_and_shown(north: Town, ours: Plan) -> None:
    run = improve_plan(north.administrator, plan_id=ours.pk, seconds=1)
    with pytest.raises(Refused, match="already_at_work"):
        improve_plan(north.administrator, plan_id=ours.pk)
    with pytest.raises(Refused, match="already_at_work"):
        solve_plan(north.administrator, plan_id=ours.pk)

    work(north, run)

    with north.looking():
        run.refresh_from_db()
    assert run.state == PlanRun.State.DONE
    assert run.status == "optimal"
    assert run.picture is not None


def test_stopping_keeps_the_best_so_far(north: Town, ours: Plan) -> None:
    with acting_for(north.administrator):
        run = PlanRun.everything.create(plan=ours, wanted_seconds=30)
        search(north.administrator, run, tell=lambda _seconds, _gap: None, stop_wanted=lambda: True)

    assert run.state == PlanRun.State.STOPPED
    assert run.picture is not None
    assert run.seconds < 25  # it was given thirty


def test_searching_on_begins_where_the_search_before_ended(
    north: Town, lead: Role, security: Role
) -> None:
    for number in range(14):
        row = a.initiative(north, f"Work {number}", deadline=date(2026, 3, 1 + number))
        a.phase(row, north, 1 + number * 5 % 4, {lead: 20 + number * 7 % 30})
        a.phase(row, north, 1 + number * 3 % 5, {security: 5 + number % 3, lead: 15})
    made = plan(north)

    def searched(seconds: float) -> PlanRun:
        run = PlanRun.everything.create(plan=made, wanted_seconds=seconds)
        return search(
            north.administrator, run, tell=lambda _seconds, _gap: None, stop_wanted=lambda: False
        )

    with acting_for(north.administrator):
        at_once, long, on = searched(0), searched(2), searched(0)

    assert long.objective < at_once.objective
    assert on.picture is not None
    assert on.objective == long.objective
    edited = a.initiative(north, "Small edit")
    a.phase(edited, north, 1)
    after = solve_plan(north.administrator, plan_id=made.pk, seconds=0)
    assert after.objective[:3] <= long.objective[:3]


def test_a_search_nobody_has_begun_is_stopped_at_once(north: Town, ours: Plan) -> None:
    run = improve_plan(north.administrator, plan_id=ours.pk, seconds=30)

    stopped = stop_improving(north.administrator, plan_id=ours.pk)

    assert stopped is not None
    assert (stopped.pk, stopped.state) == (run.pk, PlanRun.State.STOPPED)
    assert stop_improving(north.administrator, plan_id=ours.pk) is None


def test_the_page_watches_a_search_and_loads_anew_when_it_ends(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    client.post(f"/north/roadmap/{ours.pk}/improve/")
    page = client.get("/north/roadmap/").content.decode()
    (poll,) = re.findall(r'hx-get="([^"]+/progress/[^"]*)"', page)

    watching = client.get(poll, headers={"HX-Request": "true"})
    client.post(f"/north/roadmap/{ours.pk}/stop/")
    ended = client.get(poll, headers={"HX-Request": "true"})

    assert "The search waits for its turn." in watching.content.decode()
    assert ended.headers["HX-Refresh"] == "true"


def test_publishing_asks_who_decided_and_lists_the_version(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    form = client.get(f"/north/roadmap/{ours.pk}/publish/").content.decode()
    (run_id,) = re.findall(r'name="run_id" value="(\d+)"', form)
    typed = {"run_id": run_id, "decided_on": "2026-01-07", "reason": ""}

    refused = client.post(f"/north/roadmap/{ours.pk}/publish/", typed)
    done = client.post(
        f"/north/roadmap/{ours.pk}/publish/",
        {**typed, "decided_by": "The council", "reason": "The law came late."},
    )

    assert refused.status_code == 422
    assert "Say who decided." in refused.content.decode()
    assert "1 legal deadline is missed. Say why" in refused.content.decode()
    assert (done.status_code, done["Location"]) == (302, "/north/roadmap/versions/1/")
    assert "The council" in client.get("/north/roadmap/versions/").content.decode()
    assert "The law came late." in client.get("/north/roadmap/versions/1/").content.decode()


def test_the_published_plan_lies_behind_as_outlines(
    client: Client, north: Town, ours: Plan
) -> None:
    with north.looking():
        run = PlanRun.owned_by(north.administrator).latest("pk")
    publish_roadmap(
        north.administrator,
        plan_id=ours.pk,
        run_id=run.pk,
        decided_by="The council",
        decided_on=date(2026, 1, 7),
        reason="Decided.",
    )
    client.force_login(north.user())

    page = client.get("/north/roadmap/").content.decode()

    assert page.count('<rect class="ghost" x="0"') == 1
    assert "version 1 is published" in page


def test_a_reader_reads_and_a_neighbour_finds_nothing(
    client: Client, north: Town, south: Town, ours: Plan
) -> None:
    client.force_login(north.user(AccessRole.READER))
    page = client.get("/north/roadmap/").content.decode()
    assert "Portal" in page
    assert "/solve/" not in page
    assert client.post(f"/north/roadmap/{ours.pk}/solve/").status_code == 403
    assert client.get(f"/north/roadmap/{ours.pk}/publish/").status_code == 403

    client.force_login(south.user())
    assert "Portal" not in client.get("/south/roadmap/").content.decode()
    for address in ("", "publish/", "progress/", "why/1/", "pin/1/"):
        assert client.get(f"/south/roadmap/{ours.pk}/{address}").status_code == 404
    for act in ("solve/", "improve/", "stop/"):
        assert client.post(f"/south/roadmap/{ours.pk}/{act}").status_code == 404


def test_the_share_of_each_track_shows_what_was_given(client: Client, north: Town) -> None:
    school = a.initiative(north, "School", track="challenge")
    duty = a.initiative(north, "Duty", track="mandated")
    who = a.person(north)
    with north.arranging():
        for row, hours in ((school, 10), (duty, 30)):
            TimeReport.everything.create(person=who, initiative=row, week=MONDAY, hours=hours)
    client.force_login(north.user(AccessRole.READER))

    with clock.stopped_at(NOON):
        page = client.get(f"/{north.slug}/roadmap/tracks/").content.decode()

    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "2026:1 Given 25 % 75 % 0 %" in words
