"""Scenarios are the plan with something changed; edits of a plan are on screen at once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from samsyn.apps.organisation.public import Role
from samsyn.apps.roadmap.models import Pin, Plan, PlanRun, Scenario, ScenarioChange
from samsyn.apps.roadmap.services.improve_plan import improve_plan
from samsyn.apps.roadmap.services.make_scenario import make_scenario
from samsyn.apps.roadmap.services.search import search
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.domain.roadmap.whatif import Kind, Lack, Wanted
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import picture, placed, plan
from tests.support.builders import Town


@pytest.fixture
def ours(north: Town, lead: Role) -> Plan:
    """Two initiatives of one role, the second of which is late behind the first."""
    for name, weight in (("Portal", 5), ("Archive", 1)):
        row = a.initiative(north, name, deadline=date(2026, 2, 27), lateness_weight=weight)
        a.phase(row, north, 6, {lead: 50}, name="Build")
    made = plan(north)
    solve_plan(north.administrator, plan_id=made.pk)
    return made


def scenario(town: Town, ours: Plan, *changes: Wanted, name: str = "More") -> Scenario:
    made = make_scenario(town.administrator, plan_id=ours.pk, name=name, changes=changes)
    solve_plan(town.administrator, plan_id=ours.pk, scenario_id=made.pk)
    return made


def test_a_scenario_is_planned_beside_the_plan_which_stays(
    client: Client, north: Town, lead: Role, ours: Plan
) -> None:
    made = scenario(north, ours, Wanted(kind=Kind.ADD_TIME, role=lead.pk, share=20))

    with north.looking():
        runs = PlanRun.owned_by(north.administrator)
        base, other = runs.get(scenario=None), runs.get(scenario=made)
    assert placed(base, "Archive").late == 4
    assert placed(other, "Archive").late == 0
    # Epiphany takes a day of Bo's first week, so the second begins a week after the first.
    assert sorted(one.start for one in picture(other).placed) == [0, 1]

    client.force_login(north.user())
    page = client.get(f"/north/roadmap/{ours.pk}/compare/?with={made.pk}").content.decode()
    assert "-5 weeks" in page
    assert "4 weeks late" in page
    assert ">better<" in page
    assert f'<a href="/north/scenarios/{made.pk}/">More</a>' in page
    own = client.get(f"/north/scenarios/{made.pk}/").content.decode()
    assert "More time in a role: Project lead, 20 %" in own
    assert "To make this the plan" in own
    drawn = client.get(f"/north/scenarios/{made.pk}/timeline/").content.decode()
    assert drawn.count('<rect class="ghost" x=') >= 1
    assert "Portal" in client.get("/north/roadmap/").content.decode()


def test_each_kind_of_change_asks_only_its_own_and_says_all_at_once(
    client: Client, north: Town, lead: Role, ours: Plan
) -> None:
    made = scenario(north, ours, Wanted(kind=Kind.LEAVE_OUT, initiative=first(north)))
    client.force_login(north.user())
    address = f"/north/scenarios/{made.pk}/add/take_time/"

    form = client.get(address).content.decode()
    refused = client.post(
        address, {"share": "0", "since": "2026-05-01", "until": "2026-04-01", "revision": "1"}
    )

    asked = set(re.findall(r'name="(role|share|since|until|day|fund|amount|ambition)"', form))
    assert asked >= {"share", "since", "until"}
    assert not asked & {"day", "fund", "amount", "ambition"}
    told = refused.content.decode()
    assert refused.status_code == 422
    assert "Nothing would be changed by 0." in told
    assert "This is before the first day." in told
    assert "This is needed." in told


def test_another_ambition_is_worked_out_where_there_is_work_for_it(
    client: Client, north: Town, lead: Role
) -> None:
    row = a.initiative(north, "Graded", ambition="standard")
    a.phase(row, north, 8, {lead: 40}, name="All of it", ambition="standard")
    a.phase(row, north, 3, {lead: 40}, name="The least", ambition="lowest")
    ours = plan(north)
    base = solve_plan(north.administrator, plan_id=ours.pk)
    made = scenario(north, ours, Wanted(kind=Kind.AMBITION, initiative=row.pk, ambition="lowest"))
    client.force_login(north.user())
    refused = client.post(
        f"/north/scenarios/{made.pk}/add/ambition/",
        {"initiative": str(row.pk), "ambition": "high", "visibility": "own"},
    )

    with north.looking():
        other = PlanRun.owned_by(north.administrator).get(scenario=made)
    assert [piece.weeks for piece in placed(base, "Graded").pieces] == [8]
    assert [piece.weeks for piece in placed(other, "Graded").pieces] == [3]
    assert refused.status_code == 422
    assert "no work or option of its own" in refused.content.decode()


def first(town: Town) -> int:
    with town.looking():
        rows = PlanRun.owned_by(town.administrator).filter(scenario=None)
        return picture(rows.latest("pk")).placed[0].key


def test_a_change_is_worked_out_as_soon_as_it_is_said(
    client: Client, north: Town, lead: Role, ours: Plan
) -> None:
    with north.arranging():
        made = Scenario.everything.create(plan=ours, name="Later")
    client.force_login(north.user())

    answer = client.post(
        f"/north/scenarios/{made.pk}/add/deadline/",
        {"initiative": str(first(north)), "day": "2026-06-26", "visibility": "own"},
    )

    assert (answer.status_code, answer["Location"]) == (302, f"/north/scenarios/{made.pk}/")
    with north.looking():
        change = ScenarioChange.owned_by(north.administrator).get()
        runs = PlanRun.owned_by(north.administrator).filter(scenario=made)
        assert runs.filter(picture__isnull=False).count() == 1
        assert runs.filter(state=PlanRun.State.WAITING).count() == 1
    assert (change.kind, change.day) == ("deadline", date(2026, 6, 26))


def test_what_is_missing_from_a_change_is_refused_with_all_of_it(north: Town, ours: Plan) -> None:
    with pytest.raises(Refused) as refusal:
        make_scenario(
            north.administrator,
            plan_id=ours.pk,
            name="Empty",
            changes=[Wanted(kind=Kind.MONEY), Wanted(kind=Kind.EARLIEST)],
        )

    assert [(one.code, one.field) for one in refusal.value.objections] == [
        (Lack.NEEDED, name) for name in ("fund", "amount", "initiative", "day")
    ]


def test_scenarios_of_others_are_not_there(
    client: Client, north: Town, south: Town, ours: Plan
) -> None:
    made = scenario(north, ours, Wanted(kind=Kind.LEAVE_OUT, initiative=first(north)))
    client.force_login(south.user())

    for end in ("timeline/", "add/deadline/"):
        assert client.get(f"/south/scenarios/{made.pk}/{end}").status_code == 404
    assert client.post(f"/south/scenarios/{made.pk}/solve/").status_code == 404


# An edit, and a plan on screen


def test_a_phase_is_moved_a_week_and_let_go_and_the_plan_follows_at_once(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    with north.looking():
        run = PlanRun.owned_by(north.administrator).latest("pk")
    piece = placed(run, "Portal").pieces[0]

    def lies() -> int:
        with north.looking():
            found = PlanRun.owned_by(north.administrator).filter(picture__isnull=False)
            return placed(found.latest("pk"), "Portal").start

    client.post(f"/north/roadmap/{ours.pk}/move/{piece.key}/", {"weeks": "3"})
    page = client.get(f"/north/roadmap/{ours.pk}/").content.decode()

    assert lies() == piece.start + 3
    assert "The search waits for its turn." in page
    with north.looking():
        assert Pin.owned_by(north.administrator).count() == 1

    client.post(f"/north/roadmap/{ours.pk}/move/{piece.key}/", {"weeks": "0"})
    assert lies() == piece.start
    with north.looking():
        assert not Pin.owned_by(north.administrator).exists()


def test_urgency_is_changed_and_the_other_goes_first(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    with north.looking():
        archive = placed(PlanRun.owned_by(north.administrator).latest("pk"), "Archive")
    address = f"/north/roadmap/{ours.pk}/urgency/{archive.key}/"

    form = client.get(address).content.decode()
    answer = client.post(
        address, {"deadline": "2026-02-27", "lateness_weight": "9", "revision": "1"}
    )

    assert 'name="lateness_weight"' in form
    assert 'name="name"' not in form
    assert answer.status_code == 302
    with north.looking():
        runs = PlanRun.owned_by(north.administrator).filter(picture__isnull=False)
        assert placed(runs.latest("pk"), "Archive").start == 0


def test_an_older_search_never_overwrites_what_was_planned_since(north: Town, ours: Plan) -> None:
    old = improve_plan(north.administrator, plan_id=ours.pk, seconds=1)
    new = solve_plan(north.administrator, plan_id=ours.pk, instead=True)

    with acting_for(north.administrator):
        old.refresh_from_db()
        assert old.state == PlanRun.State.STOPPED
        search(north.administrator, old, tell=lambda _s, _g: None, stop_wanted=lambda: True)
        old.refresh_from_db()
        new.refresh_from_db()

    assert old.picture is None
    assert new.picture is not None
