"""The work of an initiative is planned in one table and saved as one act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samsyn.apps.organisation.public import Role
from samsyn.apps.portfolio.models import Effort, Initiative, Phase
from samsyn.apps.portfolio.queries import work_of
from samsyn.apps.portfolio.services.plan_work import plan_work
from samsyn.domain.portfolio.work_plan import Flaw, PlannedPhase
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

Planned = list[tuple[str, int, dict[int, int]]]


def planned(town: Town, row: Initiative) -> Planned:
    with town.looking():
        work = work_of(town.administrator, row)
    return [(phase.name, phase.weeks, dict(phase.shares)) for phase in work.phases]


@pytest.fixture
def lead(north: Town) -> Role:
    return a.role(north, "Project lead")


@pytest.fixture
def security(north: Town) -> Role:
    return a.role(north, "Security coordinator")


def test_phases_keep_who_they_are_when_moved_renamed_and_joined_by_others(
    north: Town, lead: Role, security: Role
) -> None:
    row = a.initiative(north)
    first = a.phase(row, north, 4, {lead: 50})
    second = a.phase(row, north, 2, {lead: 20, security: 10})

    plan_work(
        north.administrator,
        initiative_id=row.pk,
        phases=[
            PlannedPhase(key=second.pk, name="Try out", weeks=3, shares={lead.pk: 20}),
            PlannedPhase(name="Learn", weeks=1, shares={security.pk: 30}),
            PlannedPhase(key=first.pk, name="Build", weeks=4, shares={lead.pk: 50}),
        ],
    )

    assert planned(north, row) == [
        ("Try out", 3, {lead.pk: 20}),
        ("Learn", 1, {security.pk: 30}),
        ("Build", 4, {lead.pk: 50}),
    ]
    with north.looking():
        keys = Phase.owned_by(north.administrator).order_by("order").values_list("pk", flat=True)
        assert [keys[0], keys[2]] == [second.pk, first.pk]
        assert Effort.owned_by(north.administrator).count() == 3
        assert Act.visible_to(north.administrator).latest("id").name == "portfolio.plan_work"


def test_everything_wrong_is_said_at_once_and_nothing_is_saved(north: Town, lead: Role) -> None:
    row, other = a.initiative(north), a.initiative(north)
    foreign = a.phase(other, north, 1)
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(Refused) as refusal:
        plan_work(
            north.administrator,
            initiative_id=row.pk,
            phases=[
                PlannedPhase(name="Build", weeks=1),
                PlannedPhase(name="build", weeks=1, started_on=tomorrow, key=foreign.pk),
            ],
            seen=99,
        )

    assert [(o.code, o.field) for o in refusal.value.objections] == [
        (Flaw.SAME_NAME, "0-name"),
        (Flaw.SAME_NAME, "1-name"),
        (Flaw.BEGINS_IN_THE_FUTURE, "1-started_on"),
        (Flaw.BEGAN_WITHOUT_THE_ONE_BEFORE, "1-started_on"),
        (Flaw.CHANGED_MEANWHILE, ""),
        (Flaw.PHASE_OF_ANOTHER, ""),
    ]
    assert planned(north, row) == []


def test_delivered_work_stays_as_it_was(north: Town) -> None:
    row = a.initiative(north, state="delivered")

    with pytest.raises(Refused, match="work_is_done"):
        plan_work(
            north.administrator, initiative_id=row.pk, phases=[PlannedPhase(name="More", weeks=1)]
        )


def test_the_table_is_typed_rearranged_and_saved_without_javascript(
    client: Client, north: Town, lead: Role, security: Role
) -> None:
    row = a.initiative(north)
    client.force_login(north.user())
    address = f"/north/initiatives/{row.pk}/phases/"
    typed = {
        "revision": "1",
        "roles": [lead.pk],
        "phase-0-name": "Build",
        "phase-0-weeks": "6",
        f"phase-0-role_{lead.pk}": "50",
        "new_role": str(security.pk),
    }

    added = client.post(address, {**typed, "do": "add"}).content.decode()
    assert 'name="phase-0-name" value="Build"' in added
    assert 'name="phase-1-name"' in added
    widened = client.post(address, {**typed, "do": "add_role"}).content.decode()
    assert f'name="phase-0-role_{security.pk}"' in widened
    assert planned(north, row) == []

    two = {
        **typed,
        "roles": [lead.pk, security.pk],
        "phase-1-name": "Check",
        "phase-1-weeks": "2",
        f"phase-1-role_{security.pk}": "20",
    }
    turned = client.post(address, {**two, "do": "down-0"}).content.decode()
    assert 'name="phase-0-name" value="Check"' in turned
    saved = client.post(address, {**two, "do": "save"})

    assert saved.status_code == 302
    assert planned(north, row) == [
        ("Build", 6, {lead.pk: 50}),
        ("Check", 2, {security.pk: 20}),
    ]


def test_wrong_cells_keep_what_was_typed_and_say_all_that_is_wrong(
    client: Client, north: Town, lead: Role
) -> None:
    row = a.initiative(north)
    client.force_login(north.user())

    answer = client.post(
        f"/north/initiatives/{row.pk}/phases/",
        {
            "do": "save",
            "roles": [lead.pk],
            "phase-0-name": "Build",
            "phase-0-weeks": "many",
            "phase-1-name": "Build",
            "phase-1-weeks": "3",
            f"phase-1-role_{lead.pk}": "-5",
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="many"' in page
    assert 'href="#id_phase-0-weeks"' in page
    assert f'href="#id_phase-1-role_{lead.pk}"' in page
    assert planned(north, row) == []


def test_somebody_elses_change_meanwhile_is_not_overwritten_unseen(
    client: Client, north: Town, lead: Role
) -> None:
    row = a.initiative(north)
    client.force_login(north.user())
    typed = {"do": "save", "revision": "1", "phase-0-name": "Mine", "phase-0-weeks": "1"}
    plan_work(
        north.administrator, initiative_id=row.pk, phases=[PlannedPhase(name="Theirs", weeks=2)]
    )

    answer = client.post(f"/north/initiatives/{row.pk}/phases/", typed)

    assert answer.status_code == 422
    assert 'name="revision" value="2"' in answer.content.decode()
    assert planned(north, row) == [("Theirs", 2, {})]


def test_the_neighbour_finds_no_table(client: Client, north: Town, south: Town) -> None:
    row = a.initiative(north)
    client.force_login(south.user())

    assert client.get(f"/south/initiatives/{row.pk}/phases/").status_code == 404
    assert client.post(f"/south/initiatives/{row.pk}/phases/", {"do": "save"}).status_code == 404
