"""A register becomes an ArchiMate model: whole, valid, the same ids, nothing of others."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from samsyn.apps.register.models import (
    InformationFlow,
    OutsideParty,
    Routine,
    RoutineRight,
    RoutineSystem,
    Site,
)
from samsyn.apps.register.public import archimate_of
from samsyn.config.cli import _export_archimate
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.archimate.counting import contents
from samsyn.domain.archimate.writing import NAMESPACE, written
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.register.conftest import Shelf
from tests.domain.archimate.test_exchange import schema
from tests.support.builders import Town

__all__ = ["schema"]
N = f"{{{NAMESPACE}}}"


@pytest.fixture
def register(north: Town, shelf: Shelf) -> dict[str, Any]:
    """One of everything, hanging together."""
    unit = shelf.unit(name="School office")
    supplier = shelf.supplier(name="Maker")
    with north.arranging():
        site = Site.everything.create(name="Cellar", operator=supplier)
        party = OutsideParty.everything.create(name="Authority")
        routine = Routine.everything.create(name="Enrol", unit=unit)
        service = Routine.everything.create(name="School meals", kind="service", unit=unit)
    platform = shelf.system(name="Cluster", site=site)
    pupils = shelf.system(
        name="Pupils",
        unit=unit,
        hosted_on=platform,
        criticality="high",
        product=shelf.product(name="P", supplier=supplier),
    )
    grades, paper = shelf.asset(pupils, name="Grades"), shelf.asset(name="Binder")
    shelf.classification(grades, confidentiality=3)
    with north.arranging():
        RoutineSystem.everything.create(routine=routine, system=pupils)
        RoutineRight.everything.create(routine=routine, who="Clerk", verb="read", asset=paper)
        flow = InformationFlow.everything.create(
            source_system=pupils, target_party=party, means="api", encrypted="no"
        )
        InformationFlow.everything.create(source_routine=service, target_unit=unit)
    return {"pupils": pupils, "flow": flow, "platform": platform}


def exported(town: Town, actor: Actor | None = None) -> bytes:
    actor = actor or town.administrator
    with acting_for(actor):
        return written(archimate_of(actor, town.row))


def test_everything_is_there_and_the_rules_are_kept(register: dict[str, Any], north: Town) -> None:
    with north.looking():
        model = archimate_of(north.administrator, north.row)
    found = contents(written(model))

    assert model.breaches() == []
    assert found.elements == {
        "ApplicationComponent": 1,
        "SystemSoftware": 1,
        "BusinessActor": 3,
        "BusinessProcess": 1,
        "BusinessService": 1,
        "DataObject": 1,
        "BusinessObject": 1,
        "Facility": 1,
    }
    assert found.relations == {
        "Flow": 2,
        "Serving": 3,  # the routine's system, the platform, the site
        "Access": 2,
        "Assignment": 2,
        "Association": 3,  # the unit's and the supplier's system, the supplier's site
    }
    assert found.nodes == 6  # what is on the map: two systems, two routines, a unit, a party


def test_the_model_is_valid(register: dict[str, Any], north: Town, schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(exported(north)))


def test_the_next_export_has_the_same_ids(
    register: dict[str, Any], north: Town, shelf: Shelf
) -> None:
    before = contents(exported(north)).ids
    shelf.system(name="Another")

    assert before < contents(exported(north)).ids
    assert f"samsyn-north-system-{register['pupils'].pk}" in before


def test_levels_and_facts_are_properties_named_in_every_language(
    register: dict[str, Any], north: Town
) -> None:
    root = etree.fromstring(exported(north))
    element = root.find(f".//*[@identifier='samsyn-north-system-{register['pupils'].pk}']")
    assert element is not None
    told = {
        one.get("propertyDefinitionRef"): one.findtext(f"{N}value")
        for one in element.iter(f"{N}property")
    }
    named = root.find(f".//{N}propertyDefinition")

    assert told["samsyn-property-confidentiality"] == "3"
    assert "samsyn-property-criticality" in told
    assert named is not None
    assert len(named.findall(f"{N}name")) == 4


def test_a_flow_says_what_it_carries(register: dict[str, Any], north: Town) -> None:
    root = etree.fromstring(exported(north))
    link = root.find(f".//*[@identifier='samsyn-north-flow-{register['flow'].pk}']")

    assert link is not None
    assert link.findtext(f"{N}name") == "Grades"


def test_a_reader_gets_what_a_reader_sees(
    register: dict[str, Any], north: Town, shelf: Shelf
) -> None:
    shelf.system(name="Hushed", visibility="restricted")

    assert b"Hushed" in exported(north)
    assert b"Hushed" not in exported(north, north.person(AccessRole.READER))


@pytest.fixture
def at_work_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test has the database up; the command need not do it again."""

    @contextmanager
    def at_work() -> Iterator[None]:
        yield

    monkeypatch.setattr(_export_archimate, "at_work", at_work)


@pytest.mark.usefixtures("at_work_already")
def test_the_command_writes_a_file(register: dict[str, Any], north: Town, tmp_path: Path) -> None:
    place = tmp_path / "north.xml"

    assert _export_archimate.run(Namespace(organisation="north", output=str(place))) == 0
    assert contents(place.read_bytes()).elements["ApplicationComponent"] == 1


@pytest.mark.usefixtures("at_work_already")
def test_the_command_writes_to_a_pipe(
    register: dict[str, Any], north: Town, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert _export_archimate.run(Namespace(organisation="north", output=None)) == 0
    assert contents(capfdbinary.readouterr().out).nodes == 6


@pytest.mark.usefixtures("at_work_already")
def test_the_command_says_what_is_wrong(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _export_archimate.run(Namespace(organisation="nowhere", output=None)) == 2
    assert "nowhere" in capsys.readouterr().err
