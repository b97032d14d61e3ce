"""Measures buyers' search over 20,000 agreements and prints ranks and times as JSON.

    python -m benchmarks.buyers
    python -m benchmarks.buyers --agreements 2000 --rounds 2

Asks the forty written queries (tests/apps/register/buyers_queries.csv) through the whole of
Samsyn, as a reader, in a database of its own beside the test databases.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import django

from benchmarks.measuring import machine, quiet

if TYPE_CHECKING:
    from samsyn.config.postgres.roles import Doors

LIMIT_MS, LIMIT_RANK = 150, 2
_NOT_FOUND = 999


def main(arguments: Sequence[str]) -> None:
    """Fill, ask, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--agreements", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5, help="times each query is asked")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    django.setup()
    from tests.support.database import fresh_database, server

    with server() as admin, fresh_database(admin) as doors:
        answer = _measured(doors, asked.agreements, asked.rounds)
    sys.stdout.write(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")


def _measured(doors: Doors, agreements: int, rounds: int) -> dict[str, object]:
    from tests.support.agreement_catalogue import fill_agreements
    from tests.support.builders import Town

    from samsyn.domain.access.permissions import AccessRole

    assert doors.owner is not None
    with doors.owner.connect() as owner, quiet():
        town = Town(owner, "north")
        began = time.perf_counter()
        meant = fill_agreements(town, agreements)
        seconds = time.perf_counter() - began
        owner.execute("ANALYZE")  # as the database does by itself a minute after such an import
        ranks = _ranks(town.person(AccessRole.READER), meant)
        times = _times(town, rounds)
        pages = _pages(town, rounds)
        plan = _plan(town)
    return {
        "what": f"buyers' search over {agreements} agreements",
        "machine": machine(),
        "filled_in_seconds": round(seconds, 1),
        "limits": {"server_ms": LIMIT_MS, "median_rank": LIMIT_RANK},
        "median_rank": median(ranks.values()),
        "found_first": sum(rank == 1 for rank in ranks.values()),
        "worst_ranks": {q: r for q, r in ranks.items() if r > LIMIT_RANK},
        "server_ms": times,
        "other_pages_ms": pages,
        "indexes_used": plan,
    }


def _ranks(reader: Any, meant: dict[str, int]) -> dict[str, int]:
    from tests.support.agreement_catalogue import queries

    from samsyn.apps.register.queries.buying import find_agreements
    from samsyn.kernel.tenancy.session import acting_for

    ranks = {}
    with acting_for(reader):
        for asked in queries():
            answer = find_agreements(reader, asked["query"], more=True)
            found = [one.agreement.pk for one in answer.holding]
            right = meant[asked["agreement"]]
            ranks[asked["query"]] = found.index(right) + 1 if right in found else _NOT_FOUND
    return ranks


def _times(town: Any, rounds: int) -> dict[str, object]:
    from django.test import Client
    from tests.support.agreement_catalogue import queries

    client = Client(headers={"host": "localhost"})
    client.force_login(town.user())
    address = f"/{town.slug}/agreements/find/"
    taken: dict[str, list[float]] = {}
    worked = time.process_time()
    for _round in range(rounds + 1):
        for asked in queries():
            began = time.perf_counter()
            answer = client.get(address, {"q": asked["query"]})
            taken.setdefault(asked["query"], []).append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, asked  # noqa: PLR2004
    worked = (time.process_time() - worked) * 1000 / sum(map(len, taken.values()))
    warm = sorted(ms for each in taken.values() for ms in each[1:])
    slowest = max(taken, key=lambda query: median(taken[query][1:]))
    return {
        "median": round(median(warm), 1),
        "p95": round(quantiles(warm, n=20)[-1], 1),
        "own_processor": round(worked, 1),  # without the database's
        "slowest_query": slowest,
        "slowest_median": round(median(taken[slowest][1:]), 1),
    }


def _pages(town: Any, rounds: int) -> dict[str, float]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(town.user())
    pages = {
        "list": "agreements/",
        "list, what to decide first": "agreements/?sort=decide_by",
        "list, what holds": "agreements/?sort=-holds_today",
        "what runs out": "agreements/run-out/",
        "my dates": "agreements/calendar.ics",
    }
    found = {}
    for name, address in pages.items():
        taken = []
        for _round in range(rounds + 1):
            began = time.perf_counter()
            answer = client.get(f"/{town.slug}/{address}")
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, name  # noqa: PLR2004
        found[name] = round(median(taken[1:]), 1)
    return found


def _plan(town: Any) -> list[str]:
    """Return the indexes that PostgreSQL uses for words, as the reader, row security on."""
    import re

    from django.db import connection

    with town.looking(), connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN SELECT agreement_id FROM register_agreementmention"
            " WHERE organisation_id = %s AND word = ANY (%s)",
            [town.id, ["stol", "tolk"]],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    return sorted(set(re.findall(r"Scan (?:using|on) (\w*(?:once|stem|end)\w*)", plan)))


if __name__ == "__main__":
    main(sys.argv[1:])
