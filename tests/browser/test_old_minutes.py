"""Old minutes in a real browser: wide and narrow, light and dark, and corrected by keys alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.council.models import Forum, Meeting, OldMinutes
from samsyn.apps.council.services.old_minutes import receive_old_minutes
from samsyn.domain.access.permissions import AccessRole
from tests.domain.minutes.scoring import SAMPLES
from tests.support.builders import Town

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
PAPER = "En lång rad som ingen förstår, för den säger ingenting om mötet alls egentligen.\n\n" + (
    SAMPLES / "sv_erad.md"
).read_text("utf-8")


@pytest.fixture
def read(transactional_db: None, as_owner: psycopg.Connection[Any]) -> tuple[Town, OldMinutes]:
    town = Town(as_owner, "north")
    with town.arranging():
        forum = Forum.everything.create(name="E-råd Granlund", short_name="ER")
    row = receive_old_minutes(
        town.administrator, forum_id=forum.pk, name="2021-03-11.md", content=PAPER.encode()
    )
    return town, row


def _look(page: Page, name: str) -> None:
    """Keep a picture for a person to look at, where a folder for it is named."""
    if folder := os.environ.get("SAMSYN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_minutes_are_looked_through_on_any_screen_and_saved(
    read: tuple[Town, OldMinutes],
    page: Page,
    live_server: LiveServer,
    settings: LazySettings,
    violations: Callable[[Page], list[str]],
) -> None:
    town, row = read
    client = Client()
    client.force_login(town.user(AccessRole.STRATEGIST))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": str(live_server.url)}]
    )
    found: list[str] = []
    for name, address in (("hand_in", ""), ("one", f"{row.pk}/")):
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}/north/old-minutes/{address}")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} {scheme}: {one}" for one in violations(page)]
            _look(page, f"{name}-{scheme}")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
        _look(page, f"{name}-phone")

    assert found == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    expect(page.locator(".old-lost")).to_have_count(1)
    page.get_by_label("Place", exact=True).fill("Stadshuset")
    page.get_by_role("button", name="Save as a meeting").press("Enter")
    expect(page.get_by_text("The minutes are saved as ER 1/2021.")).to_be_visible()
    with town.looking():
        assert Meeting.owned_by(town.administrator).get().place == "Stadshuset"
