"""Measures how soon a change at a meeting is seen on forty devices, and prints figures as JSON.

    python -m benchmarks.meeting
    python -m benchmarks.meeting --devices 40 --changes 60

Starts Samsyn as `samsyn run` does, with a PostgreSQL, two web processes and a worker of its own in
a folder that is removed again. Every device is an account of its own that asks for news as the page
does; a change is seen when its own words have come back. The devices share the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

import django

from benchmarks.measuring import machine

LIMITS = {"seen_ms": 1000, "server_ms_per_change": 50}
EVERY = 0.6  # seconds between two questions of a page, as in sitting.js
_PAUSE = (0.9, 1.5)  # seconds between two changes
_COMMAND = (sys.executable, "-m", "samsyn.config.cli", "run")
_TICKS = os.sysconf("SC_CLK_TCK")
_OK, _NOTHING_NEW = 200, 204


@dataclass
class Device:
    """One browser at the meeting: its session, and when it first saw which change."""

    cookie: str
    seen: dict[str, float] = field(default_factory=dict)
    asked: list[float] = field(default_factory=list)
    failed: int = 0


@dataclass(frozen=True)
class Scene:
    """Where the meeting is, and who is there."""

    port: int
    address: str
    item: int
    devices: list[Device]
    token: str
    cookie: str


def main(arguments: Sequence[str]) -> None:
    """Start, sit, measure, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--devices", type=int, default=40)
    parser.add_argument("--changes", type=int, default=60)
    asked = parser.parse_args(arguments)
    home = Path(tempfile.mkdtemp(prefix="samsyn-meeting-"))
    home.chmod(0o755)  # so that the embedded server may live in it
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    os.environ |= {"SAMSYN_HOME": str(home), "PORT": str(port), "LOG_LEVEL": "WARNING"}
    try:
        with _running() as server:
            scene = _scene(port, asked.devices)
            answer = _measured(scene, server.pid, home, asked.changes)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


