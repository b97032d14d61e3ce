"""Decisions and actions in a real browser: wide and narrow, light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.council.services.follow_up import Promise, promise_action
from samsyn.apps.council.services.plan_effect import plan_effect
from samsyn.apps.portfolio.models import Fund
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from tests.apps.council.deciding import Chamber, planned
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


@pytest.fixture
def chamber(transactional_db: None, as_owner: psycopg.Connection[Any]) -> Chamber:
    return Chamber(Town(as_owner, "north"))


def _look(page: Page, name: str) -> None:
    """Keep a picture for a person to look at, where a folder for it is named."""
    if folder := os.environ.get("SAMSYN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _addresses(chamber: Chamber) -> dict[str, str]:
    """Fill a forum with what its pages show; return where they are."""
    town = chamber.town
    row = a.initiative(town, name="Informationssäkerhetsportalen")
    with town.arranging():
        pot = Fund.everything.create(name="Digitaliseringspotten")
    item, next_one = chamber.item(name="Börja", proposal="Vi börjar."), chamber.item(name="Sedan")
    for effect in (
        planned("track", initiative=row.pk, track="challenge"),
        planned("money", fund=pot.pk, amount=Decimal(240_000), year=2026),
    ):
        plan_effect(chamber.boss, item_id=item.pk, planned=effect)
    money = planned("money", fund=pot.pk, amount=Decimal(5), year=2027)
    plan_effect(chamber.boss, item_id=next_one.pk, planned=money)
    made = chamber.decide(item, reasoning="Nu eller aldrig.", expires_on=clock.today())
    promise = Promise(
        name="Skriv till leverantören",
        who="Älgnäs",
        due_on=clock.today() - timedelta(days=3),
        decision_id=made.pk,
        initiative_id=row.pk,
    )
    action = promise_action(chamber.boss, forum_id=chamber.forum.pk, promise=promise)
    return {
        "register": "council/decisions/",
        "decision": f"council/decisions/{made.pk}/",
        "item": f"council/items/{next_one.pk}/",
        "decide": f"council/items/{next_one.pk}/decide/",
        "effects": f"council/items/{next_one.pk}/effects/?kind=gate",
        "between": f"council/forums/{chamber.forum.pk}/decide/",
        "actions": "council/actions/?show=source",
        "action": f"council/actions/{action.pk}/end/",
        "new_action": f"council/actions/new/?decision={made.pk}",
        "initiative": f"initiatives/{row.pk}/",
    }


def test_deciding_and_following_up_fit_any_screen_and_everybody(
    chamber: Chamber,
    page: Page,
    live_server: LiveServer,
    settings: LazySettings,
    violations: Callable[[Page], list[str]],
) -> None:
    client = Client()
    client.force_login(chamber.town.user(AccessRole.STRATEGIST))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": str(live_server.url)}]
    )
    found: list[str] = []
    addresses = _addresses(chamber)
    for name, address in addresses.items():
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):  # drawn anew: no colour is caught half-way
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{live_server.url}/north/{address}")
            found += [f"{name} {scheme}: {one}" for one in violations(page)]
            _look(page, f"{name}-{scheme}")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            found.append(f"{name}: wider than a phone")
        _look(page, f"{name}-phone")

    assert found == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/north/{addresses['decide']}")
    page.get_by_label("What was decided").fill("Så gör vi.")
    page.get_by_role("button", name="Write the decision").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sedan")
