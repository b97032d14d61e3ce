"""Programs and the command line are told the same as the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from samsyn.apps.register.models import (
    InformationFlow,
    Routine,
    RoutineSystem,
    System,
)
from samsyn.config.cli import _impact
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports(shelf: Shelf, north: Town) -> System:
    """Journals of level 4 in Care flow to Reports; Visits manages 4 hours without Reports."""
    care, reports = shelf.system(name="Care"), shelf.system(name="Reports", mtpd_hours=8)
    shelf.classification(shelf.asset(care, name="Journals"), confidentiality=4)
    with north.arranging():
        InformationFlow.everything.create(source_system=care, target_system=reports)
        visits = Routine.everything.create(name="Visits", mtpd_hours=2)
        RoutineSystem.everything.create(routine=visits, system=reports, tolerance_hours=4)
    return reports


def token_of(town: Town, role: AccessRole = AccessRole.READER) -> dict[str, str]:
    """Return the headers of a program that may act for a town."""
    user = town.user(role)
    secret = issue_token(user, town.row, name="t", scopes=["read"], until=None)
    return {"Authorization": f"Bearer {secret}"}


def test_a_program_is_told_levels_ways_and_stops(reports: System, north: Town) -> None:
    answer = Client().get(f"/api/v1/systems/{reports.pk}/impact", headers=token_of(north))
    assert answer.status_code == 200
    told = answer.json()
    assert told["name"] == "Reports"
    secrecy = told["levels"][0]
    assert (secrecy["aspect"], secrecy["level"], secrecy["override"]) == (
        "confidentiality",
        4,
        None,
    )
    assert [(step["kind"], step["name"], step["by"]) for step in secrecy["because_of"]] == [
        ("asset", "Journals", ""),
        ("system", "Care", "holds"),
        ("system", "Reports", "flow"),
    ]
    assert secrecy["because_of"][2]["flow_name"] == "Care → Reports"
    assert [(stop["name"], stop["hour"], stop["harm_hour"]) for stop in told["stops"]] == [
        ("Visits", 4, 6),
        ("Reports", 0, 8),
    ]
    assert [(link["name"], link["why"]) for link in told["stops"][0]["because_of"]] == [
        ("Reports", ""),
        ("Visits", "uses"),
    ]


def test_a_neighbours_program_is_not_told(reports: System, north: Town, south: Town) -> None:
    with north.arranging():
        System.owned_by(north.administrator).update(visibility="federation")
    address = f"/api/v1/systems/{reports.pk}/impact"
    assert Client().get(address, headers=token_of(south)).status_code == 404
    assert Client().get(address).status_code == 401


def test_the_command_finds_a_system_by_id_name_or_words(reports: System, north: Town) -> None:
    for words in ("reports", "port"):
        assert _impact.told("north", words)[0]["id"] == reports.pk
    answer, lines = _impact.told("north", str(reports.pk))
    assert answer["url"] == f"/north/systems/{reports.pk}/"
    assert lines[0] == f"Reports ({reports.pk})"
    assert lines[1].startswith("  confidentiality 4 ")
    assert lines[1].endswith("  because of Journals → Care → Care → Reports")
    assert lines[-2:] == [
        "  stops    4  harm    6   routine      Visits  because of Reports",
        "  stops    0  harm    8   system       Reports",
    ]


def test_the_command_says_when_no_system_or_several_are_meant(
    reports: System, shelf: Shelf
) -> None:
    other = shelf.system(name="Reports, old")
    with pytest.raises(_impact.NotOne, match="There is no system 'Nix'"):
        _impact.told("north", "Nix")
    with pytest.raises(_impact.NotOne, match="There is no organisation at 'nowhere'"):
        _impact.told("nowhere", "Care")
    with pytest.raises(_impact.NotOne) as problem:
        _impact.told("north", "report")
    assert str(problem.value) == (
        f"Several systems are meant by 'report': Reports ({reports.pk}), Reports, old"
        f" ({other.pk}). Say the id."
    )
    assert _impact.told("north", "Reports")[0]["id"] == reports.pk
