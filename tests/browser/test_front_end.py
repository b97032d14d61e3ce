"""What came from the npm registry reaches the browser, from our own address."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from samsyn.config.environment import PROJECT

FILES = sorted(json.loads((PROJECT / "package.json").read_text())["samsyn"]["static"])
BAD = "<!doctype html><html><body><img src='/x.png'></body></html>"


@pytest.mark.parametrize("name", FILES)
def test_every_front_end_file_is_served(live_server: LiveServer, page: Page, name: str) -> None:
    answer = page.request.get(f"{live_server.url}/static/{name}")
    assert (answer.status, len(answer.body()) > 100) == (200, True)


def test_the_accessibility_checker_sees_a_picture_without_words(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    page.set_content(BAD)
    assert [found.split(":")[0] for found in violations(page)].count("image-alt") == 1
