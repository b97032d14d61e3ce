"""Three browsers at one meeting: all see the same, and one may lose its connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.council.models import ItemNote
from samsyn.apps.council.services.hold_meeting import begin_item, open_meeting
from samsyn.apps.council.services.take_attendance import say_here
from tests.apps.council.sitting_bed import Bed, make_bed
from tests.browser.conftest import PATIENCE
from tests.support.builders import Town

PHONE = {"width": 360, "height": 740}
Devices = Callable[..., Page]


@pytest.fixture
def bed(transactional_db: None, north: Town) -> Bed:
    """A meeting that sits at its second item, with three people who vote."""
    made = make_bed(north)
    keeper = made.actor("secretary")
    open_meeting(keeper, meeting_id=made.meeting.pk)
    for name in ("chair", "anna", "bo"):
        say_here(made.actor(name), meeting_id=made.meeting.pk)
    begin_item(keeper, meeting_id=made.meeting.pk, item_id=made.items[1].pk)
    return made


@pytest.fixture
def opened_by(
    bed: Bed,
    browser: Browser,
    live_server: LiveServer,
    settings: LazySettings,
    browser_context_args: dict[str, Any],
) -> Iterator[Devices]:
    """A browser of somebody's own, at the meeting's page."""
    contexts: list[BrowserContext] = []

    def open_page(who: str, end: str = "") -> Page:
        context = browser.new_context(**{**browser_context_args, "locale": "en-GB"})
        contexts.append(context)
        cookie = bed.client(who).cookies[settings.SESSION_COOKIE_NAME]
        url = str(live_server.url)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{url}{bed.address(end)}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def _paragraph(page: Page, text: str) -> None:
    page.locator("#note-text").fill(text)
    page.keyboard.press("Enter")


def test_one_drops_and_returns_and_nothing_is_lost(bed: Bed, opened_by: Devices) -> None:
    desk, second, member = opened_by("secretary"), opened_by("chair"), opened_by("anna")
    everywhere = (desk, second, member)
    _paragraph(desk, "Said before.")
    for page in everywhere:
        expect(page.locator("#sitting-regions")).to_contain_text("Said before.")
    expect(desk.locator("#sitting-kept")).to_have_attribute("data-kept", "yes")

    desk.context.set_offline(True)
    _paragraph(desk, "Typed in a tunnel.")
    _paragraph(desk, "And another one.")
    expect(desk.locator("#sitting-kept")).to_have_attribute("data-kept", "offline")
    expect(desk.locator("#sitting-outbox")).to_contain_text("Typed in a tunnel.")
    _paragraph(second, "Meanwhile in the room.")
    expect(member.locator("#sitting-regions")).to_contain_text("Meanwhile in the room.")

    desk.context.set_offline(False)
    for page in everywhere:
        for said in ("Meanwhile in the room.", "Typed in a tunnel.", "And another one."):
            expect(page.locator(".sitting-text", has_text=said)).to_have_count(1)
    expect(desk.locator("#sitting-outbox li")).to_have_count(0)
    expect(desk.locator("#sitting-kept")).to_have_attribute("data-kept", "yes")
    texts = [page.locator(".sitting-text").all_text_contents() for page in everywhere]
    assert texts[0] == texts[1] == texts[2]
    with bed.town.looking():
        assert ItemNote.everything.count() == 4


def test_a_closed_tab_gives_back_what_was_typed(bed: Bed, opened_by: Devices) -> None:
    desk = opened_by("secretary")
    desk.context.set_offline(True)
    _paragraph(desk, "Sent into nothing.")
    desk.locator("#note-text").fill("Half a sen")
    expect(desk.locator("#sitting-outbox")).to_contain_text("Sent into nothing.")
    address = desk.url
    desk.close()
    context = desk.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("#note-text")).to_have_value("Half a sen")
    expect(again.locator(".sitting-text", has_text="Sent into nothing.")).to_have_count(1)
    expect(again.locator("#sitting-kept")).to_have_text("Not stored yet")
    again.locator("#note-text").press("Enter")
    expect(again.locator("#sitting-kept")).to_have_text("Everything is stored")
    assert again.evaluate("Object.keys(localStorage).filter(k => k.includes('.out.')).length") == 0


def test_two_at_one_paragraph_get_both_versions(opened_by: Devices) -> None:
    desk, second = opened_by("secretary"), opened_by("chair")
    _paragraph(desk, "The council heard about the budget.")
    for page in (desk, second):
        page.locator("[data-edit]").first.click()
        expect(page.locator("#note-text")).to_have_value("The council heard about the budget.")
    _paragraph(second, "The council heard Anna about the budget.")
    expect(desk.locator(".sitting-text")).to_have_text(["The council heard Anna about the budget."])
    expect(desk.locator("#note-text")).to_have_value("The council heard about the budget.")
    _paragraph(desk, "The council heard Bo about the budget.")
    for page in (desk, second):
        expect(page.locator(".sitting-doubt")).to_have_count(2)
    second.locator(".sitting-doubt", has_text="heard Bo").get_by_role(
        "button", name="Keep this one"
    ).click()
    for page in (desk, second):
        expect(page.locator(".sitting-text")).to_have_text(
            ["The council heard Bo about the budget."]
        )
        expect(page.locator(".sitting-doubt")).to_have_count(0)


def test_the_meeting_is_held_by_keyboard_and_members_vote_on_their_own_device(
    opened_by: Devices, violations: Callable[[Page], list[str]]
) -> None:
    desk, member, wall = opened_by("secretary"), opened_by("anna"), opened_by("bo", "wall/")
    wrong: list[str] = []
    for page in (desk, member, wall):
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        assert violations(page) == []
    member.get_by_role("button", name="Against").click()
    for page in (desk, member, wall):
        expect(page.locator("#sitting-regions")).to_contain_text("0 for, 1 against, 0 abstain")
    expect(member.get_by_role("button", name="Against")).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("F8")
    desk.keyboard.type("Ask the suppliers")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Anna")
    desk.keyboard.press("Enter")
    expect(wall.locator("#sitting-regions")).to_contain_text("Ask the suppliers")
    desk.keyboard.press("F9")
    for page in (desk, member):
        expect(page.locator(".sitting-now h2")).to_have_text("3. Item 3")
    expect(wall.locator("#wall-now-heading")).to_have_text("3. Item 3")
    expect(desk.locator("#note-item option:checked")).to_have_text("3. Item 3")
    desk.locator("#sitting-keys").uncheck()
    desk.keyboard.press("F9")
    desk.wait_for_timeout(1500)
    expect(desk.locator(".sitting-now h2")).to_have_text("3. Item 3")
    for page in (desk, member, wall):
        assert violations(page) == []
    assert wrong == []


def test_it_fits_a_phone_in_the_dark(
    opened_by: Devices, violations: Callable[[Page], list[str]]
) -> None:
    for who, end in (("secretary", ""), ("anna", ""), ("anna", "wall/")):
        page = opened_by(who, end)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="dark")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
