"""Arrange a plan in a line or two, on top of a portfolio."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.domain.roadmap.picture import Picture, Placed, read_picture
from tests.support.builders import Town

MONDAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 7, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def plan(town: Town, **columns: object) -> Plan:
    """Return a plan of one year from the first Monday of 2026."""
    given = {"name": "Roadmap", "starts_on": MONDAY, "weeks": 52, **columns}
    with town.arranging():
        return Plan.everything.create(**given)


def picture(run: PlanRun) -> Picture:
    """Return what a run found."""
    assert run.picture is not None
    return read_picture(run.picture)


def placed(run: PlanRun, name: str) -> Placed:
    """Return where a run placed an initiative."""
    (found,) = (one for one in picture(run).placed if one.name == name)
    return found
