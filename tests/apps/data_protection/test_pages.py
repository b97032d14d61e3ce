"""The room's pages: what they show, what they cost, and who is let in."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.data_protection.models import DpiaScreening, ProcessingActivity
from samsyn.apps.data_protection.records import RECORDS
from samsyn.domain.access.permissions import AccessRole
from tests.apps.data_protection.conftest import Desk
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town

MOST_BYTES = 100_000
MOST_QUERIES = 12


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # what is cached once per process is cached from here on
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("slug", [record.slug for record in RECORDS])
def test_every_list_opens_empty_and_can_be_written_to(client: Client, slug: str) -> None:
    text_of(client, f"/north/{slug}/")
    text_of(client, f"/north/{slug}/new/")


def test_an_activity_shows_its_purposes_people_lacks_and_screening(
    desk: Desk, client: Client
) -> None:
    activity = desk.activity(third_country="yes")
    desk.purpose(activity, article_6=["e"])
    desk.people(activity, personal_data="sensitive")

    page = text_of(client, f"/north/processing-activities/{activity.pk}/")

    assert "Task in the public interest or official authority" in page
    assert "Pupils" in page
    assert "What allows the transfer out of the EU and EEA" in page
    assert "An exception (Article 9) for special categories" in page
    assert "The law behind a legal duty or public task" in page
    assert "Nobody has asked yet whether an impact assessment is needed." in page


def test_a_whole_activity_lacks_nothing(desk: Desk, client: Client) -> None:
    desk.controller()
    activity = desk.activity(
        recipients="none",
        third_country="no",
        storage="Ten years",
        technical_measures="Locked",
        informed="yes",
    )
    desk.purpose(activity, article_6=["e"], law="Skollagen 10 kap.")
    desk.people(activity)

    page = text_of(client, f"/north/processing-activities/{activity.pk}/")

    assert "Nothing is missing" in page


def test_an_agreement_shows_its_terms_sub_processors_and_oversights(
    desk: Desk, client: Client
) -> None:
    dpa = desk.dpa(name="DPA Ekot")
    page = text_of(client, f"/north/agreements/{dpa.pk}/")
    assert "Write down the terms" in page

    desk.terms(dpa, breach_hours=24, next_oversight_on=date(2026, 1, 1))
    desk.sub_processor(dpa, country="US", insecure_country="yes")
    desk.oversight(dpa)

    page = text_of(client, f"/north/agreements/{dpa.pk}/")
    assert "24 hours" in page
    assert "Overdue" in page
    assert "Moln Inc" in page
    assert page.count("ISAE 3000 report") == 1  # not once more, as a relation
    assert page.count(">Moln Inc<") == 1


def test_an_agreement_of_another_kind_shows_nothing_of_this(desk: Desk, client: Client) -> None:
    purchase = desk.agreement(name="Chairs")

    assert "Sub-processors" not in text_of(client, f"/north/agreements/{purchase.pk}/")


def test_a_system_shows_what_is_done_with_personal_data_in_it(desk: Desk, client: Client) -> None:
    system = desk.system(name="Ekot")
    activity = desk.activity(name="Grading", systems=[system])
    desk.people(activity, name="Pupils")
    desk.people(activity, name="Guardians")

    page = text_of(client, f"/north/systems/{system.pk}/")

    assert "Personal data in this system" in page
    assert "Grading" in page
    assert "Guardians, Pupils" in page


def test_pages_cost_the_same_however_much_there_is(desk: Desk, client: Client) -> None:
    system, dpa = desk.system(), desk.dpa()
    first = desk.activity(systems=[system], agreements=[dpa])
    desk.terms(dpa)
    addresses = (
        f"/north/processing-activities/{first.pk}/",
        f"/north/systems/{system.pk}/",
        f"/north/agreements/{dpa.pk}/",
        "/north/article-30/",
        "/north/processing-activities/",
    )
    before = [queries_of(client, address) for address in addresses]
    for number in range(5):
        desk.purpose(first, text=f"Purpose {number}")
        desk.people(first, name=f"Group {number}")
        desk.sub_processor(dpa, name=f"Sub {number}")
        desk.oversight(dpa)
        desk.activity(name=f"More {number}", systems=[system], agreements=[dpa])

    assert [queries_of(client, address) for address in addresses] == before
    assert max(before) <= MOST_QUERIES, before


def test_the_article_30_page_counts_by_controller_and_kind(desk: Desk, client: Client) -> None:
    board = desk.unit(name="School board", is_controller=True)
    desk.activity(status="ready")
    desk.activity(name="Pay", controller=board)
    desk.activity(name="For neighbours", kind="30_2")

    page = text_of(client, "/north/article-30/")

    assert "3 activities, 1 of them ready." in page
    assert "School board" in page
    assert "As processor for others (Art. 30(2))" in page


def test_the_rename_of_an_agreement_reaches_its_terms(
    desk: Desk, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    dpa = desk.dpa(name="Old name")
    terms = desk.terms(dpa)
    form = client.get(f"/north/agreements/{dpa.pk}/edit/").context["form"]
    said = {name: form[name].value() for name in form.fields}
    posted = {k: v for k, v in said.items() if v not in (None, [], False)} | {"name": "New name"}

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = client.post(f"/north/agreements/{dpa.pk}/edit/", posted)

    assert answer.status_code == 302, answer.content.decode()[:3000]
    with desk.town.looking():
        terms.refresh_from_db()
    assert terms.name == "New name"


def test_an_oversight_that_was_done_plans_the_next(desk: Desk, client: Client) -> None:
    dpa = desk.dpa()
    terms = desk.terms(dpa, oversight_months=12)

    answer = client.post(
        "/north/oversights/new/",
        {
            "agreement": dpa.pk,
            "method": "written",
            "planned_on": "2026-11-01",
            "done_on": "2026-11-20",
            "verdict": "satisfied",
            "visibility": "own",
        },
    )

    assert answer.status_code == 302, answer.content.decode()[:3000]
    with desk.town.looking():
        terms.refresh_from_db()
    assert terms.next_oversight_on == date(2027, 11, 20)


def test_terms_belong_to_data_processing_agreements_only(desk: Desk, client: Client) -> None:
    purchase = desk.agreement(name="Chairs")

    answer = client.post("/north/processor-terms/new/", {"agreement": purchase.pk})

    assert answer.status_code == 422
    assert purchase.name not in text_of(client, "/north/processor-terms/new/")


def test_the_parts_of_an_activity_are_seen_by_those_who_see_it(desk: Desk, client: Client) -> None:
    activity = desk.activity()
    purpose = desk.purpose(activity)
    form = client.get(f"/north/processing-activities/{activity.pk}/edit/").context["form"]
    said = {name: form[name].value() for name in form.fields}
    posted = {k: v for k, v in said.items() if v not in (None, [], False)}

    answer = client.post(
        f"/north/processing-activities/{activity.pk}/edit/", posted | {"visibility": "federation"}
    )

    assert answer.status_code == 302, answer.content.decode()[:3000]
    with desk.town.looking():
        purpose.refresh_from_db()
    assert purpose.visibility == "federation"


def test_a_neighbour_cannot_find_what_is_ours(desk: Desk, south: Town) -> None:
    neighbour = signed_in(south)
    activity = desk.activity()
    terms = desk.terms(desk.dpa())
    for address in (
        f"/south/processing-activities/{activity.pk}/",
        f"/south/processing-activities/{activity.pk}/screen/",
        f"/south/processor-terms/{terms.pk}/annexes/",
        f"/south/processor-terms/{terms.pk}/annexes.pdf",
        f"/north/processing-activities/{activity.pk}/",
        "/north/article-30/",
        "/north/article-30/register.xlsx",
    ):
        assert neighbour.get(address).status_code in (403, 404), address


def test_a_reader_sees_and_changes_nothing(desk: Desk, north: Town) -> None:
    reader = signed_in(north, AccessRole.READER)
    activity = desk.activity()

    assert reader.get(f"/north/processing-activities/{activity.pk}/").status_code == 200
    assert reader.get(f"/north/processing-activities/{activity.pk}/screen/").status_code == 403
    assert reader.post(f"/north/processing-activities/{activity.pk}/screen/").status_code == 403
    with desk.town.looking():
        assert not DpiaScreening.everything.exists()
        assert ProcessingActivity.everything.count() == 1


def test_a_neighbours_oversight_of_the_same_supplier_is_seen_on_our_agreement(
    desk: Desk, client: Client, south: Town
) -> None:
    supplier = desk.supplier(name="Nordkod AB")
    ours = desk.dpa(name="Our DPA", supplier=supplier)
    there = Desk(south)
    theirs = there.dpa(name="Hemligt avtal", supplier=supplier)
    there.oversight(
        theirs, visibility="federation", done_on=date(2026, 3, 1), verdict="remarks",
        conclusion="Logs are kept too short a time.",
    )  # fmt: skip
    there.oversight(theirs, method="soc")

    page = text_of(client, f"/north/agreements/{ours.pk}/")

    assert "South: ISAE 3000 report" in page
    assert "SOC report" not in page
    assert "Hemligt avtal" not in page
    with south.looking():
        shared = theirs.oversights.get(visibility="federation")
    shown = text_of(client, f"/north/oversights/{shared.pk}/")
    assert "Logs are kept too short a time." in shown
    assert "Hemligt avtal" not in shown
    assert len(page.encode()) < MOST_BYTES
