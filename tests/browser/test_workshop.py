"""A group classifies by keyboard alone: seen by axe, saved as they go, decided at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.register.models import (
    Classification,
    ClassificationScale,
    InformationAsset,
    ScaleStep,
)
from samsyn.apps.register.services.load_scales import load_scales
from samsyn.apps.register.services.workshop import start_workshop
from samsyn.domain.classification.scales import DEFAULT_SCALE, Aspect, Perspective
from tests.support.builders import Town

REQUIRED = (Aspect.CONFIDENTIALITY, Aspect.INTEGRITY, Aspect.AVAILABILITY)
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def workshop(
    transactional_db: None, north: Town, page: Page, live_server: LiveServer, settings: LazySettings
) -> str:
    """A workshop that has begun, and somebody signed in who may hold it; its address."""
    with north.arranging():
        load_scales(ClassificationScale.everything, ScaleStep.everything)
        asset = InformationAsset.everything.create(name="Narkotikasaldo")
    begun = start_workshop(
        north.administrator,
        asset_id=asset.pk,
        scale=DEFAULT_SCALE,
        held_on=date(2026, 11, 20),
        participants="Sjuksköterska",
    )
    client = Client()
    client.force_login(north.user())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    address = str(live_server.url)
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return f"{address}/north/classification-workshops/{begun.pk}/answers/"


def test_a_workshop_is_held_by_keyboard(
    workshop: str, page: Page, violations: Callable[[Page], list[str]], north: Town
) -> None:
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(workshop)
    assert violations(page) == []
    _answer_by_keyboard(page)
    result = page.locator("#workshop-result")
    expect(result).to_contain_text("Every question that counts is answered.")
    assert violations(page) == []

    page.reload()
    expect(page.locator("#integrity-society-reason")).to_have_value("integrity society")
    page.get_by_role("button", name="Decide").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Narkotikasaldo")
    expect(page.locator("main")).to_contain_text("2 Moderate harm")
    assert violations(page) == []
    assert wrong == []
    with north.looking():
        decision = Classification.everything.get()
    assert (decision.confidentiality, decision.integrity, decision.availability) == (2, 2, 2)


def _answer_by_keyboard(page: Page) -> None:
    page.locator("#confidentiality-person input[type=radio]").first.focus()
    for aspect in REQUIRED:
        for who in Perspective:
            for key in ("Space", "ArrowRight", "ArrowRight"):
                page.keyboard.press(key)
            expect(page.locator(f"#{aspect}-{who} input:checked")).to_have_value("2")
            page.keyboard.press("Tab")
            page.keyboard.type(f"{aspect} {who}")
            page.keyboard.press("Tab")  # to the next question
            expect(page.locator(f"#{aspect}-{who}-told")).to_contain_text("Saved.")


def test_two_screens_at_one_question_lose_nothing(workshop: str, page: Page) -> None:
    other = page.context.new_page()
    for screen in (page, other):
        screen.goto(workshop)
    for screen, said in ((other, "From the phone"), (page, "From the wall")):
        reason = screen.locator("#availability-person-reason")
        reason.fill(said)
        reason.blur()
        told = "Saved." if screen is other else "answered while you were typing"
        expect(screen.locator("#availability-person-told")).to_contain_text(told)
    expect(page.locator("#availability-person-told")).to_contain_text("From the phone")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#availability-person-told")).to_contain_text("Saved.")
    other.reload()
    expect(other.locator("#availability-person-reason")).to_have_value("From the wall")


def test_others_answers_come_in_quietly_and_never_where_somebody_types(
    workshop: str, page: Page
) -> None:
    other = page.context.new_page()
    for screen in (page, other):
        screen.goto(workshop)
    page.locator("#integrity-person-reason").press_sequentially("Half a sen")
    for question, said in (("availability", "From the phone"), ("integrity", "From the phone too")):
        reason = other.locator(f"#{question}-person-reason")
        reason.fill(said)
        reason.blur()
        expect(other.locator(f"#{question}-person-told")).to_contain_text("Saved.")

    expect(page.locator("#availability-person-reason")).to_have_value("From the phone")
    expect(page.locator("#workshop-news")).to_contain_text("Availability")
    expect(page.locator("#workshop-news")).not_to_contain_text("Integrity")
    expect(page.locator("#integrity-person-reason")).to_have_value("Half a sen")
    expect(page.locator("#integrity-person-reason")).to_be_focused()


def test_it_fits_a_phone_in_the_dark(
    workshop: str, page: Page, violations: Callable[[Page], list[str]]
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark")
    page.goto(workshop)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
