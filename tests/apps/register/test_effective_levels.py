"""What a system must withstand follows information through flows and hosting, and is kept right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from samsyn.apps.register.handlers import reckon_again
from samsyn.apps.register.models import (
    ClassificationOverride,
    EffectiveLevel,
    InformationFlow,
    System,
)
from samsyn.apps.register.queries.impact import landscape_of
from samsyn.apps.register.services.override_classification import (
    override_classification,
    withdraw_override,
)
from samsyn.apps.register.services.reckon_levels import TABLES, reckon_levels
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.impact.overriding import Contradiction, Ground
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.events import RowsChanged
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
SECRET = Aspect.CONFIDENTIALITY


def flow(town: Town, source: System, target: System, *assets: Any, **said: Any) -> InformationFlow:
    """Let information go from one system to another."""
    with town.arranging():
        made = InformationFlow.everything.create(source_system=source, target_system=target, **said)
        made.assets.set(assets)
    return made


def runs_on(town: Town, system: System, host: System) -> None:
    """Let a system run on another."""
    with town.arranging():
        System.everything.filter(pk=system.pk).update(hosted_on=host)


def again(town: Town) -> None:
    """Do what follows a commit, which no test reaches."""
    with town.looking():
        reckon_again(town.administrator, RowsChanged(tables=frozenset(TABLES)))
    reckon_levels(town.id)


def facts_of(client: Client, system: System) -> dict[str, str]:
    """Return the panel's rows by aspect."""
    page = client.get(f"/north/systems/{system.pk}/").content.decode()
    panel = page.split('id="protection-heading"')[1].split("</section>")[0]
    rows = [row.split("</dd>")[0] for row in panel.split("<dt>")[1:]]
    return {row.split("</dt>")[0]: row for row in rows}


def level_of(town: Town, system: System, aspect: Aspect = SECRET) -> int | None:
    """Return the level as it is this moment, for those who see everything."""
    with town.looking():
        return landscape_of(town.administrator).level(Thing(Kind.SYSTEM, system.pk), aspect)


def decide(town: Town, system: System, level: int, ground: str = "distribution") -> int:
    """Override the confidentiality of a system; returns how many others change."""
    _row, others = override_classification(
        town.administrator,
        system_id=system.pk,
        aspect=SECRET,
        level=level,
        ground=Ground(ground),
        reason="Only the schedule is here",
        next_review=date(2027, 11, 22),
    )
    return others


@pytest.fixture
def chain(shelf: Shelf, north: Town) -> tuple[System, System, System]:
    """Grave journals lie in Care, which sends all it has to Reports, which runs on Platform."""
    care, reports, platform = (shelf.system(name=n) for n in ("Care", "Reports", "Platform"))
    shelf.classification(shelf.asset(care, name="Journals"), confidentiality=4)
    flow(north, care, reports)
    runs_on(north, reports, platform)
    return care, reports, platform


def test_a_host_must_withstand_what_flows_to_what_it_hosts(
    chain: tuple[System, System, System], client: Client
) -> None:
    care, _reports, platform = chain
    told = facts_of(client, platform)["Confidentiality"]
    assert "4 Grave harm" in told
    way = told.split("because of")[1]
    assert way.index("Journals") < way.index(">Care<") < way.index("Care → Reports")
    assert way.index("Care → Reports") < way.index(">Reports<")
    assert f"/north/systems/{care.pk}/" in way

    listed = client.get("/north/systems/?columns=name,confidentiality&sort=-confidentiality")
    cells = [[cell["text"] for cell in row["cells"]] for row in listed.context["table"]["rows"]]
    assert cells == [["Care", "4"], ["Reports", "4"], ["Platform", "4"]]


def test_a_flow_that_names_its_information_hands_on_only_that(shelf: Shelf, north: Town) -> None:
    care, reports = shelf.system(), shelf.system()
    maps = shelf.asset(care)
    shelf.classification(maps, confidentiality=1)
    shelf.classification(shelf.asset(care), confidentiality=4)
    flow(north, care, reports, maps)
    assert (level_of(north, care), level_of(north, reports)) == (4, 1)


def test_two_that_send_to_each_other_lose_the_level_with_its_cause(
    shelf: Shelf, north: Town
) -> None:
    care, reports = shelf.system(), shelf.system()
    journals = shelf.asset(care)
    shelf.classification(journals, confidentiality=4)
    flow(north, care, reports)
    flow(north, reports, care)
    assert level_of(north, reports) == 4
    with north.arranging():
        care.assets.remove(journals)
    assert (level_of(north, care), level_of(north, reports)) == (None, None)


def test_what_was_worked_out_is_worked_out_again_after_a_change(
    chain: tuple[System, System, System], shelf: Shelf, north: Town, client: Client
) -> None:
    _care, _reports, platform = chain
    assert "4 Grave harm" in facts_of(client, platform)["Confidentiality"]
    assert reckon_levels(north.id) is False
    with north.arranging():
        InformationFlow.owned_by(north.administrator).delete()
    again(north)
    assert level_of(north, platform) is None
    with north.looking():
        kept = EffectiveLevel.owned_by(north.administrator).get(system=platform)
    assert (kept.confidentiality, kept.ways) == (None, {})


def test_a_change_of_other_tables_lets_the_levels_be(north: Town) -> None:
    reckon_levels(north.id)
    with north.looking():
        reckon_again(north.administrator, RowsChanged(tables=frozenset({"register_supplier"})))
    assert reckon_levels(north.id) is False


