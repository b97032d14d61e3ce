"""People, units and assignments on their pages: quick, whole, and only for those who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.organisation.models import Absence, Assignment, Person, Unit
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from tests.apps.organisation.builders import holds, person, role
from tests.support.builders import Town

MOST_QUERIES = 12


@pytest.fixture
def strategist(north: Town, client: Client) -> Client:
    """Somebody signed in who may write here."""
    client.force_login(north.user(AccessRole.STRATEGIST))
    return client


def fill(town: Town, number: int) -> Person:
    """Return one of many people, who has whatever a person can have."""
    with town.arranging():
        unit = Unit.everything.create(name=f"Unit {number}")
    somebody = person(town, f"Person {number}", unit=unit)
    held = holds(town, somebody, role(town), deputy=person(town, f"Deputy {number}"))
    with town.arranging():
        Unit.everything.filter(pk=unit.pk).update(manager=somebody)
        Absence.everything.create(person=somebody, since=clock.today())
    assert held.pk
    return somebody


def queries(ask: Callable[[], object]) -> int:
    """Count what one answer costs."""
    with CaptureQueriesContext(connection) as told:
        ask()
    return len(told)


@pytest.mark.parametrize("noun", ["units", "people", "roles", "assignments", "absences"])
def test_a_list_costs_the_same_for_one_row_and_for_many(
    north: Town, strategist: Client, noun: str
) -> None:
    address = f"/north/{noun}/"
    fill(north, 1)
    strategist.get(address)  # whatever is remembered from now on
    one = queries(lambda: strategist.get(address))
    for number in range(2, 8):
        fill(north, number)
    assert queries(lambda: strategist.get(address)) == one <= MOST_QUERIES


@pytest.mark.parametrize("model", [Unit, Person, Assignment, Absence])
def test_a_page_costs_few_questions(north: Town, strategist: Client, model: type[Person]) -> None:
    fill(north, 1)
    with north.looking():
        pk = model.everything.order_by("pk").values_list("pk", flat=True)[0]
    noun = {Unit: "units", Person: "people", Assignment: "assignments", Absence: "absences"}[model]
    address = f"/north/{noun}/{pk}/"
    assert strategist.get(address).status_code == 200
    assert queries(lambda: strategist.get(address)) <= MOST_QUERIES


def test_the_list_of_people_adds_up_what_each_is_assigned_today(
    north: Town, strategist: Client
) -> None:
    anna = person(north)
    holds(north, anna, role(north), 20)
    holds(north, anna, role(north), 15)
    holds(north, anna, role(north), 60, until=clock.today() - timedelta(days=1))
    (row,) = strategist.get("/north/people/").context["table"]["rows"]
    assert "35" in [cell["text"] for cell in row["cells"]]


def test_a_unit_never_comes_to_belong_to_itself(north: Town, strategist: Client) -> None:
    with north.arranging():
        top = Unit.everything.create(name="Board")
        middle = Unit.everything.create(name="Department", parent=top)
        low = Unit.everything.create(name="Office", parent=middle)
    for parent in (top, middle, low):
        form = {"name": "Board", "kind": "board", "parent": parent.pk, "revision": 1}
        answer = strategist.post(f"/north/units/{top.pk}/edit/", form | {"visibility": "own"})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"parent"}
    with north.looking():
        assert Unit.everything.get(pk=top.pk).parent_id is None


def test_everything_wrong_with_an_assignment_is_said_in_one_go(
    north: Town, strategist: Client
) -> None:
    anna, strategy = person(north), role(north)
    form = {
        "person": anna.pk,
        "role": strategy.pk,
        "deputy": anna.pk,
        "share": "120",
        "since": "2026-02-01",
        "until": "2026-01-01",
        "visibility": "own",
    }
    answer = strategist.post("/north/assignments/new/", form)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"deputy", "share", "until"}
    with north.looking():
        assert not Assignment.everything.exists()


def test_a_new_name_reaches_what_is_named_after_the_person(north: Town, strategist: Client) -> None:
    anna = person(north)
    held = holds(north, anna, role(north, "strategist"))
    form = {"name": "Anna Ek", "working_share": "100", "revision": 1, "visibility": "own"}
    assert strategist.post(f"/north/people/{anna.pk}/edit/", form).status_code == 302
    with north.looking():
        assert Assignment.everything.get(pk=held.pk).name == "Anna Ek · strategist"


def test_nobody_chooses_a_person_or_a_unit_of_the_neighbour_town(
    north: Town, south: Town, strategist: Client
) -> None:
    theirs = person(south, visibility="federation")
    form = {"name": "School", "kind": "unit", "manager": theirs.pk, "visibility": "own"}
    answer = strategist.post("/north/units/new/", form)
    assert set(answer.context["form"].errors) == {"manager"}


def test_a_reader_reads_and_changes_nothing(north: Town, client: Client) -> None:
    anna = person(north)
    client.force_login(north.user(AccessRole.READER))
    assert client.get(f"/north/people/{anna.pk}/").status_code == 200
    for page in ("edit", "delete", "hand-over"):
        assert client.get(f"/north/people/{anna.pk}/{page}/").status_code == 403
        assert client.post(f"/north/people/{anna.pk}/{page}/").status_code == 403


def test_the_page_of_a_hand_over_lists_all_and_does_it(north: Town, strategist: Client) -> None:
    anna, bo = person(north), person(north, "Bo Ek")
    gone = person(north, "Long Gone", employed_until=clock.today() - timedelta(days=1))
    with north.arranging():
        school = Unit.everything.create(name="School", manager=anna)
    address = f"/north/people/{anna.pk}/hand-over/"
    page = strategist.get(address).content.decode()
    assert "School" in page
    assert "Bo Ek" in page
    assert "Long Gone" not in page
    assert strategist.post(address, {"successor": gone.pk}).status_code == 422
    assert strategist.post(address, {"successor": bo.pk, "reason": "Leaves"}).status_code == 302
    with north.looking():
        assert Unit.everything.get(pk=school.pk).manager_id == bo.pk


@pytest.mark.parametrize(
    ("country", "number", "good"),
    [
        ("SE", "212000-0142", True),
        ("SE", "212000-0143", False),
        ("NO", "958935420", True),
        ("NO", "958935421", False),
        ("DK", "64942212", True),
        ("DK", "64942213", False),
    ],
)
def test_an_organisation_number_is_checked_as_its_country_does(
    north: Town, client: Client, country: str, number: str, good: bool
) -> None:
    client.force_login(north.user(AccessRole.ADMINISTRATOR))
    form = {"name": "North", "language": "sv", "fiscal_year_start": "1"}
    answer = client.post("/north/settings/", form | {"country": country, "org_number": number})
    assert answer.status_code == (302 if good else 422)
