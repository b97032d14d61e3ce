"""REG-007, 008, 011 and 012: levels that reach further than anybody judged, and bare flows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samsyn.apps.register.models import InformationAsset, InformationFlow, OutsideParty, Routine
from samsyn.apps.register.models import System as SystemModel
from tests.apps.register.conftest import Shelf
from tests.apps.register.rules.asking import hits, sentences, titles
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def flows(
    town: Town,
    source: SystemModel,
    target: SystemModel | None,
    *assets: InformationAsset,
    **said: Any,
) -> InformationFlow:
    """Let information go somewhere."""
    with town.arranging():
        made = InformationFlow.everything.create(source_system=source, target_system=target, **said)
        made.assets.set(assets)
    return made


def test_what_flows_in_may_be_more_than_the_system_was_assessed_for(
    shelf: Shelf, north: Town
) -> None:
    anna = shelf.person(name="Anna")
    care = shelf.system(name="Care", assessed_confidentiality=3)
    reports = shelf.system(
        name="Reports", owner=anna, assessed_confidentiality=2, assessed_availability=1
    )
    retired = shelf.system(name="Gone", assessed_confidentiality=0, stage="retired")
    shelf.system(name="Fit", assessed_confidentiality=0)
    unjudged = shelf.system(name="Never assessed")
    shelf.classification(shelf.asset(care), confidentiality=3, availability=2)
    for target in (reports, retired, unjudged):
        flows(north, care, target)
    assert sentences("REG-007", north) == [
        (
            "Reports: It must withstand more than it was assessed for: confidentiality 3, assessed"
            " for 2; availability 2, assessed for 1."
        )
    ]
    assert hits("REG-007", north)[0].responsible == anna.pk
    assert titles("REG-007", north, steps=2) == []


def test_what_must_not_stop_has_a_fallback_that_was_tried_within_a_year(
    shelf: Shelf, north: Town
) -> None:
    said = {"fallback": "Paper"}
    grave = [
        shelf.system(name="No fallback"),
        shelf.system(name="Only a day", fallback_exercised_on=date(2026, 11, 1)),
        shelf.system(name="Never tried", **said),
        shelf.system(name="Tried too long ago", fallback_exercised_on=date(2025, 11, 21), **said),
        shelf.system(name="Tried a year ago", fallback_exercised_on=date(2025, 11, 22), **said),
        shelf.system(name="Pilot", stage="pilot"),
    ]
    shelf.classification(shelf.asset(*grave), availability=3)
    shelf.classification(shelf.asset(shelf.system(name="Can wait")), availability=2)
    assert sentences("REG-008", north) == [
        "Never tried: Its availability is 3, and its fallback was never exercised.",
        "No fallback: Its availability is 3, and there is no fallback.",
        "Only a day: Its availability is 3, and there is no fallback.",
        (
            "Tried too long ago: Its availability is 3, and its fallback was last exercised"
            " 21 Nov 2025."
        ),
    ]
    assert titles("REG-008", north, level=4) == []
    assert "Can wait" in titles("REG-008", north, level=2)
    assert "Tried too long ago" not in titles("REG-008", north, months=13)


def test_a_routine_is_analysed(shelf: Shelf, north: Town) -> None:
    anna = shelf.person()
    with north.arranging():
        Routine.everything.create(name="Narcotics inventory", owner=anna)
        Routine.everything.create(name="Billing", analysed_on=date(2020, 1, 1))
    assert sentences("REG-011", north) == [
        "Narcotics inventory: Nobody has analysed its information."
    ]
    assert hits("REG-011", north)[0].responsible == anna.pk


def test_secrets_are_not_sent_in_the_clear(shelf: Shelf, north: Town) -> None:
    anna = shelf.person()
    care = shelf.system(name="Care", owner=anna)
    journals, maps = shelf.asset(care), shelf.asset(care)
    shelf.classification(journals, confidentiality=3)
    shelf.classification(maps, confidentiality=2)
    names = ("All", "Journals", "Maps", "Partly", "Encrypted", "Unsaid")
    to = {name: shelf.system(name=name) for name in names}
    flows(north, care, to["All"], encrypted="no")
    flows(north, care, to["Journals"], journals, encrypted="no")
    flows(north, care, to["Maps"], maps, encrypted="no")
    flows(north, care, to["Partly"], journals, maps, encrypted="partly")
    flows(north, care, to["Encrypted"], journals, encrypted="yes")
    flows(north, care, to["Unsaid"], journals)
    told = "It carries information of confidentiality 3, and is not encrypted."
    assert sentences("REG-012", north) == [
        f"Care → All: {told}",
        f"Care → Journals: {told}",
        f"Care → Partly: {told}",
    ]
    assert {hit.responsible for hit in hits("REG-012", north)} == {anna.pk}
    assert "Care → Maps" in titles("REG-012", north, level=2)


def test_personal_data_leaves_the_eea_on_a_basis(shelf: Shelf, north: Town) -> None:
    care = shelf.system(name="Care")
    pupils = shelf.asset(care, personal_data="ordinary")
    maps = shelf.asset(care, personal_data="none")
    names = ("All", "Pupils", "Maps", "On a basis", "To Norway", "To the US", "Within")
    to = {name: shelf.system(name=name) for name in names}
    flows(north, care, to["All"], leaves_eea="yes")
    flows(north, care, to["Pupils"], pupils, leaves_eea="partly")
    flows(north, care, to["Maps"], maps, leaves_eea="yes")
    flows(north, care, to["On a basis"], pupils, leaves_eea="yes", transfer_basis="clauses")
    flows(north, care, to["To Norway"], pupils, to_country="NO")
    flows(north, care, to["To the US"], pupils, to_country="US")
    flows(north, care, to["Within"], pupils, leaves_eea="no")
    with north.arranging():
        abroad = OutsideParty.everything.create(name="Abroad Inc.", country="US")
    flows(north, care, None, pupils, target_party=abroad)
    told = "Personal data leaves the EU and EEA by it, and nobody has said on what basis."
    assert sentences("REG-012", north) == [
        f"Care → Abroad Inc.: {told}",
        f"Care → All: {told}",
        f"Care → Pupils: {told}",
        f"Care → To the US: {told}",
    ]


def test_the_rules_ask_only_our_own(shelf: Shelf, north: Town, south: Town) -> None:
    theirs = Shelf(south)
    bare = theirs.system(visibility="federation", assessed_availability=0)
    theirs.classification(theirs.asset(bare, visibility="federation"), availability=4)
    with south.arranging():
        Routine.everything.create(name="Theirs", visibility="federation")
    assert [titles(f"REG-{n:03}", north) for n in (7, 8, 11, 12)] == [[], [], [], []]
    assert [len(titles(f"REG-{n:03}", south)) for n in (7, 8, 11)] == [1, 1, 1]
