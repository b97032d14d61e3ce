"""The map in a real browser: it draws itself, narrows, is walked by keyboard, shuts nobody out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import (
    Classification,
    InformationAsset,
    InformationFlow,
    MapPlaces,
    OutsideParty,
    System,
)
from samsyn.kernel.imports import bulk
from tests.support.builders import Town
from tests.support.worker import worker

Violations = Callable[[Page], list[str]]
DRAWN = "[data-drawn]"


@pytest.fixture
def town(transactional_db: None, as_owner: psycopg.Connection[Any]) -> Town:
    """A town whose pupils' system sends grades to an authority abroad, unencrypted."""
    town = Town(as_owner, "north")
    with town.arranging():
        unit = Unit.everything.create(name="School office")
        pupils = System.everything.create(name="Pupils", unit=unit)
        meals = System.everything.create(name="Meals", unit=unit)
        System.everything.create(name="Parking")
        authority = OutsideParty.everything.create(name="Authority", country="US")
        grades = InformationAsset.everything.create(name="Grades", personal_data="sensitive")
        pupils.assets.add(grades)
        Classification.everything.create(
            asset=grades,
            confidentiality=3,
            integrity=2,
            availability=1,
            decided_on=date(2026, 1, 1),
            next_review=date(2027, 1, 1),
        )
        InformationFlow.everything.create(source_system=pupils, target_system=meals)
        InformationFlow.everything.create(
            source_system=pupils, target_party=authority, encrypted="no", leaves_eea="yes"
        )
    return town


@pytest.fixture
def wrong(page: Page) -> list[str]:
    """What the browser complains of: broken scripts, and whatever our policy forbids."""
    told: list[str] = []
    page.on("console", lambda m: told.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


@pytest.fixture
def at(town: Town, live_server: LiveServer, page: Page, settings: LazySettings) -> str:
    """The address of the map, for somebody who is signed in."""
    client = Client()
    client.force_login(town.user())
    client.get("/north/register/map/table/")  # the first page of a process is slow, of any kind
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": str(live_server.url)}]
    )
    return f"{live_server.url}/north/register/map/"


def listed(page: Page) -> list[str]:
    keys: list[str] = page.eval_on_selector_all(
        "#map-list li", "rows => rows.map(row => row.firstChild.textContent.trim())"
    )
    return keys


def drawn_again(page: Page, act: Callable[[], object]) -> None:
    """Do something and wait until the map has been drawn once more."""
    before = int(page.get_attribute(".map-room", "data-drawn") or 0)
    act()
    page.wait_for_function(
        "before => Number(document.querySelector('.map-room').dataset.drawn) > before", arg=before
    )


def test_the_map_draws_narrows_and_keeps_its_address(at: str, page: Page, wrong: list[str]) -> None:
    page.goto(at)
    page.wait_for_selector(DRAWN, state="attached")
    assert listed(page) == ["Authority", "Meals", "Parking", "Pupils"]
    assert page.locator("#map-picture canvas").count() == 3

    drawn_again(page, lambda: page.select_option("#map-level", "3"))
    assert listed(page) == ["Authority", "Meals", "Pupils"]
    assert page.url.endswith("?level=3")
    assert page.get_attribute(".tabs a >> nth=1", "href") is not None

    drawn_again(page, lambda: page.select_option("#map-group", "unit"))
    assert "group=unit" in page.url
    drawn_again(page, lambda: page.click("[data-do=fold]"))
    page.reload()
    page.wait_for_selector(DRAWN, state="attached")
    assert listed(page) == ["Authority", "Meals", "Pupils"]
    assert wrong == []


def test_the_keyboard_walks_chooses_and_looks_around(at: str, page: Page, wrong: list[str]) -> None:
    page.goto(at)
    page.wait_for_selector(DRAWN, state="attached")
    page.fill("#map-q", "pup")
    page.press("#map-q", "ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#map-thing h2")

    assert page.inner_text("#map-thing h2") == "Pupils"
    assert "Grades" in page.inner_text("#map-thing")
    assert page.evaluate("document.activeElement.id") == "map-thing"

    page.fill("#map-q", "")
    drawn_again(page, lambda: page.click("#map-thing [data-focus]"))
    assert listed(page) == ["Authority", "Meals", "Pupils"]
    assert "focus=s" in page.url
    drawn_again(page, lambda: page.click("#map-unfocus"))
    assert "Parking" in listed(page)
    assert wrong == []


def test_what_is_dragged_is_kept(at: str, page: Page, town: Town, wrong: list[str]) -> None:
    page.goto(at)
    page.wait_for_selector(DRAWN, state="attached")
    with town.looking():
        before = MapPlaces.everything.get().places
    page.focus("#map-list")
    page.keyboard.press("ArrowDown")  # the first one now stands in the middle
    box = page.locator("#map-picture").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 40, steps=4)
    with page.expect_response("**/register/map/places/**") as answered:
        page.mouse.up()

    assert answered.value.status == 200
    with town.looking():
        kept = MapPlaces.everything.get()
    assert kept.places != before
    assert len(kept.moved) == 1
    assert wrong == []


def test_a_large_map_is_drawn_beside_the_page_and_comes_by_itself(
    at: str, page: Page, town: Town, violations: Violations, wrong: list[str]
) -> None:
    with town.arranging():
        bulk.insert(System, [System(organisation_id=town.id, name=f"S {n}") for n in range(600)])
    page.goto(at)
    page.wait_for_selector("#map-waiting:not([hidden])")
    assert page.locator("#map-waiting a").get_attribute("href") == "/north/register/map/table/"
    assert violations(page) == []
    with town.looking():
        assert not MapPlaces.everything.exists()

    with worker():
        page.wait_for_selector(DRAWN, state="attached")
    assert page.is_hidden("#map-waiting")
    assert "604 of 604 things" in page.inner_text("#map-told")
    page.reload()  # nobody works now: what was drawn is kept
    page.wait_for_selector(DRAWN, state="attached")
    assert page.is_hidden("#map-waiting")
    assert wrong == []


@pytest.mark.parametrize("path", ["", "table/"])
def test_map_and_table_shut_nobody_out(
    at: str, page: Page, violations: Violations, wrong: list[str], path: str
) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(at + path)
        if not path:
            page.wait_for_selector(DRAWN, state="attached")
            page.focus("#map-list")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.wait_for_selector("#map-thing h2")
        assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert wrong == []


def test_the_table_needs_no_script(at: str, page: Page, settings: LazySettings) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    tab = plain.new_page()
    tab.goto(f"{at}table/")
    tab.select_option("#map-leaves", "yes")
    tab.click(".filters button")

    assert tab.locator("tbody th a").all_inner_texts() == ["Authority", "Pupils"]
    plain.close()


def test_the_picture_is_saved(at: str, page: Page, wrong: list[str]) -> None:
    page.goto(at)
    page.wait_for_selector(DRAWN, state="attached")
    page.click(".page-header summary")
    with page.expect_download() as png:
        page.click("[data-png]")
    with page.expect_download() as svg:
        page.click(".page-header a[href*='map.svg']")

    assert png.value.path().read_bytes()[:4] == b"\x89PNG"
    assert b"Pupils" in svg.value.path().read_bytes()
    assert wrong == []
