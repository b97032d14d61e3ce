"""Buyers' search and the calendar in a real browser: typed, narrow, dark, and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import Agreement, FollowUp, PriceLine
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from tests.support.builders import Town

Violations = Callable[[Page], list[str]]


@pytest.fixture
def town(transactional_db: None, as_owner: psycopg.Connection[Any]) -> Town:
    """A town with a framework agreement, its price, its forerunner and a follow-up."""
    town, today = Town(as_owner, "north"), clock.today()
    signed = {"signed_on": today - timedelta(900), "valid_from": today - timedelta(900)}
    with town.arranging():
        eva = Person.everything.create(name="Eva", email="eva@north.example", phone="0123")
        frame = Agreement.everything.create(
            name="Inredning",
            covers="Kontorsstolar",
            contact=eva,
            call_off="1. Ring",
            call_off_url="https://order.example/",
            valid_until=today + timedelta(100),
            notice_months=2,
            follow_up_months=12,
            **signed,
        )
        Agreement.everything.create(
            name="Gammal", covers="Stolar", parent=frame, valid_until=today - timedelta(9), **signed
        )
        PriceLine.everything.create(name="Kontorsstol", agreement=frame, price=1490, unit="st")
        FollowUp.everything.create(name="Årlig", agreement=frame, planned_on=today)
    return town


def cookie_for(town: Town, address: str, settings: LazySettings) -> dict[str, str]:
    client = Client()
    client.force_login(town.user(AccessRole.CONTRIBUTOR))
    client.get("/north/agreements/find/")  # what is made at the first question is made now
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": address}


def test_a_buyer_types_and_sees_and_nobody_is_shut_out(
    town: Town,
    page: Page,
    live_server: LiveServer,
    violations: Violations,
    settings: LazySettings,
) -> None:
    address = str(live_server.url)
    page.context.add_cookies([cookie_for(town, address, settings)])  # type: ignore[list-item]
    page.goto(f"{address}/north/agreements/find/")
    page.get_by_role("searchbox").last.fill("stoalr")
    expect(page.get_by_role("link", name="Inredning")).to_be_visible()
    expect(page).to_have_url(f"{address}/north/agreements/find/?q=stoalr")
    frame = page.get_by_role("link", name="Inredning").get_attribute("href") or ""
    for path in (
        "/north/agreements/find/?q=stolar",
        "/north/agreements/find/?q=stlar+saknas",
        "/north/agreements/run-out/",
        frame,
        f"{frame}notice/",
    ):
        page.goto(f"{address}{path}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (path, scheme)
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.set_viewport_size({"width": 1440, "height": 900})


def test_it_works_without_scripts(
    town: Town, browser: Browser, live_server: LiveServer, settings: LazySettings
) -> None:
    address = str(live_server.url)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie_for(town, address, settings)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{address}/north/agreements/find/")
    field = page.locator("#find-q")
    field.fill("stolar")
    field.press("Enter")
    expect(page.get_by_role("link", name="Inredning")).to_be_visible()
    page.goto(f"{address}/north/agreements/run-out/?kind=follow_up")
    expect(page.get_by_role("link", name="Inredning")).to_be_visible()
    context.close()
