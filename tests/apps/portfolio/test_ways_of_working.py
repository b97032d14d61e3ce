"""Levels of ambition, project models, experiments and directives, as people use them."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from docx import Document

from samsyn.apps.portfolio.models import (
    AmbitionOption,
    Experiment,
    Initiative,
    ModelStep,
    Phase,
    ProjectModel,
)
from samsyn.apps.portfolio.services.decide_ambition import decide_ambition
from samsyn.apps.portfolio.services.end_experiment import end_experiment
from samsyn.apps.portfolio.services.follow_model import follow_model
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.portfolio.ambitions import Level
from samsyn.domain.portfolio.following import Way
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town


def option(of: Initiative, town: Town, level: str, **columns: object) -> AmbitionOption:
    with town.arranging():
        return AmbitionOption.everything.create(initiative=of, level=level, **columns)


def model(town: Town, **steps: int) -> ProjectModel:
    with town.arranging():
        made = ProjectModel.everything.create(name="Sprints", cynefin="complex")
        for order, (name, weeks) in enumerate(steps.items(), start=1):
            ModelStep.everything.create(project_model=made, name=name, order=order, weeks=weeks)
    return made


def phases(town: Town, of: Initiative) -> list[tuple[str, int]]:
    with town.looking():
        rows = Phase.owned_by(town.administrator).filter(initiative=of).order_by("order")
        return list(rows.values_list("name", "weeks"))


def decide(town: Town, row: Initiative, level: Level, **more: Any) -> Initiative:
    given = {"decided_by": "The heads", "on": clock.today(), "reason": "Time.", **more}
    return decide_ambition(town.administrator, initiative_id=row.pk, level=level, **given)


def test_a_decided_level_brings_its_money_and_says_who_and_when(north: Town) -> None:
    row = a.initiative(north, track="mandated", state="proposed", one_off_cost=1)
    option(row, north, "lowest", one_off_cost=60_000, yearly_cost=5_000, yearly_benefit=40_000)

    with pytest.raises(Refused, match="level_not_described"):
        decide(north, row, Level.HIGH)
    with pytest.raises(Refused, match="who_decided, why_this_level"):
        decide(north, row, Level.LOWEST, decided_by=" ", reason="")
    with north.looking():
        assert Initiative.owned_by(north.administrator).get(pk=row.pk).ambition == ""
    decide(north, row, Level.LOWEST)

    with north.looking():
        row = Initiative.owned_by(north.administrator).get(pk=row.pk)
    assert (row.ambition, row.ambition_decided_by, row.ambition_decided_on) == (
        *("lowest", "The heads", clock.today()),
    )
    assert (row.one_off_cost, row.yearly_cost, row.yearly_benefit) == (60_000, 5_000, 40_000)


def test_the_page_compares_levels_and_fades_what_is_not_done(client: Client, north: Town) -> None:
    row, lead = a.initiative(north, track="mandated", state="proposed"), a.role(north)
    a.phase(row, north, 4, {lead: 50}, name="Always")
    a.phase(row, north, 8, {lead: 50}, name="Only when high", ambition="high")
    option(row, north, "lowest", meaning="As little", yearly_benefit=40_000)
    option(row, north, "high", meaning="A lot", one_off_cost=200_000, yearly_benefit=90_000)
    client.force_login(north.user())
    at = f"/north/initiatives/{row.pk}/ambition/"

    page = client.get(at).content.decode()
    for told in ("As little", "A lot", "Only when high"):
        assert told in page
    assert re.search(r"250\W000", page)
    typed = {"level": "lowest", "decided_by": "The heads", "on": f"{clock.today()}"}
    assert client.post(at, typed).status_code == 422
    assert client.post(at, {**typed, "reason": "Time."}).status_code == 302
    shown = client.get(f"/north/initiatives/{row.pk}/").content.decode()
    assert '<tr class="quiet">' in shown
    assert "Compare" in shown


def test_who_may_only_read_compares_and_decides_nothing(
    client: Client, north: Town, south: Town
) -> None:
    row = a.initiative(north, track="mandated", state="proposed")
    at = f"/initiatives/{row.pk}/ambition/"
    client.force_login(north.user(AccessRole.READER))

    page = client.get(f"/north{at}")
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    given = {"level": "high", "decided_by": "Me", "on": f"{clock.today()}", "reason": "x"}
    assert client.post(f"/north{at}", given).status_code == 403
    client.force_login(south.user())
    assert client.get(f"/south{at}").status_code == 404
    with pytest.raises(NotAllowed):
        decide_ambition(
            north.with_only(Permission.PORTFOLIO_WRITE),
            initiative_id=row.pk,
            level=Level.HIGH,
            decided_by="Me",
            on=clock.today(),
            reason="x",
        )


def test_a_models_steps_become_phases(north: Town) -> None:
    row, sprints = a.initiative(north), model(north, Understand=2, Sprint=3)

    follow_model(north.administrator, initiative_id=row.pk, project_model_id=sprints.pk)

    assert phases(north, row) == [("Understand", 2), ("Sprint", 3)]
    with north.looking():
        row = Initiative.owned_by(north.administrator).get(pk=row.pk)
    assert row.project_model_id == sprints.pk


@pytest.mark.parametrize(
    ("way", "left"),
    [
        (Way.ADD, [("Sprint", 9), ("Understand", 2), ("Sprint 2", 3)]),
        (Way.REPLACE, [("Understand", 2), ("Sprint", 3)]),
        (Way.ONLY_NOTE, [("Sprint", 9)]),
    ],
)
def test_where_there_are_phases_somebody_says_what_becomes_of_them(
    north: Town, way: Way, left: list[tuple[str, int]]
) -> None:
    row, sprints = a.initiative(north), model(north, Understand=2, Sprint=3)
    a.phase(row, north, 9, {a.role(north): 20}, name="Sprint")
    given: dict[str, Any] = {"initiative_id": row.pk, "project_model_id": sprints.pk}

    with pytest.raises(Refused, match="phases_are_there"):
        follow_model(north.administrator, **given)
    assert phases(north, row) == [("Sprint", 9)]
    follow_model(north.administrator, **given, way=way)

    assert phases(north, row) == left


def test_work_that_has_begun_is_not_replaced_and_a_model_has_steps(north: Town) -> None:
    row, sprints = a.initiative(north, state="running"), model(north, Sprint=3)
    a.phase(row, north, 9, started_on=clock.today())
    given: dict[str, Any] = {
        "initiative_id": row.pk,
        "project_model_id": sprints.pk,
        "way": Way.REPLACE,
    }
    with pytest.raises(Refused, match="work_has_begun"):
        follow_model(north.administrator, **given)
    with north.arranging():
        empty = ProjectModel.everything.create(name="Empty")
    given = {"initiative_id": a.initiative(north).pk, "project_model_id": empty.pk}
    with pytest.raises(Refused, match="no_steps"):
        follow_model(north.administrator, **given)


def test_the_page_suggests_the_model_for_the_kind_of_problem(client: Client, north: Town) -> None:
    row, sprints = a.initiative(north, cynefin="complex"), model(north, Sprint=3)
    client.force_login(north.user())
    at = f"/north/initiatives/{row.pk}/model/"

    shown = client.get(f"/north/initiatives/{row.pk}/").content.decode()
    assert "Follow this model: Sprints" in shown
    assert "Nothing is tried out yet." in shown
    assert f'<option value="{sprints.pk}" selected' in client.get(at).content.decode()
    assert client.post(at, {"project_model": sprints.pk}).status_code == 302
    assert phases(north, row) == [("Sprint", 3)]
    again = client.post(at, {"project_model": sprints.pk})
    assert again.status_code == 422
    assert "Choose what becomes of them." in again.content.decode()


def test_an_experiment_ends_in_something_learned(client: Client, north: Town) -> None:
    row = a.initiative(north, "Portal", cynefin="complex", state="running")
    tried = a.experiment(row, north, hypothesis="Dictating saves time.")
    boss, today = north.administrator, clock.today()
    given: dict[str, Any] = {"experiment_id": tried.pk, "outcome": "go_on"}

    early = tried.begins - timedelta(days=1)
    with pytest.raises(Refused, match="nothing_measured, nothing_learned, ends_before_it_began"):
        end_experiment(boss, **given, result="", learned=" ", on=early)
    client.force_login(north.user())
    at = f"/north/experiments/{tried.pk}/end/"
    assert client.post(at, {"outcome": "go_on", "on": f"{today}"}).status_code == 422
    typed = {"outcome": "go_on", "on": f"{today}", "result": "38 minutes", "learned": "In cars."}
    assert client.post(at, typed).status_code == 302

    with north.looking():
        kept = Experiment.owned_by(boss).get(pk=tried.pk)
    assert (kept.outcome, kept.outcome_on, kept.learned) == ("go_on", today, "In cars.")
    with pytest.raises(Refused, match="ended_already"):
        end_experiment(boss, **given, result="x", learned="x", on=today)
    shown = client.get(f"/north/initiatives/{row.pk}/").content.decode()
    assert "Dictating saves time." in shown
    assert "38 minutes" in shown


def test_the_directive_says_all_that_is_known_and_what_is_not(client: Client, north: Town) -> None:
    lead = a.role(north, "Project lead")
    row = a.initiative(north, "Portal", owner=a.person(north, "Anna Berg"), one_off_cost=90_000)
    a.phase(row, north, 4, {lead: 50}, name="Build")
    a.benefit(row, north, name="Fewer calls", baseline=Decimal("90.5"))
    a.stop_rule(row, north, evidence="41 calls.")
    a.follows(north, a.initiative(north, "Archive"), row)
    client.force_login(north.user(AccessRole.READER))
    at = f"/north/initiatives/{row.pk}/directive"

    page = client.get(f"{at}/").content.decode()
    assert "Not written yet: Goals, Level of ambition, Risks, Gates, Experiments." in page
    word = client.get(f"{at}.docx")
    document: Any = Document(io.BytesIO(word.content))
    told = [p.text for p in document.paragraphs]
    told += [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    for text in (
        "Anna Berg",
        "It hurts.",
        "Build",
        "Project lead 50 %",
        "Fewer calls",
        "41 calls.",
    ):
        assert text in page, text
        assert any(text in line for line in told), text
    assert any("Archive" in line for line in told)
    assert client.get(f"{at}.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{at}.exe").status_code == 404


def test_the_neighbour_gets_no_directive(client: Client, north: Town, south: Town) -> None:
    row = a.initiative(north)
    client.force_login(south.user())
    for end in ("directive/", "directive.pdf", "model/"):
        assert client.get(f"/south/initiatives/{row.pk}/{end}").status_code == 404
