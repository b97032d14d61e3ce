"""What moved between versions and why; and what everybody may read, for as long as it is shown."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from samsyn.apps.organisation.public import Assignment, Role
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.plan_work import plan_work
from samsyn.apps.roadmap.models import OpenedRoadmap, Plan
from samsyn.apps.roadmap.services.open_roadmap import open_roadmap, withdraw_roadmap
from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.portfolio.work_plan import PlannedPhase
from samsyn.domain.roadmap.picture import read_picture
from samsyn.domain.roadmap.showing import Closure
from samsyn.domain.shared.refusal import Refused
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import plan
from tests.support.builders import Town


def publish(north: Town, ours: Plan) -> None:
    run = solve_plan(north.administrator, plan_id=ours.pk)
    publish_roadmap(
        north.administrator,
        plan_id=ours.pk,
        run_id=run.pk,
        decided_by="The council",
        decided_on=date(2026, 1, 7),
        reason="It fits.",
    )


@pytest.fixture
def ours(north: Town, lead: Role) -> Plan:
    """Two versions: in between a phase grew, a role shrank, one went and another came."""
    portal = a.initiative(north, "Portal")
    phase = a.phase(portal, north, 4, {lead: 80}, name="Build")
    a.phase(a.initiative(north, "Old"), north, 1, {lead: 10})
    then = a.initiative(north, "Archive")
    a.phase(then, north, 3, {lead: 60}, name="Move")
    a.follows(north, portal, then)
    made = plan(north)
    publish(north, made)
    plan_work(
        north.administrator,
        initiative_id=portal.pk,
        phases=[PlannedPhase(key=phase.pk, name="Build", weeks=6, shares={lead.pk: 70})],
    )
    with north.arranging():
        Initiative.owned_by(north.administrator).filter(name="Old").update(state="stopped")
        Assignment.owned_by(north.administrator).filter(role=lead).update(share=75)
    a.phase(a.initiative(north, "Fresh"), north, 2, {lead: 5})
    publish(north, made)
    return made


def test_what_moved_is_told_with_the_reason_then_and_now_and_what_had_changed(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    page = client.get("/north/roadmap/versions/compare/?from=1&to=2").content.decode()

    assert "+2 weeks" in page
    then, now = re.findall(r"It waits for Portal, finished in week (\d+)\.", page)
    assert int(now) == int(then) + 2
    assert ">new<" in page
    assert ">gone<" in page
    assert "weeks: 4 → 6" in page
    assert ": 80 → 75" in page
    assert "Portal · Build" in page
    assert "Bo Ek" not in page.partition("What had changed")[0]


def test_versions_that_are_not_there_are_the_two_newest(
    client: Client, north: Town, south: Town, ours: Plan
) -> None:
    client.force_login(north.user())
    odd = client.get("/north/roadmap/versions/compare/?from=x&to=99999999999").content.decode()
    assert "+2 weeks" in odd

    client.force_login(south.user())
    none = client.get("/south/roadmap/versions/compare/?from=1&to=2").content.decode()
    assert "There must be two published versions" in none
    assert "Portal" not in none


# What everybody reads


def keys(north: Town) -> dict[str, int]:
    with north.looking():
        rows = Initiative.owned_by(north.administrator).values_list("name", "pk")
        return dict(rows)


def test_everybody_reads_what_was_chosen_until_it_is_withdrawn(
    client: Client, north: Town, south: Town, ours: Plan
) -> None:
    at = keys(north)
    open_roadmap(north.administrator, version=2, chosen=[at["Portal"]], words="We begin here.")

    shown = client.get("/public/north/roadmap/").content.decode()
    assert "Portal" in shown
    assert "We begin here." in shown
    for hidden in ("Archive", "Bo Ek", "Project lead", "The council", "It waits"):
        assert hidden not in shown
    client.force_login(south.user())
    assert "Portal" in client.get("/public/north/roadmap/").content.decode()
    assert "shows no roadmap" in client.get("/public/south/roadmap/").content.decode()

    withdraw_roadmap(north.administrator)
    client.logout()
    assert "Portal" not in client.get("/public/north/roadmap/").content.decode()
    assert client.get("/public/nowhere/roadmap/").status_code == 404


def test_what_is_shown_is_a_choice_on_a_page_and_replaces_what_was_shown(
    client: Client, north: Town, ours: Plan
) -> None:
    at = keys(north)
    client.force_login(north.user())

    refused = client.post("/north/roadmap/versions/2/show/", {"words": ""})
    done = client.post(
        "/north/roadmap/versions/2/show/", {"chosen": [at["Portal"], at["Archive"]], "words": ""}
    )
    client.post("/north/roadmap/versions/1/show/", {"chosen": [at["Old"]], "words": ""})

    assert refused.status_code == 422
    assert "Choose at least one initiative." in refused.content.decode()
    assert (done.status_code, done["Location"]) == (302, "/north/roadmap/versions/2/")
    with north.looking():
        rows = OpenedRoadmap.owned_by(north.administrator).order_by("pk")
        assert [(row.visibility, row.withdrawn_on is None) for row in rows] == [
            ("own", False),
            ("public", True),
        ]
    page = client.get("/north/roadmap/versions/1/").content.decode()
    assert "Everybody can read it since" in page
    client.post("/north/roadmap/versions/withdraw/")
    assert "Old" not in client.get("/public/north/roadmap/").content.decode()


def test_nothing_that_names_or_reaches_a_person_is_shown_to_everybody(
    north: Town, ours: Plan
) -> None:
    with north.arranging():
        Initiative.owned_by(north.administrator).filter(name="Fresh").update(
            name="What Bo Ek wants"
        )
    publish(north, ours)
    at = keys(north)

    with pytest.raises(Refused) as refusal:
        open_roadmap(
            north.administrator,
            version=3,
            chosen=[at["What Bo Ek wants"], at["Portal"]],
            words="Call 08-123 456 78 or write to bo@example.org.",
        )

    assert [(one.code, one.field) for one in refusal.value.objections] == [
        (Closure.PERSONAL_DATA, "chosen"),
        (Closure.PERSONAL_DATA, "words"),
    ]


def test_who_may_not_publish_shows_and_withdraws_nothing(
    client: Client, north: Town, ours: Plan
) -> None:
    reader = north.person(AccessRole.READER)
    with pytest.raises(NotAllowed):
        open_roadmap(reader, version=2, chosen=[1])
    with pytest.raises(NotAllowed):
        withdraw_roadmap(reader)
    client.force_login(north.user(AccessRole.READER))
    assert client.get("/north/roadmap/versions/2/show/").status_code == 403
    assert "Withdraw" not in client.get("/north/roadmap/versions/2/").content.decode()


def test_reasons_are_kept_with_a_version_and_nobodys_name_is(north: Town, ours: Plan) -> None:
    with north.looking():
        kept = ours.published.get(version=1)
    pictured = read_picture(kept.picture)
    reasons = [piece.bindings for one in pictured.placed for piece in one.pieces]
    assert any(reasons)
    assert "Bo Ek" not in str(kept.picture)
