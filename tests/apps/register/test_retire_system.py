"""Retiring a system: everything in the way is told, and nothing changes until it is gone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from samsyn.apps.register.models import System
from samsyn.apps.register.public import retire_system
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.register.retirement import Obstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Act
from tests.apps.register.conftest import TODAY, Shelf
from tests.support.builders import Town


def now(town: Town, system: System) -> System:
    with town.looking():
        return System.everything.get(pk=system.pk)


def test_a_free_system_is_retired_with_its_reason_in_the_history(shelf: Shelf, north: Town) -> None:
    system, new = shelf.system(), shelf.system()
    retire_system(
        north.with_only(Permission.SYSTEM_RETIRE),
        system_id=system.pk,
        on=TODAY,
        reason="The new one does it all",
        replaced_by_id=new.pk,
    )
    retired = now(north, system)
    assert (retired.stage, retired.retired_on) == ("retired", TODAY)
    assert retired.replaced_by_id == new.pk
    assert retired.revision == 2
    with north.looking():
        act = Act.everything.get(name="register.retire_system")
    assert act.reason == "The new one does it all"


def test_every_objection_is_told_and_nothing_changes(shelf: Shelf, north: Town) -> None:
    system = shelf.system(production_on=date(2026, 12, 24))
    shelf.agreement(system, name="Licence")
    shelf.agreement(system, shelf.system(name="Still used"), name="Shared agreement")
    shelf.agreement(system, name="Ended", valid_until=date(2026, 11, 21))
    shelf.system(name="Older", replaced_by=system)
    shelf.asset(system, name="Elevakter")
    shelf.asset(system, shelf.system(), name="Kept elsewhere too")
    with pytest.raises(Refused) as refusal:
        retire_system(
            north.administrator, system_id=system.pk, on=date(2026, 11, 23), reason="Because"
        )
    told = [(o.code, o.facts.get("title", "")) for o in refusal.value.objections]
    assert told == [
        (Obstacle.NOT_YET, ""),
        (Obstacle.BEFORE_IT_BEGAN, ""),
        (Obstacle.AGREEMENT_RUNNING, "Licence"),
        (Obstacle.MEANT_TO_REPLACE, "Older"),
        (Obstacle.REPLACED_BY_NOTHING, ""),
        (Obstacle.INFORMATION_LEFT, ""),
    ]
    assert refusal.value.objections[-1].facts == {"count": 1, "titles": "Elevakter"}
    assert now(north, system).stage == "production"
    with north.looking():
        assert not Act.everything.filter(name="register.retire_system").exists()


def test_who_may_not_retire_changes_nothing(shelf: Shelf, north: Town) -> None:
    system = shelf.system()
    with pytest.raises(NotAllowed):
        retire_system(
            north.person(AccessRole.READER), system_id=system.pk, on=TODAY, reason="Because"
        )
    assert now(north, system).stage == "production"


def test_a_neighbours_system_is_not_there_to_retire(shelf: Shelf, south: Town) -> None:
    system = shelf.system(visibility="federation")
    with pytest.raises(System.DoesNotExist):
        retire_system(south.administrator, system_id=system.pk, on=TODAY, reason="Because")


def test_a_neighbours_system_takes_over_nothing(shelf: Shelf, north: Town, south: Town) -> None:
    system, theirs = shelf.system(), Shelf(south).system(visibility="federation")
    with pytest.raises(Refused) as refusal:
        retire_system(
            north.administrator,
            system_id=system.pk,
            on=TODAY,
            reason="Because",
            replaced_by_id=theirs.pk,
        )
    assert [o.code for o in refusal.value.objections] == [Obstacle.REPLACED_BY_NOTHING]


def test_the_page_explains_in_words_and_keeps_what_was_typed(
    shelf: Shelf, client: Client, north: Town
) -> None:
    system = shelf.system(name="Ekot")
    shelf.agreement(system, name="Licence")
    shelf.asset(system, name="Elevakter")
    address = f"/north/systems/{system.pk}/retire/"
    answer = client.post(address, {"on": "2026-11-22", "reason": "Replaced at last"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "__all__": [
            (
                "The agreement “Licence” still runs, and covers nothing else in use. Terminate"
                " it, or take the system out of it."
            )
        ],
        "replaced_by": ["Say which system takes over, or that nothing needs to."],
        "information_after": [
            ("It holds information that lies in no other system: Elevakter. Say what became of it.")
        ],
    }
    assert "Replaced at last" in answer.content.decode()
    assert now(north, system).stage == "production"


def test_the_page_retires_and_leads_back_to_the_system(
    shelf: Shelf, client: Client, north: Town
) -> None:
    system = shelf.system()
    typed = {"on": "2026-11-22", "reason": "Done", "nothing_replaces_it": "on"}
    answer = client.post(f"/north/systems/{system.pk}/retire/", typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/north/systems/{system.pk}/")
    assert now(north, system).stage == "retired"
    page = client.get(f"/north/systems/{system.pk}/").content.decode()
    assert "Done" in page
    assert f"/systems/{system.pk}/retire/" not in page


def test_a_system_is_not_retired_by_editing_it(shelf: Shelf, client: Client, north: Town) -> None:
    system = shelf.system(name="Ekot")
    typed = {"name": "Ekot", "stage": "retired", "visibility": "own", "revision": "1"}
    answer = client.post(f"/north/systems/{system.pk}/edit/", typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["stage"]
    assert now(north, system).stage == "production"
    created = client.post("/north/systems/new/", typed | {"name": "Long gone"})
    assert created.status_code == 302


def test_a_life_in_the_wrong_order_is_refused_with_each_day(shelf: Shelf, client: Client) -> None:
    typed = {
        "name": "Ekot",
        "stage": "production",
        "visibility": "own",
        "pilot_on": "2026-02-01",
        "production_on": "2026-01-01",
        "hosting_country": "S3",
    }
    answer = client.post("/north/systems/new/", typed)
    assert answer.context["form"].errors == {
        "production_on": ["This is before “Pilot”."],
        "hosting_country": ["Two letters, for instance SE or US."],
    }
