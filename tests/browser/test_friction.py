"""Friction in a real browser: a minute on a phone, triage by keys, and nobody shut out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.needs.models import FrictionDoor, FrictionReport, Need
from samsyn.apps.needs.public import Report, report_friction
from samsyn.apps.needs.queries.doors import address_of
from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import System
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from tests.support.builders import Town

Violations = Callable[[Page], list[str]]
PHONE = {"width": 360, "height": 740}
# The keystroke-level model (Card, Moran, Newell): an average typist, a thought before each field.
A_KEY, A_THOUGHT = 0.28, 1.35


@pytest.fixture
def town(transactional_db: None, as_owner: psycopg.Connection[Any]) -> Town:
    """A town with a system, a unit, a poster, two needs, and one printer that stands still."""
    town = Town(as_owner, "north")
    with town.arranging():
        Unit.everything.create(name="School")
        System.everything.create(name="Ekot")
        FrictionDoor.everything.create(name="Staff room")
        for name in ("Staff must find the routine in force", "Parents must reach somebody today"):
            Need.everything.create(name=name, collected_on=clock.today())
    report_friction(
        town.administrator,
        report=Report(name="The printer on floor 2 stands still", minutes=10, people=25),
    )
    return town


def signed_in(
    town: Town, role: AccessRole, page: Page, address: str, settings: LazySettings
) -> None:
    client = Client()
    client.force_login(town.user(role))
    client.get("/north/friction/report/")  # what is made at the first question is made now
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


class Fingers:
    """Types as a person does, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.thoughts = page, 0, 0

    def write(self, words: str) -> None:
        """Fill the field that has the focus, and go on to the next."""
        self.thoughts += 1
        self.page.keyboard.type(words)
        self.page.keyboard.press("Tab")
        self.keys += len(words) + 1

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.keys += 1

    @property
    def seconds(self) -> float:
        """How long an average typist takes."""
        return self.keys * A_KEY + self.thoughts * A_THOUGHT


def test_friction_is_reported_on_a_phone_in_under_a_minute_of_keystrokes(
    town: Town, page: Page, live_server: LiveServer, violations: Violations, settings: LazySettings
) -> None:
    address = str(live_server.url)
    signed_in(town, AccessRole.READER, page, address, settings)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{address}/north/friction/report/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    fingers = Fingers(page)
    page.locator("#id_name").focus()
    fingers.write("Grades are written twice, on paper and in Ekot")
    fingers.write("20")
    page.keyboard.press("Control+A")
    fingers.write("12")
    fingers.write("Ekot")
    for key in ("Tab", "Tab", "Enter"):  # past the unit and what there is no time for
        fingers.press(key)

    expect(page).to_have_url(f"{address}/north/friction/report/mine/")
    expect(page.get_by_role("link", name=re.compile("^Grades are written twice"))).to_be_visible()
    assert fingers.seconds < 60, fingers.seconds
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    with town.looking():
        kept = FrictionReport.owned_by(town.administrator).get(name__startswith="Grades")
    assert (kept.weekly_minutes, str(kept.system_id is not None)) == (240, "True")


def test_what_others_said_shows_while_one_types_and_me_too_takes_one_press(
    town: Town, page: Page, live_server: LiveServer, violations: Violations, settings: LazySettings
) -> None:
    address = str(live_server.url)
    signed_in(town, AccessRole.READER, page, address, settings)
    page.goto(f"{address}/north/friction/report/")
    page.locator("#id_minutes").fill("15")
    page.locator("#id_name").press_sequentially("printer floor 2 stands")
    button = page.get_by_role("button", name=re.compile("Me too"))
    expect(button).to_be_visible()
    assert violations(page) == []
    button.click()

    expect(page).to_have_url(f"{address}/north/friction/report/mine/")
    with town.looking():
        assert FrictionReport.owned_by(town.administrator).get().voices == 2


def test_triage_goes_by_keys_alone(
    town: Town, page: Page, live_server: LiveServer, settings: LazySettings
) -> None:
    address = str(live_server.url)
    signed_in(town, AccessRole.CONTRIBUTOR, page, address, settings)
    page.goto(f"{address}/north/triage/")
    first = page.locator("#need-heading").inner_text()
    page.keyboard.press("3")
    page.keyboard.type("After the summer.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#need-heading")).not_to_have_text(first)
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", name="Every need has its answer")).to_be_visible()
    with town.looking():
        states = Need.owned_by(town.administrator).values_list("state", flat=True)
        assert sorted(states) == ["not_now", "triaged"]


def test_every_page_is_for_everybody_light_dark_and_narrow(
    town: Town, page: Page, live_server: LiveServer, violations: Violations, settings: LazySettings
) -> None:
    address = str(live_server.url)
    signed_in(town, AccessRole.ADMINISTRATOR, page, address, settings)
    with town.looking():
        friction = FrictionReport.owned_by(town.administrator).get().pk
        door = FrictionDoor.owned_by(town.administrator).get()
        need = Need.owned_by(town.administrator).earliest("pk").pk
    for path in (
        "/north/friction/board/?hour=400",
        "/north/friction/report/mine/",
        f"/north/friction/{friction}/",
        f"/north/friction/{friction}/answer/",
        f"/north/friction/{friction}/merge/",
        f"/north/friction/{friction}/lift/",
        f"/north/friction/{friction}/me-too/",
        f"/north/friction-posters/{door.pk}/poster/",
        "/north/triage/",
        f"/north/needs/{need}/",
        re.sub(r"^https?://[^/]+", "", address_of(door)),
    ):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{address}{path}")
            assert violations(page) == [], (path, scheme)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.set_viewport_size({"width": 1440, "height": 900})


def test_it_works_without_scripts(
    town: Town, browser: Browser, live_server: LiveServer, settings: LazySettings
) -> None:
    address = str(live_server.url)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    signed_in(town, AccessRole.READER, page, address, settings)
    page.goto(f"{address}/north/friction/report/")
    page.locator("#id_name").fill("Printer floor 2 stands still")
    page.locator("#id_minutes").fill("5")
    page.locator("#id_minutes").press("Enter")
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    page.get_by_role("button", name="No, mine is another").click()

    expect(page).to_have_url(f"{address}/north/friction/report/mine/")
    context.close()
