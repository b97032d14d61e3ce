"""The same portfolio, seed and work give the same plan, also in another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.db import connection

from samsyn.apps.organisation.public import Role
from samsyn.apps.roadmap.models import PlanRun
from samsyn.apps.roadmap.queries.setting import build_problem
from samsyn.apps.roadmap.services.plan_now import plan_now
from samsyn.apps.roadmap.services.search import Counted
from samsyn.domain.scheduling.solve import solve
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import NOON, plan
from tests.support.builders import Town

WORK = Counted(seed=7, work=600)

# A process of its own: other hash seeds, nothing remembered, the same database.
ELSEWHERE = """
import json, sys
from datetime import datetime
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"].update(json.loads(sys.argv[1]))
from samsyn.apps.roadmap.services.plan_now import plan_now
from samsyn.apps.roadmap.services.search import Counted
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel import clock
with clock.stopped_at(datetime.fromisoformat(sys.argv[2])):
    run = plan_now(
        samsyn_for(int(sys.argv[3])), seconds=100, workers=1, counted=Counted(seed=7, work=600)
    )
print(json.dumps(run.picture))
"""


@pytest.fixture
def crowded(north: Town, lead: Role) -> Town:
    """A dozen initiatives that want the same two roles, with levels and deadlines among them."""
    other = a.role(north, "Architect")
    a.holds(north, a.person(north, "Cai Dahl", working_share=60), other, 60)
    for number in range(12):
        row = a.initiative(
            north,
            f"Number {number}",
            track="mandated" if number % 3 else "challenge",
            deadline=date(2026, 6, 30) if number % 4 == 0 else None,
            yearly_benefit=50_000 + 7_000 * number,
        )
        a.phase(row, north, 2 + number % 3, {lead: 20 + 5 * (number % 4)}, name="Build")
        a.phase(row, north, 1 + number % 2, {other: 15 + 10 * (number % 3)}, name="Run in")
    plan(north)
    return north


def without_times(picture: dict[str, Any] | None) -> dict[str, Any]:
    """Read a picture as it is kept, without how long it took, which no two searches share."""
    assert picture is not None
    kept: dict[str, Any] = json.loads(json.dumps(picture))
    kept["verdict"] = {k: v for k, v in kept["verdict"].items() if "seconds" not in k}
    return kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("compiled")
def test_the_same_picture_comes_out_in_another_process_whatever_was_planned_before(
    crowded: Town,
) -> None:
    here = plan_now(crowded.administrator, seconds=100, counted=WORK)
    better = plan_now(crowded.administrator, seconds=1.5)
    database = {key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD", "HOST",
                                                               "PORT")}  # fmt: skip
    words = [json.dumps(database, default=str), NOON.isoformat(), str(crowded.row.pk)]

    said = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", ELSEWHERE, *words],
        env={**os.environ, "PYTHONHASHSEED": "11"},
        check=True,
        capture_output=True,
        text=True,
        timeout=180,
    ).stdout
    there = json.loads(said.splitlines()[-1])

    assert better.pk > here.pk
    assert without_times(there) == without_times(here.picture)
    with crowded.looking():
        assert PlanRun.owned_by(crowded.administrator).count() == 3  # it was that database


@pytest.mark.usefixtures("compiled")
def test_another_seed_or_more_work_may_be_another_plan_but_never_a_worse_one(
    crowded: Town,
) -> None:
    with crowded.looking():
        ours = build_problem(crowded.administrator, plan(crowded, name="Other"), clock.today())
    little, much = (solve(ours.problem, seconds=100, seed=7, work=w).objective for w in (50, 2_000))
    assert much <= little
