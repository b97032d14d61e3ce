"""Measures the map of the register in a real browser and prints the figures as JSON.

    python -m benchmarks.map
    python -m benchmarks.map --size 3000x9000 --rounds 3

Fills a database of its own beside the test databases, serves it, and opens the map in headless
Chromium: milliseconds from the click to the drawn map, and frames a second while it is dragged.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from statistics import median
from typing import Any

import django

OPENS_WITHIN_MS, FRAMES_A_SECOND = 1500, 30
_DRAG_SECONDS = 3.0
_COUNT = """() => {
  window.frames_ = [];
  let last = performance.now();
  const next = (now) => {
    window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""


def main(arguments: Sequence[str]) -> None:
    """Fill, serve, look, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--size", action="append", help="systems x flows, as 300x900")
    parser.add_argument("--rounds", type=int, default=5, help="times the map is opened")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser has a loop of its own
    django.setup()
    from tests.support.database import fresh_database, server

    sizes = [tuple(map(int, size.split("x"))) for size in asked.size or ["300x900"]]
    measured = []
    with server() as admin:
        for systems, flows in sizes:
            with fresh_database(admin) as doors, _quiet():
                measured.append(_measured(doors, systems, flows, asked.rounds))
    answer = {
        "what": "the map of the register in headless Chromium",
        "machine": {"python": platform.python_version(), "cores": os.cpu_count()},
        "limits": {"opens_ms": OPENS_WITHIN_MS, "frames_a_second": FRAMES_A_SECOND},
        "maps": measured,
    }
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _measured(doors: Any, systems: int, flows: int, rounds: int) -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client
    from pytest_django.live_server_helper import LiveServer
    from tests.support.builders import Town

    with doors.owner.connect() as owner:
        town = Town(owner, "north")
        _fill(town, systems, flows)
        owner.execute("ANALYZE")
        client = Client()
        client.force_login(town.user())
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        settings.ALLOWED_HOSTS = ["*"]
        client.get("/north/register/map/table/")  # the first page of a process is slow, of any kind
        began = time.perf_counter()
        drawn = _drawn(client, town, "/north/register/map/data/")
        first_ms = (time.perf_counter() - began) * 1000
        gathered = _drawn(client, town, "/north/register/map/data/?group=unit")
        web = LiveServer("localhost:0")
        try:
            seen = _looked_at(web.url, cookie, rounds, systems)
        finally:
            web.stop()
    page = client.get("/north/register/map/")
    return {
        "systems": systems,
        "flows": flows,
        "drawn_for_the_first_time_ms": round(first_ms),
        "page_bytes": len(page.content),
        "data_bytes": len(drawn.content),
        "data_bytes_gzipped": _zipped(drawn.content),
        "data_bytes_gathered_gzipped": _zipped(gathered.content),
        **seen,
    }


def _drawn(client: Any, town: Any, address: str) -> Any:
    """Ask for the map; what is drawn beside the page is drawn here, as a worker does it."""
    from samsyn.kernel.tasks import perform

    answer = client.get(address)
    if answer.status_code == 202:  # noqa: PLR2004 - accepted: it is being drawn
        perform(task_id=answer.json()["begun"], organisation_id=town.id)
        answer = client.get(address)
    assert answer.status_code == 200  # noqa: PLR2004 - OK
    return answer


def _looked_at(url: str, cookie: Any, rounds: int, systems: int) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright
    from tests.browser.conftest import CHROMIUM, QUIETLY

    many = systems > 1000  # noqa: PLR2004 - then the map begins gathered by unit
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(QUIETLY))
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        whole = [_open(page, f"{url}/north/register/map/") for _ in range(rounds + 1)][1:]
        frames = _dragged(page)
        told: dict[str, Any] = {
            "opens_ms": round(median(whole)),
            "opens_ms_slowest": round(max(whole)),
            "frames_a_second": frames["rate"],
            "slowest_frame_ms": frames["slowest"],
        }
        if many:
            apart = [_open(page, f"{url}/north/register/map/?group=none") for _ in range(rounds)]
            frames = _dragged(page)
            told["not_gathered"] = {
                "opens_ms": round(median(apart)),
                "frames_a_second": frames["rate"],
                "slowest_frame_ms": frames["slowest"],
            }
        browser.close()
    return told


def _open(page: Any, address: str) -> float:
    page.goto(address)
    page.wait_for_selector("[data-drawn]", state="attached")
    return float(page.evaluate("performance.getEntriesByName('map-drawn')[0].startTime"))


def _dragged(page: Any) -> dict[str, float]:
    """Drag the map to and fro for a while, and count the frames that the browser made."""
    box = page.locator("#map-picture").bounding_box()
    x, y = box["x"] + box["width"] - 40, box["y"] + box["height"] - 40
    page.evaluate(_COUNT)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("() => { window.frames_.length = 0 }")
    began, turn = time.perf_counter(), 0
    while time.perf_counter() - began < _DRAG_SECONDS:
        turn += 1
        away = abs(turn % 80 - 40) * 8
        page.mouse.move(x - away, y - away / 2)
    frames = page.evaluate("window.frames_")
    page.mouse.up()
    return {
        "rate": round(1000 * len(frames) / sum(frames), 1),
        "slowest": round(max(frames), 1),
    }


def _fill(town: Any, systems: int, flows: int) -> None:
    """Keep so many systems, and flows between them: a few that all talk to, most to few."""
    from benchmarks.filling import fill
    from samsyn.apps.register.models import InformationFlow, System

    fill(town, systems)
    dice = Random(7)
    with town.arranging():
        ids = list(System.everything.exclude(stage="retired").values_list("pk", "name"))
        rows: list[InformationFlow] = []
        while len(rows) < flows:
            (one, a), (other, b) = ids[int(len(ids) * dice.random() ** 2.2)], dice.choice(ids)
            if one != other:
                rows.append(
                    InformationFlow(
                        source_system_id=one,
                        target_system_id=other,
                        name=f"{a} → {b}",
                        means=dice.choice(("api", "file", "email", "")),
                        encrypted=dice.choice(("yes", "yes", "no", "")),
                        leaves_eea=dice.choice(("", "no", "no", "no", "yes")),
                    )
                )
        InformationFlow.everything.bulk_create(rows, batch_size=1000)


def _zipped(content: bytes) -> int:
    import gzip

    return len(gzip.compress(content))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the log of requests away from the figures."""
    import logging

    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


if __name__ == "__main__":
    main(sys.argv[1:])
