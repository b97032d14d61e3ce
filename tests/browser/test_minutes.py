"""Minutes are read, judged and published by everybody: at a desk, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser, ViewportSize
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.council.models import ItemNote, OpenedMinutes
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approve_minutes,
    send_minutes,
)
from samsyn.apps.council.services.publish_minutes import finds_to_judge, publish_minutes
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.minutes_paper.showing import Judged
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.held_meeting import NUMBER, Held, held_meeting
from tests.browser.conftest import PATIENCE
from tests.support.builders import Town

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def held(transactional_db: None, north: Town) -> Held:
    """A meeting whose minutes are locked, corrected and published, with something held back."""
    held = held_meeting(north)
    with north.arranging():
        ItemNote.everything.create(item=held.items["budget"], text=f"Asked by {NUMBER}.")
    row = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)
    add_to_minutes(held.secretary, meeting_id=held.meeting.pk, text="It was *four*.")
    with acting_for(held.secretary):
        finds = finds_to_judge(held.secretary, meeting_id=held.meeting.pk)
    publish_minutes(
        held.secretary,
        meeting_id=held.meeting.pk,
        reach="public",
        judged={find.key: Judged(release=False) for find in finds},
    )
    return held


def test_every_page_of_minutes_is_for_everybody(
    held: Held,
    browser: Browser,
    live_server: LiveServer,
    settings: LazySettings,
    browser_context_args: dict[str, Any],
    violations: Callable[..., list[str]],
) -> None:
    client = Client()
    client.force_login(held.town.user(AccessRole.STRATEGIST))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    public = f"/public/{held.town.slug}/minutes/"
    with held.town.looking():
        number = OpenedMinutes.everything.get().pk
    addresses = [held.address, f"{held.address}publish/", "/north/minutes/", public]
    addresses.append(f"{public}{number}/")
    faults = []
    for colours in ("light", "dark"):
        scheme = {"locale": "en-GB", "color_scheme": colours}
        context = browser.new_context(**{**browser_context_args, **scheme})
        url = str(live_server.url)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
        page = context.new_page()
        for address in addresses:
            page.goto(f"{url}{address}", timeout=PATIENCE)
            faults += [f"{address} {colours}: {one}" for one in violations(page)]
            page.set_viewport_size(PHONE)
            width = page.evaluate("document.documentElement.scrollWidth")
            faults += [f"{address}: {width} wide"] if width > PHONE["width"] else []
            page.set_viewport_size({"width": 1440, "height": 900})
        context.close()

    assert faults == []
