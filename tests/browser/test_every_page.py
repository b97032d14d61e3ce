"""Every kind of page of the demo, found by following links: nobody is shut out of any.

Looked at in both colour schemes with axe, and at 360 pixels for what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from samsyn.kernel.access.demo import demo_people
from samsyn.kernel.models import User
from tests.browser.looking import Looking
from tests.support.database import copied_demo, django_at, server
from tests.support.demo import load_demo

WIDE, NARROW = (
    ViewportSize(width=1440, height=900),
    ViewportSize(width=360, height=740),
)
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
NOT_PAGES = re.compile(
    r"/(export\.|static/|api/|sign-out|logout|health|metrics|demo/|factors/codes/file)|[.](xlsx|csv|json|svg|png|xml|pdf|docx|ics|zip)$|documents/\d+"
)
# Right after a change of size the old layout may still answer: two frames later it is the new.
WIDTH_WHEN_DRAWN = """new Promise(tell => requestAnimationFrame(() => requestAnimationFrame(
    () => tell(document.documentElement.scrollWidth))))"""
ARRIVES = 2_000  # milliseconds
WHAT_STICKS_OUT = """most => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > most)
    .map(one => one.tagName + '.' + one.className).slice(-3).join(', ')"""
LEAST = 40  # kinds of page that the demo has at the very least


@pytest.fixture
def demo(
    live_server: LiveServer, settings: LazySettings, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A copy of the demo, served; its address."""
    settings.SAMSYN_DEMO = True
    with (
        django_db_blocker.unblock(),
        server() as admin,
        copied_demo(admin, load_demo, "shown") as doors,
        django_at(doors.app),
    ):
        yield str(live_server.url)


def sign_in(page: Page, address: str, email: str, settings: LazySettings) -> None:
    """Be somebody, as after the sign-in page."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def kind_of(path: str) -> str:
    """Return what pages of the same kind share: the address without numbers and codes."""
    kind = re.sub(r"\d+|[A-Z]{3}-\d{3}", "#", path)
    return re.sub(r"^/[\w-]+/[\w-]+/((#/)?(import|delete)/)$", r"/any/noun/\1", kind)


def test_no_kind_of_page_shuts_anybody_out(
    demo: str, page: Page, looking: Looking, settings: LazySettings
) -> None:
    strategist = demo_people()[0]
    sign_in(page, demo, strategist.email, settings)
    wrong: list[str] = []
    page.on(
        "console", lambda m: wrong.append(f"{page.url}: {m.text}") if m.type == "error" else None
    )
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    waiting, seen = [f"/{strategist.slug}/my-day/"], set[str]()
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        wrong += [f"{path}: {one}" for one in _look_at(page, demo + path, looking)]
        waiting += _links(page, strategist.slug)

    assert wrong == [], "\n".join(wrong)
    assert len(seen) >= LEAST, sorted(seen)


def _look_at(page: Page, address: str, looking: Looking) -> list[str]:
    """Look in both sizes and both schemes, beginning as the last page was left: changes cost."""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        return [f"answered {answer.status if answer else 'nothing'}"]
    begun = NARROW if page.viewport_size == NARROW else WIDE
    found = []
    for size in (begun, NARROW if begun is WIDE else WIDE):
        if page.viewport_size != size:
            page.set_viewport_size(size)
        found += _in_words(page, looking) if size is WIDE else _on_a_phone(page)
    return found


def _in_words(page: Page, looking: Looking) -> list[str]:
    """Return what axe says: of the structure once, of the colours in both schemes."""
    found = looking.at_structure(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for scheme in SCHEMES if dark else reversed(SCHEMES):
        page.emulate_media(color_scheme=scheme)
        if looking.at_colours(page):  # half-way from one to the other, perhaps: arrive in it
            page.reload()
            found += [f"{scheme}: {one}" for one in looking.at_colours(page)]
    return found


def _on_a_phone(page: Page) -> list[str]:
    width = page.evaluate(WIDTH_WHEN_DRAWN)
    if width > NARROW["width"]:  # half-way from one size to the other, perhaps: let it arrive
        page.wait_for_timeout(ARRIVES)
        width = page.evaluate(WIDTH_WHEN_DRAWN)
    wide = page.evaluate(WHAT_STICKS_OUT, NARROW["width"])
    return [f"{width} pixels wide on a phone: {wide}"] if width > NARROW["width"] else []


def _links(page: Page, slug: str) -> list[str]:
    hrefs: list[str] = page.evaluate("[...document.links].map(a => a.href)")
    paths = [urlsplit(href).path for href in hrefs if href.startswith("http://localhost")]
    inside = (f"/{slug}/", "/account/")
    return [p for p in dict.fromkeys(paths) if p.startswith(inside) and not NOT_PAGES.search(p)]


def test_everybody_of_the_demo_arrives_where_their_work_is(demo: str, page: Page) -> None:
    for person in demo_people():
        page.goto(f"{demo}/demo/")
        page.get_by_role("button", name=person.name).click()

        page.wait_for_url(f"**/{person.slug}/**")
        assert page.locator("h1").count() == 1
        page.context.clear_cookies()
