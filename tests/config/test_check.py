"""`samsyn check` asks the rules, tells what is open, and answers by its exit code."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from samsyn.apps.checks.public import accept_finding
from samsyn.config.cli import check
from samsyn.kernel import clock
from tests.apps.checks.builders import document, finding
from tests.apps.organisation.builders import person
from tests.support.builders import Town

LONG_AGO = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def at_work_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test has the database up and Django set up; the command need not do it again."""

    @contextmanager
    def at_work() -> Iterator[None]:
        yield

    monkeypatch.setattr(check, "at_work", at_work)


def asked(*rules: str, organisation: str = "north", as_json: bool = False) -> int:
    return check.run(Namespace(organisation=organisation, rule=list(rules), json=as_json))


def late(town: Town, **facts: Any) -> None:
    document(town, "Access policy", status="decided", next_review=LONG_AGO, **facts)


def test_what_is_open_is_told_and_ends_in_one(
    north: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    late(north, owner=person(north, "Anna Berg"))
    assert asked("DIR-005") == 1
    told = capsys.readouterr().out
    assert "DIR-005" in told
    assert "Access policy" in told
    assert "Anna Berg" in told
    assert "1 open." in told


def test_nothing_open_ends_in_zero(north: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("DIR-005") == 0
    assert capsys.readouterr().out == "0 open.\n"


def test_what_is_accepted_is_left_out(north: Town) -> None:
    late(north)
    assert asked("DIR-005") == 1
    tomorrow = clock.today() + timedelta(days=1)
    accept_finding(
        north.administrator, finding_id=finding(north).pk, reason="Soon.", until=tomorrow
    )
    assert asked("DIR-005") == 0


def test_a_program_reads_json(north: Town, capsys: pytest.CaptureFixture[str]) -> None:
    late(north)
    assert asked("DIR-005", as_json=True) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["organisation"], answer["asked"]) == ("north", ["DIR-005"])
    assert (answer["changes"]["opened"], answer["could_not_be_asked"]) == (1, [])
    (told,) = answer["findings"]
    assert (told["rule"], told["severity"], told["about"]) == ("DIR-005", "low", "Access policy")
    assert told["address"] == f"/north/findings/{finding(north).pk}/"


@pytest.mark.parametrize(
    ("organisation", "rules"), [("nowhere", []), ("north", ["XXX-999"]), ("north", ["OWN-1"])]
)
def test_a_name_that_is_none_is_said_and_ends_in_two(
    north: Town, organisation: str, rules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(*rules, organisation=organisation) == 2
    assert "There is no" in capsys.readouterr().err
