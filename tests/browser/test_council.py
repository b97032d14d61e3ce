"""The pages on which a council is run: without a fault for anybody, and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.apps.council.services.call import send_call
from samsyn.domain.access.permissions import AccessRole
from tests.apps.council.round_table import Table, laid
from tests.browser.conftest import PATIENCE, Violations
from tests.support.builders import Town

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
LONG = "Digitaliseringsstrategiutvecklingssamordningsgruppen"
LOOK_AT = os.environ.get("SAMSYN_LOOK_AT", "")  # a folder for pictures, where somebody looks


@pytest.fixture
def table(transactional_db: None, north: Town) -> Table:
    table = laid(north, "E-council of the northern municipalities", mandate="All that is shared.")
    mia = table.seat("Mia", seat="chair", represents=north.row)
    table.seat("Sam", seat="substitute", substitute_for=mia.member)
    table.seat("Ola")
    return table


@pytest.fixture
def meeting(table: Table) -> Meeting:
    meeting = table.meeting(minutes=60, place="Town hall", link="https://meet.example/" + "x" * 60)
    said = {"proposal": "Yes.", "basis": "§ 2", "consequences": "None."}
    decided = table.item("Shared helpdesk", type="B", presenter_name="Eva Ek", minutes=40, **said)
    table.agenda(meeting, table.item("Opening"), decided, table.item("Tender", closed_doors=True))
    table.item(LONG)
    send_call(table.secretary, meeting_id=meeting.pk)
    return meeting


def addresses(table: Table, meeting: Meeting) -> dict[str, str]:
    with table.town.looking():
        item = AgendaItem.owned_by(table.secretary).get(type="B")
    here, forum = f"council/meetings/{meeting.pk}", f"council/forums/{table.forum.pk}"
    return {
        "home": "council/",
        "networks": "council/networks/",
        "forum": f"{forum}/",
        "new_seat": f"{forum}/members/new/",
        "plan": f"{forum}/plan/",
        "propose": f"{forum}/propose/",
        "lay_article": f"{forum}/articles/",
        "end_seat": f"council/members/{table.people['Mia'].member.pk}/end/",
        "meeting": f"{here}/",
        "agenda": f"{here}/agenda/",
        "call": f"{here}/call/",
        "move": f"{here}/time/",
        "call_off": f"{here}/call-off/",
        "item": f"council/items/{item.pk}/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_a_council_is_without_fault(  # noqa: PLR0913, PLR0917 - what a browser needs
    table: Table,
    meeting: Meeting,
    scheme: str,
    browser: Browser,
    live_server: LiveServer,
    settings: LazySettings,
    violations: Callable[[Page], Violations],
    browser_context_args: dict[str, Any],
) -> None:
    client = Client()
    client.force_login(table.town.user(AccessRole.ADMINISTRATOR))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(**{**browser_context_args, "color_scheme": scheme})
    url = str(live_server.url)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
    page = context.new_page()
    found = []
    for name, address in addresses(table, meeting).items():
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.goto(f"{url}/north/{address}", timeout=PATIENCE)
        found += [f"{name}: {fault}" for fault in violations(page)]
        _look(page, f"{name}-{scheme}-desk")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name}: {width} wide"] if width > PHONE["width"] else []
        _look(page, f"{name}-{scheme}-phone")
    context.close()

    assert found == []


def test_an_agenda_is_built_from_the_keyboard_alone(
    table: Table,
    meeting: Meeting,
    browser: Browser,
    live_server: LiveServer,
    settings: LazySettings,
    browser_context_args: dict[str, Any],
) -> None:
    client = Client()
    client.force_login(table.town.user(AccessRole.STRATEGIST))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(**{**browser_context_args, "locale": "en-GB"})
    url = str(live_server.url)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/north/council/meetings/{meeting.pk}/agenda/", timeout=PATIENCE)

    page.locator("#add-item").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_line-3-name")).to_have_value(LONG)
    page.locator("#up-3").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_line-2-name")).to_have_value(LONG)
    page.locator("#id_line-2-minutes").focus()
    page.keyboard.press("Enter")  # Enter in a field saves
    page.wait_for_url("**/council/meetings/*/")
    rows = page.locator(".agenda-line a").all_inner_texts()
    context.close()

    assert [row.split(" ", 1)[0] for row in rows if row[0].isdigit()] == ["1", "2", "3", "4"]
    assert rows[2].endswith("gruppen")


def _look(page: Page, name: str) -> None:
    if LOOK_AT:
        page.screenshot(path=Path(LOOK_AT) / f"{name}.png", full_page=True)