def test_who_may_not_see_the_cause_sees_neither_level_nor_way(
    chain: tuple[System, System, System], north: Town, shelf: Shelf
) -> None:
    care, reports, _platform = chain
    maps = shelf.asset(care, name="Maps")
    shelf.classification(maps, confidentiality=2)
    with north.arranging():
        care.assets.filter(name="Journals").update(visibility="restricted")
    told = facts_of(signed_in(north), reports)["Confidentiality"]
    assert "4 Grave harm" in told
    assert "Journals" in told
    reader = signed_in(north, AccessRole.READER)
    told = facts_of(reader, reports)["Confidentiality"]
    assert "2 Moderate harm" in told
    assert "Journals" not in told
    listed = reader.get("/north/systems/?columns=name,confidentiality")
    assert {row["cells"][1]["text"] for row in listed.context["table"]["rows"]} == {"2"}


def test_an_override_is_handed_on_told_and_withdrawn(
    chain: tuple[System, System, System], north: Town, client: Client
) -> None:
    care, reports, platform = chain
    assert decide(north, reports, 2) == 1
    again(north)
    assert [level_of(north, one) for one in chain] == [4, 2, 2]
    told = facts_of(client, reports)["Confidentiality"]
    assert "2 Moderate harm" in told
    assert "Distribution: only a part of it is here" in told
    assert "Only the schedule is here" in told
    assert "Worked out, it would be 4 Grave harm." in told
    assert ">Reports<" in facts_of(client, platform)["Confidentiality"].split("because of")[1]

    withdraw_override(north.administrator, system_id=reports.pk, aspect=SECRET, reason="Gone")
    assert [level_of(north, one) for one in chain] == [4, 4, 4]
    assert level_of(north, care) == 4


@pytest.mark.parametrize(
    ("level", "ground", "told"),
    [
        (3, "accumulation", [Contradiction.ACCUMULATION_LOWERS]),
        (4, "distribution", [Contradiction.SAME_LEVEL]),
    ],
)
def test_a_ground_that_contradicts_the_direction_is_refused(
    chain: tuple[System, System, System],
    north: Town,
    level: int,
    ground: str,
    told: list[Contradiction],
) -> None:
    with pytest.raises(Refused) as refusal:
        decide(north, chain[1], level, ground)
    assert [objection.code for objection in refusal.value.objections] == told
    with north.looking():
        assert not ClassificationOverride.owned_by(north.administrator).exists()


def test_distribution_cannot_raise(shelf: Shelf, north: Town) -> None:
    system = shelf.system()
    shelf.classification(shelf.asset(system), confidentiality=1)
    with pytest.raises(Refused) as refusal:
        decide(north, system, 3)
    assert [o.code for o in refusal.value.objections] == [Contradiction.DISTRIBUTION_RAISES]
    assert decide(north, system, 3, "accumulation") == 0
    assert decide(north, system, 0) == 0
    assert level_of(north, system) == 0


def test_the_page_asks_decides_and_says_what_contradicts_itself(
    chain: tuple[System, System, System], client: Client, north: Town
) -> None:
    _care, reports, _platform = chain
    address = f"/north/systems/{reports.pk}/override/"
    assert "Confidentiality, worked out as 4 Grave harm" in client.get(address).content.decode()
    typed = {
        "aspect": "confidentiality",
        "level": "2",
        "ground": "accumulation",
        "reason": "Only the schedule",
        "next_review": "2027-11-22",
    }
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Accumulation can only raise a level: it is 4." in answer.content.decode()
    answer = client.post(address, typed | {"ground": "distribution"})
    assert (answer.status_code, answer["Location"]) == (302, f"/north/systems/{reports.pk}/")
    assert level_of(north, reports) == 2
    withdrawal = f"{address}confidentiality/withdraw/"
    assert client.post(withdrawal, {"reason": "Wrong"}).status_code == 302
    assert level_of(north, reports) == 4
    assert client.post(withdrawal, {}).status_code == 404


def test_a_system_without_levels_has_nothing_to_override(shelf: Shelf, client: Client) -> None:
    page = client.get(f"/north/systems/{shelf.system().pk}/override/").content.decode()
    assert "There is no level to override" in page


def test_a_reader_decides_nothing(chain: tuple[System, System, System], north: Town) -> None:
    reader = signed_in(north, AccessRole.READER)
    assert reader.get(f"/north/systems/{chain[0].pk}/override/").status_code == 403
    assert "Override a level" not in reader.get(f"/north/systems/{chain[0].pk}/").content.decode()


def test_a_typed_or_imported_override_keeps_the_same_rules(
    chain: tuple[System, System, System], client: Client, north: Town
) -> None:
    reckon_levels(north.id)
    typed = {
        "system": str(chain[1].pk),
        "aspect": "confidentiality",
        "level": "3",
        "ground": "accumulation",
        "reason": "Much",
        "decided_on": "2026-11-22",
        "next_review": "2027-11-22",
        "visibility": "own",
    }
    answer = client.post("/north/classification-overrides/new/", typed)
    assert answer.context["form"].errors["ground"] == [
        "Accumulation can only raise a level: it is 4. To lower it, the ground is distribution."
    ]
    typed["ground"] = "distribution"
    assert client.post("/north/classification-overrides/new/", typed).status_code == 302


def test_the_levels_of_others_are_nobody_elses(
    chain: tuple[System, System, System], north: Town, south: Town
) -> None:
    with north.arranging():
        System.owned_by(north.administrator).update(visibility="federation")
    reckon_levels(north.id)
    with south.looking():
        assert not EffectiveLevel.visible_to(south.administrator).exists()
        assert landscape_of(south.administrator).all_levels() == {}
