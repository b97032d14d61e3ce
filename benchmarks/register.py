"""Measures the register of an organisation with 5,000 systems and prints the figures as JSON.

    python -m benchmarks.register
    python -m benchmarks.register --systems 500 --rounds 5

Fills a database of its own beside the test databases, reads every address through the whole of
Samsyn (session, tenancy, templates) in one process, and asks every rule of the register.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

import django

from benchmarks.measuring import machine, milliseconds, quiet, read_pages

if TYPE_CHECKING:
    from samsyn.config.postgres.roles import Doors

LIMIT_MS, LIMIT_QUERIES = 60, 12


def main(arguments: Sequence[str]) -> None:
    """Fill the register, measure, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--systems", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15, help="times each address is read")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    django.setup()
    from tests.support.database import fresh_database, server

    with server() as admin, fresh_database(admin) as doors:
        answer = _measured(doors, asked.systems, asked.rounds)
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _measured(doors: Doors, systems: int, rounds: int) -> dict[str, object]:
    from tests.support.builders import Town

    from benchmarks.filling import fill

    assert doors.owner is not None
    with doors.owner.connect() as owner, quiet():
        town = Town(owner, "north")
        began = time.perf_counter()
        filled = fill(town, systems)
        seconds = time.perf_counter() - began
        owner.execute("ANALYZE")  # as the database does by itself a minute after such an import
        pages = _pages(town, filled, rounds)
        rules = _rules(town)
    return {
        "what": f"the register of an organisation with {systems} systems",
        "machine": machine(),
        "rows": {name: count for name, count in filled.items() if name != "samples"},
        "filled_in_seconds": round(seconds, 1),
        "rounds": rounds,
        "limits": {"median_ms": LIMIT_MS, "queries": LIMIT_QUERIES},
        "pages": pages,
        "slowest_median_ms": max(page["median_ms"] for page in pages.values()),
        "most_queries": max(page["queries"] for page in pages.values()),
        "rules_ms": rules,
        "all_rules_ms": round(sum(rule["ms"] for rule in rules.values()), 1),
    }


def _pages(town: Any, filled: dict[str, Any], rounds: int) -> dict[str, dict[str, float]]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(town.user())
    samples = filled["samples"]
    addresses = {
        "list": "systems/",
        "list, page 40": "systems/?page=40",
        "list, searched": "systems/?q=portal",
        "list, filtered": "systems/?stage=production&criticality=high",
        "list, by cost": "systems/?sort=-yearly_cost",
        "list, by owner": "systems/?sort=owner",
        "list, with levels": "systems/?columns=name,confidentiality,integrity,availability",
        "agreements": "agreements/",
        "information": "information-assets/",
        "products": "products/",
        "suppliers": "suppliers/",
        "a system": f"systems/{samples['system']}/",
        "an agreement": f"agreements/{samples['agreement']}/",
        "information asset": f"information-assets/{samples['asset']}/",
        "a product": f"products/{samples['product']}/",
        "a supplier": f"suppliers/{samples['supplier']}/",
        "a person": f"people/{samples['person']}/",
        "the form of a system": f"systems/{samples['system']}/edit/",
        "a search for an agreement in it": "systems/pick/main_agreement/?q=avtal+12",
        "what all systems cost": "register/costs/",
        "list, by what is missing": "systems/?columns=name,missing&sort=-missing",
    }
    return read_pages(client, town.slug, addresses, rounds)


def _rules(town: Any) -> dict[str, dict[str, float]]:
    from samsyn.domain.access.actor import samsyn_for
    from samsyn.kernel import clock
    from samsyn.kernel.rules import Question, all_rules
    from samsyn.kernel.tenancy.session import acting_for

    actor = samsyn_for(town.id)
    figures: dict[str, dict[str, float]] = {}
    with acting_for(actor):
        for rule in (rule for rule in all_rules() if rule.code.startswith("REG-")):
            parameters = {parameter.name: parameter.default for parameter in rule.parameters}
            question = Question(actor=actor, today=clock.today(), parameters=parameters)
            hits = len(list(rule.answer(question)))
            times = [milliseconds(partial(_ask, rule, question)) for _round in range(3)]
            figures[rule.code] = {"ms": round(median(times), 1), "hits": hits}
    return figures


def _ask(rule: Any, question: Any) -> None:
    list(rule.answer(question))


if __name__ == "__main__":
    main(sys.argv[1:])
