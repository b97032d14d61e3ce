"""Measures how long the checks take in an organisation with 5,000 systems; prints JSON.

    python benchmarks/checks.py [SYSTEMS]

A database of its own is copied from the migrated template and dropped again.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.support.builders import Town

BATCH = 2000
RUNS = 3


def main() -> None:
    """Fill one organisation, ask every rule, edit one row, and ask again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the test bed makes the database
    django.setup()
    from tests.support.database import fresh_database, server

    systems = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with server() as admin, fresh_database(admin) as doors:
        assert doors.owner is not None
        with doors.owner.connect() as owner:
            figures = _measured(owner, systems)
            owner.execute("VACUUM")
    answer = {"what": "checks", "machine": _machine(), "systems": systems, **figures}
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _measured(owner: object, systems: int) -> dict[str, object]:
    from tests.support.builders import Town

    from samsyn.apps.checks.jobs import ask_touched
    from samsyn.apps.checks.public import run_checks
    from samsyn.apps.register.models import System
    from samsyn.domain.findings.reconcile import Change

    town = Town(owner, "measured")  # type: ignore[arg-type]
    filling, _none = _timed(lambda: _fill(town, systems))
    owner.execute("ANALYZE")  # type: ignore[attr-defined]
    first, report = _timed(lambda: run_checks(town.id))
    again = [_timed(lambda: run_checks(town.id))[0] for _ in range(RUNS)]
    with town.arranging():
        row = System.everything.order_by("pk").first()
        assert row is not None
        row.owner_id = None
        row.save()
    one_edit, _none = _timed(lambda: ask_touched(organisation_id=town.id))
    return {
        "filling_seconds": filling,
        "findings_opened": report.changes[Change.OPENED],
        "rules_asked": len(report.asked),
        "could_not_be_asked": report.troubled,
        "first_run_seconds": first,
        "unchanged_run_seconds": min(again),
        "after_one_edit_seconds": one_edit,
        "slowest_rules": {
            asked.code: round(asked.seconds, 3)
            for asked in sorted(report.asked, key=lambda asked: -asked.seconds)[:5]
        },
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return round(time.perf_counter() - began, 3), result


def _fill(town: Town, systems: int) -> None:
    """Make a register in which about every fifth thing is as it should not be."""
    from samsyn.apps.organisation.public import Person
    from samsyn.apps.register.models import (
        Agreement,
        AgreementSystem,
        Classification,
        InformationAsset,
        Product,
        Supplier,
        System,
        SystemInformation,
    )
    from samsyn.kernel import clock

    today = clock.today()
    with town.arranging():
        people = _made(Person, 400, lambda n: {"name": f"Person {n}"})
        suppliers = _made(Supplier, 150, lambda n: {"name": f"Supplier {n}"})
        products = _made(
            Product,
            systems // 2,
            lambda n: {"name": f"Product {n}", "supplier": suppliers[n % len(suppliers)]},
        )
        assets = _made(
            InformationAsset,
            systems // 4,
            lambda n: {
                "name": f"Asset {n}",
                "owner": people[n % 400] if n % 7 else None,
                "personal_data": ("none", "ordinary", "sensitive")[n % 3],
            },
        )
        rows = _made(
            System,
            systems,
            lambda n: {
                "name": f"System {n}",
                "product": products[n % len(products)],
                "purpose": "Keeps the records of a department and what was decided. " * 3,
                "owner": people[n % 400] if n % 5 else None,
                "administrator": people[n % 399] if n % 6 else None,
                "information_owner": people[n % 398],
                "criticality": ("low", "medium", "high", "critical")[n % 4],
                "stage": "retired" if n % 20 == 0 else "production",
            },
        )
        agreements = _made(
            Agreement,
            systems // 2,
            lambda n: {
                "name": f"Agreement {n}",
                "kind": "dpa" if n % 3 == 0 else "purchase",
                "supplier": suppliers[n % len(suppliers)],
                "owner": people[n % 400],
                "signed_on": today - timedelta(days=900),
                "valid_from": today - timedelta(days=900),
                "valid_until": today + timedelta(days=n % 700 - 60),
                "notice_months": 3,
            },
        )
        _made(
            AgreementSystem,
            systems,
            lambda n: {"agreement": agreements[n // 2 % len(agreements)], "system": rows[n]},
        )
        _made(
            SystemInformation,
            systems,
            lambda n: {"asset": assets[n % len(assets)], "system": rows[n]},
        )
        _made(
            Classification,
            len(assets),
            lambda n: {
                "asset": assets[n],
                "confidentiality": n % 4,
                "integrity": 2,
                "availability": n % 3,
                "decided_on": today - timedelta(days=n % 900),
                "next_review": today - timedelta(days=n % 900 - 730),
            },
        )


def _made(model: Any, count: int, facts: Callable[[int], dict[str, Any]]) -> list[Any]:
    rows: list[Any] = model.everything.bulk_create(
        [model(**facts(number)) for number in range(count)], batch_size=BATCH
    )
    return rows


def _machine() -> dict[str, object]:
    return {
        "processors": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
