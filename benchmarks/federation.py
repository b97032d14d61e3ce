"""Measures a federation of 49 municipalities with 1,000 initiatives and 200 polls, as JSON.

    python -m benchmarks.federation
    python -m benchmarks.federation --members 14 --initiatives 100 --polls 20 --rounds 5

Fills a database of its own beside the test databases and reads each page of council, federation
and the coordinator through the whole of Samsyn in one process, as the coordinator, and as one
municipality's strategist.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import django

from benchmarks.measuring import machine, quiet, read_pages

if TYPE_CHECKING:
    from samsyn.config.postgres.roles import Doors

LIMIT_MS, LIMIT_QUERIES, LIMIT_KILOBYTES = 60, 12, 100


def main(arguments: Sequence[str]) -> None:
    """Fill the federation, measure, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--members", type=int, default=49)
    parser.add_argument("--initiatives", type=int, default=1000)
    parser.add_argument("--polls", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=15, help="times each address is read")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    django.setup()
    from tests.support.database import fresh_database, server

    with server() as admin, fresh_database(admin) as doors:
        answer = _measured(doors, asked)
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _measured(doors: Doors, asked: argparse.Namespace) -> dict[str, object]:
    from django.test import Client

    from benchmarks.filling_federation import fill_federation
    from samsyn.domain.access.permissions import AccessRole

    assert doors.owner is not None
    with doors.owner.connect() as owner, quiet():
        began = time.perf_counter()
        filled = fill_federation(owner, asked.members, asked.initiatives, asked.polls)
        seconds = time.perf_counter() - began
        owner.execute("ANALYZE")  # as the database does by itself a minute after such an import
        pages: dict[str, dict[str, float]] = {}
        for town, addresses in _addresses(filled).items():
            client = Client(headers={"host": "localhost"})
            client.force_login(town.user(AccessRole.ADMINISTRATOR))
            pages |= read_pages(client, town.slug, addresses, asked.rounds)
    return {
        "what": f"a federation of {asked.members} members, {asked.initiatives} initiatives"
        f" and {asked.polls} polls",
        "machine": machine(),
        "rows": filled["rows"],
        "filled_in_seconds": round(seconds, 1),
        "rounds": asked.rounds,
        "limits": {
            "median_ms": LIMIT_MS,
            "queries": LIMIT_QUERIES,
            "kilobytes": LIMIT_KILOBYTES,
        },
        "pages": pages,
        "slowest_median_ms": max(page["median_ms"] for page in pages.values()),
        "most_queries": max(page["queries"] for page in pages.values()),
        "largest_kilobytes": max(page["kilobytes"] for page in pages.values()),
    }


def _addresses(filled: dict[str, Any]) -> dict[Any, dict[str, str]]:
    one = filled["samples"]
    return {
        filled["federation"]: {
            "who is in": "together/",
            "one member": f"together/members/{filled['member'].slug}/",
            "what a change touches": f"mandate-changes/{one['change']}/touches/",
            "polls": "polls/",
            "a poll": f"polls/{one['poll']}/",
            "the matrix of polls": "who-is-in/",
            "shared initiatives": "shared-initiatives/",
            "a shared initiative": f"shared-initiatives/{one['shared']}/",
            "initiatives": "initiatives/",
            "an initiative": f"initiatives/{one['initiative']}/",
            "the heat map": f"capability-map/?map={one['map']}",
            "maturity": "capability-map/maturity/",
            "pooled time": "pooled-time/",
            "councils": "council/",
            "forums": "forums/",
            "a forum": f"council/forums/{one['forum']}/",
            "meetings": "meetings/",
            "a meeting": f"council/meetings/{one['meeting']}/",
            "decisions": "decisions/",
            "actions": "actions/",
        },
        filled["member"]: {
            "a member's own page": f"together/members/{filled['member'].slug}/",
            "what we are asked": "what-we-do-together/",
            "the member's portfolio": "portfolio/",
        },
    }


if __name__ == "__main__":
    main(sys.argv[1:])
