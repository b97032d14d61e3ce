"""Screening an activity: filled in from the register, answered by people, decided by rules."""

from __future__ import annotations

from django.test import Client

from samsyn.apps.data_protection.models import DpiaScreening
from samsyn.domain.data_protection.screening import Question
from tests.apps.data_protection.conftest import Desk
from tests.apps.data_protection.test_pages import text_of

NO = {question.value: "no" for question in Question}


def checked(client: Client, address: str) -> set[str]:
    form = client.get(address).context["form"]
    return {name for name in form.fields if form[name].value() == "yes"}


def kept(desk: Desk) -> list[DpiaScreening]:
    with desk.town.looking():
        return list(DpiaScreening.owned_by(desk.town.administrator).order_by("pk"))


def test_what_the_register_knows_is_filled_in_and_said(desk: Desk, client: Client) -> None:
    system = desk.system(name="Ekot", ai_use="decides")
    activity = desk.activity(
        systems=[system], persons="more", automated_decisions="yes", third_country="yes"
    )
    desk.people(activity, personal_data="sensitive", vulnerable="yes", offences="no")
    address = f"/north/processing-activities/{activity.pk}/screen/"

    assert checked(client, address) == {
        Question.SPECIAL_CATEGORIES,
        Question.LARGE_SCALE,
        Question.AUTOMATED_DECISIONS,
        Question.VULNERABLE,
        Question.NEW_TECHNOLOGY,
        Question.OTHER_HIGH_RISK,
    }
    page = text_of(client, address)
    assert "The register says yes: Pupils" in page
    assert "The register says yes: Ekot" in page
    assert "The register says no." in page


def test_a_silent_register_suggests_nothing(desk: Desk, client: Client) -> None:
    activity = desk.activity()

    assert checked(client, f"/north/processing-activities/{activity.pk}/screen/") == set()


def test_the_answers_and_the_rule_that_decided_are_kept_and_shown(
    desk: Desk, client: Client
) -> None:
    activity = desk.activity()
    desk.people(activity, vulnerable="yes")

    answer = client.post(
        f"/north/processing-activities/{activity.pk}/screen/",
        {**NO, "vulnerable": "yes", "matching": "yes", "reasons": "Two registers are joined."},
    )

    (screening,) = kept(desk)
    assert answer["Location"] == f"/north/screenings/{screening.pk}/"
    assert (screening.verdict, screening.decided_by) == ("needed", "two_criteria")
    assert screening.matching == "yes"
    assert screening.suggested == {
        "vulnerable": [True, ["Pupils"]],
        "special_categories": [False, ["Pupils"]],
    }
    page = text_of(client, f"/north/screenings/{screening.pk}/")
    assert "Two or more of the nine criteria are met" in page
    assert page.count("WP 248 III.B") == 2
    rules = page.partition("The rules, in order")[2]
    assert rules.index("A similar processing is assessed already") < rules.index(
        "Two or more of the nine criteria are met"
    )
    assert "People in a weak position" in page
    shown = text_of(client, f"/north/processing-activities/{activity.pk}/")
    assert "The rule that decided:" in shown


def test_not_needed_because_is_a_record_too(desk: Desk, client: Client) -> None:
    activity = desk.activity()

    client.post(f"/north/processing-activities/{activity.pk}/screen/", NO)

    (screening,) = kept(desk)
    assert screening.verdict == "not_needed"
    assert screening.decided_by == "nothing_speaks_for_it"


def test_an_exception_must_be_shown(desk: Desk, client: Client) -> None:
    activity = desk.activity()
    address = f"/north/processing-activities/{activity.pk}/screen/"

    for claimed, sentence in (
        ("assessed_already", "Say where the earlier assessment is"),
        ("assessed_by_law", "Say which law, or which point of the list, you mean."),
        ("on_national_list", "Say which law, or which point of the list, you mean."),
    ):
        answer = client.post(address, {**NO, claimed: "yes"})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert kept(desk) == []


def test_the_latest_answers_are_the_beginning_of_the_next(desk: Desk, client: Client) -> None:
    activity = desk.activity(persons="more")
    address = f"/north/processing-activities/{activity.pk}/screen/"
    client.post(address, {**NO, "prevents": "yes"})

    assert checked(client, address) == {"prevents"}


def test_the_page_tells_when_the_register_says_more_than_the_screening_did(
    desk: Desk, client: Client
) -> None:
    activity = desk.activity()
    client.post(f"/north/processing-activities/{activity.pk}/screen/", NO)
    address = f"/north/processing-activities/{activity.pk}/"
    assert "The register says more than the screening did" not in text_of(client, address)

    desk.people(activity, vulnerable="yes")

    assert "The register says more than the screening did" in text_of(client, address)


def test_a_program_that_writes_answers_gets_the_verdict_it_cannot_write(
    desk: Desk, client: Client
) -> None:
    activity = desk.activity()
    body = {**NO, "activity": activity.pk, "screened_on": "2026-11-22", "public_area": "yes"}

    refused = client.post(
        "/north/api/v1/screenings", {**body, "verdict": "not_needed"}, "application/json"
    )
    made = client.post("/north/api/v1/screenings", body, "application/json")

    assert refused.status_code == 422
    assert made.status_code == 201, made.content
    assert made.json()["verdict"] == "needed"
    assert made.json()["decided_by"] == "public_area"
