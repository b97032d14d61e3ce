"""The command line plans as the page does, and tells it to programs."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samsyn.apps.organisation.public import Role
from samsyn.config.cli import _planning
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town


@pytest.mark.usefixtures("compiled")
def test_a_plan_is_made_found_good_and_told_in_json(north: Town, lead: Role) -> None:
    row = a.initiative(north, "Portal")
    a.phase(row, north, 4, {lead: 20}, name="Build")

    answer = json.loads(json.dumps(_planning.planned(north.row, seconds=1, workers=1)))

    assert (answer["organisation"], answer["holds"], answer["status"]) == (
        "north",
        True,
        "optimal",
    )
    (portal,) = answer["initiatives"]
    assert (portal["starts_on"], portal["in_use_from"]) == ("2026-01-05", "2026-02-02")
    assert portal["phases"][0]["why"] == ["Nothing holds it back: it starts when the plan does."]


@pytest.mark.usefixtures("compiled")
def test_a_missed_legal_deadline_makes_the_answer_no(north: Town, lead: Role) -> None:
    row = a.initiative(north, "By law", deadline=date(2026, 1, 16), legal_ground="The law")
    a.phase(row, north, 4, {lead: 20})

    assert not _planning.planned(north.row, seconds=1, workers=1)["holds"]


def test_nothing_to_plan_is_said_in_words(north: Town) -> None:
    with pytest.raises(_planning.Cannot, match="There is nothing to plan"):
        _planning.planned(north.row, seconds=1, workers=1)
