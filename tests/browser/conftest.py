"""Drive a real browser against a real server: Debian's Chromium, and no network but this machine.

Where there is no browser the tests fail; a test that is skipped protects nobody.
"""

import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samsyn.config.environment import PROJECT
from tests.browser.looking import Looking

# Playwright runs an event loop in this thread, and Django would refuse to work beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"

# Ten times what is seen: the first page of a process loads the whole house, and others work too.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

Violations = list[str]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium as Debian ships it."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(QUIETLY)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Swedish desk; a test that wants another says so."""
    return {
        **browser_context_args,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",  # so that nothing is looked at half-way
    }


@pytest.fixture
def page(page: Page) -> Page:
    """A tab that gives up after a minute: a bound against hanging, not a measure."""
    page.set_default_timeout(PATIENCE)
    return page


@pytest.fixture(scope="session")
def looking() -> Looking:
    """Somebody who looks with the accessibility checker, as installed from the npm registry."""
    return Looking(AXE.read_text(encoding="utf-8"))


@pytest.fixture
def violations(looking: Looking) -> Callable[[Page], Violations]:
    """What a page does wrong for those who cannot see, hear or point: one sentence a place."""
    return lambda page: looking.at_structure(page) + looking.at_colours(page)