@contextmanager
def _running() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        _COMMAND, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        for line in process.stdout or ():
            if "Samsyn is at" in line:
                break
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _scene(port: int, count: int) -> Scene:
    """Arrange a forum with so many members who vote, a meeting that sits, and their sessions."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    django.setup()
    from django.conf import settings
    from tests.apps.council.sitting_bed import make_bed
    from tests.support.builders import Town

    from samsyn.apps.council.services.hold_meeting import begin_item, open_meeting
    from samsyn.config.postgres.databases import doors

    owner = doors().owner
    assert owner is not None
    with owner.connect() as connection:
        bed = make_bed(Town(connection, "north"))
        users = _members(bed, count)
        keeper = bed.actor("secretary")
        open_meeting(keeper, meeting_id=bed.meeting.pk)
        begin_item(keeper, meeting_id=bed.meeting.pk, item_id=bed.items[1].pk)
        devices = [Device(_session(user)) for user in users]
        secretary = _session(bed.users["secretary"])
    token = "x" * 32
    cookies = f"{secretary}; {settings.CSRF_COOKIE_NAME}={token}"
    return Scene(port, bed.address(), bed.items[1].pk, devices, token, cookies)


def _members(bed: Any, count: int) -> list[Any]:
    """Seat so many people on the forum, each with an account, all present."""
    from samsyn.apps.council.models import Attendance, ForumMember
    from samsyn.apps.organisation.models import Person
    from samsyn.domain.access.permissions import AccessRole

    users = [bed.town.user(AccessRole.MEMBER) for _nth in range(count)]
    with bed.town.arranging():
        for nth, user in enumerate(users):
            person = Person.everything.create(name=f"Member {nth}", user=user)
            member = ForumMember.everything.create(forum=bed.forum, person=person)
            Attendance.everything.create(
                meeting=bed.meeting,
                member=member,
                person=person,
                who=person.name,
                presence="present",
            )
    return users


def _session(user: Any) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _measured(scene: Scene, server: int, home: Path, changes: int) -> dict[str, object]:
    stop = threading.Event()
    threads = [
        threading.Thread(target=_watch, args=(scene, device, stop)) for device in scene.devices
    ]
    for thread in threads:
        thread.start()
    time.sleep(3)  # until every page has been drawn once
    for device in scene.devices:
        device.asked.clear()
    before, worked, began = _told(scene.port), _worked(server, home), time.monotonic()
    sent = _change(scene, changes)
    seconds = time.monotonic() - began
    after, worked_then = _told(scene.port), _worked(server, home)
    time.sleep(3)
    stop.set()
    for thread in threads:
        thread.join()
    waits = [
        (device.seen[words] - at) * 1000
        for words, (at, _took) in sent.items()
        for device in scene.devices
        if words in device.seen
    ]
    last = [
        max((device.seen.get(words, at + 99) - at) * 1000 for device in scene.devices)
        for words, (at, _took) in sent.items()
    ]
    return {
        "what": f"a meeting on {len(scene.devices)} devices, {changes} changes",
        "machine": machine(),
        "limits": LIMITS,
        "asks_every_seconds": EVERY,
        "from_change_to_seen_ms": _spread(waits),
        "until_seen_on_all_ms": _spread(last),
        "never_seen": len(sent) * len(scene.devices) - len(waits),
        "server_ms_per_change": _mean(before, after, "write/"),
        "change_as_sent_ms": _spread([took * 1000 for _at, took in sent.values()]),
        "server_ms_per_question": _mean(before, after, "news/"),
        "question_as_asked_ms": _spread([ms for device in scene.devices for ms in device.asked]),
        "questions_a_second": round(_count(before, after, "news/") / seconds, 1),
        "questions_failed": sum(device.failed for device in scene.devices),
        "processors_busy": {
            name: round((worked_then[name] - worked[name]) / seconds, 2) for name in worked
        },
    }


def _watch(scene: Scene, device: Device, stop: threading.Event) -> None:
    """Ask for news as the page does, and note when each change has come."""
    connection = HTTPConnection("127.0.0.1", scene.port, timeout=10)
    beat = "0"
    time.sleep(random.random() * EVERY)
    while not stop.is_set():
        began = time.monotonic()
        query = urlencode({"seen": beat, "look": "inside"})
        connection.request(
            "GET", f"{scene.address}news/?{query}", headers={"Cookie": device.cookie}
        )
        answer = connection.getresponse()
        text = answer.read().decode()
        now = time.monotonic()
        device.asked.append((now - began) * 1000)
        if answer.status == _OK:
            beat = text.split('data-beat="', 1)[1].split('"', 1)[0]
            for part in text.split("word-")[1:]:
                device.seen.setdefault(part.split("-", 1)[0], now)
        elif answer.status != _NOTHING_NEW:
            device.failed += 1
        stop.wait(EVERY)


def _change(scene: Scene, changes: int) -> dict[str, tuple[float, float]]:
    """Write paragraphs at the meeting; return when each was sent, and how long that took."""
    connection = HTTPConnection("127.0.0.1", scene.port, timeout=10)
    headers = {
        "Cookie": scene.cookie,
        "X-CSRFToken": scene.token,
        "X-Samsyn-Sitting": "1",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    sent = {}
    for nth in range(changes):
        form = {"what": "note", "item": scene.item, "kind": "note", "client_id": f"c{nth}"}
        body = urlencode({**form, "text": f"word-{nth}- and what else was said about it."})
        began = time.monotonic()
        connection.request("POST", f"{scene.address}write/", body, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == _OK, answer.status
        sent[str(nth)] = (began, time.monotonic() - began)
        time.sleep(random.uniform(*_PAUSE))
    return sent


def _told(port: int) -> dict[str, float]:
    """Return what the server itself says of its requests: time and number by route."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/metrics")
    lines = connection.getresponse().read().decode().splitlines()
    told = [line for line in lines if line.startswith("samsyn_request_seconds_")]
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in told}


def _difference(before: dict[str, float], after: dict[str, float], what: str, end: str) -> float:
    return sum(
        value - before.get(name, 0.0)
        for name, value in after.items()
        if name.startswith(f"samsyn_request_seconds_{what}{{") and f'{end}"' in name
    )


def _count(before: dict[str, float], after: dict[str, float], end: str) -> float:
    return _difference(before, after, "count", end)


def _mean(before: dict[str, float], after: dict[str, float], end: str) -> float:
    count = _count(before, after, end)
    return round(_difference(before, after, "sum", end) * 1000 / count, 1) if count else 0.0


def _worked(server: int, home: Path) -> dict[str, float]:
    """Return how many seconds of a processor the web server and PostgreSQL have used."""
    notes = list(home.glob("postgres/**/postmaster.pid"))
    database = int(notes[0].read_text().splitlines()[0]) if notes else 0
    return {"samsyn": _family(server, but=database), "postgresql": _family(database, but=0)}


def _family(root: int, but: int) -> float:
    """Add up a process and its descendants, those that have ended included."""
    parents, used = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended meanwhile
        pid = int(path.parent.name)
        parents[pid] = int(words[1])
        used[pid] = sum(int(ticks) for ticks in words[11:15]) / _TICKS
    found, waiting = 0.0, [root]
    while waiting:
        one = waiting.pop()
        if one != but:
            found += used.get(one, 0.0)
            waiting += [child for child, parent in parents.items() if parent == one]
    return found


def _spread(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {}
    p95 = quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
    return {
        "median": round(median(values), 1),
        "p95": round(p95, 1),
        "worst": round(max(values), 1),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
