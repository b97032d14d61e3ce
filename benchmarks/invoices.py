"""Measures how long 10,000 e-invoices take from files to spend; prints JSON.

    python -m benchmarks.invoices
    python -m benchmarks.invoices --invoices 1000

Made-up invoices of one to nine lines from 400 suppliers, some of them wrong, some credit notes, in
one zip as they are uploaded. A database of its own is copied from the migrated template and
dropped again. Every wrong one must be refused by the rule that was broken; reading all again must
add nothing.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import django

SUPPLIERS, LIMIT_SECONDS = 400, 60


def main(arguments: Sequence[str]) -> None:
    """Make the invoices, read them twice, print one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--invoices", type=int, default=10_000)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")
    django.setup()
    from tests.support.database import fresh_database, server

    content, wrong = _zip(asked.invoices)
    with server() as admin, fresh_database(admin) as doors:
        assert doors.owner is not None
        with doors.owner.connect() as owner:
            figures = _measured(owner, content, wrong)
    answer = {"what": f"{asked.invoices} e-invoices", "machine": _machine(), **figures}
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _zip(count: int) -> tuple[bytes, dict[str, str]]:
    from tests.support.invoices import many

    held, wrong = io.BytesIO(), {}
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for made in many(count, suppliers=SUPPLIERS):
            archive.writestr(made.name, made.content)
            if made.breaks:
                wrong[f"invoices.zip/{made.name}"] = made.breaks
    return held.getvalue(), wrong


def _measured(owner: object, content: bytes, wrong: dict[str, str]) -> dict[str, object]:
    from tests.support.builders import Town

    from samsyn.apps.spend.public import InvoiceLine, InvoiceRefusal, match_again, read_invoices
    from samsyn.domain.invoices.packing import unpack

    town = Town(owner, "measured", language="sv")  # type: ignore[arg-type]
    _fill(town)
    actor = town.administrator

    def read() -> Any:
        return read_invoices(actor, files=unpack("invoices.zip", content))

    before, database = _cpu(), _database_cpu()
    seconds, reading = _timed(read)
    cpu, database = round(_cpu() - before, 1), round(_database_cpu() - database, 1)
    again_seconds, again = _timed(read)
    match_seconds, moved = _timed(lambda: match_again(actor))
    with town.looking():
        refusals = InvoiceRefusal.owned_by(actor).filter(reading=reading)
        told = {one.name: {fault["rule"] for fault in one.faults} for one in refusals}
        lines = InvoiceLine.owned_by(actor).count()
    assert reading.documents == reading.read + reading.known + reading.refused
    assert set(told) == set(wrong)
    assert all(wrong[name] in rules for name, rules in told.items())
    assert (again.read, again.known) == (0, reading.read)
    assert moved == 0
    return {
        "limit_seconds": LIMIT_SECONDS,
        "seconds": seconds,
        "within_limit": seconds <= LIMIT_SECONDS,
        "cpu_seconds_without_database": cpu,
        "cpu_seconds_of_the_database": database,
        "documents": reading.documents,
        "read": reading.read,
        "refused": reading.refused,
        "wrong_on_purpose": len(wrong),
        "lines": lines,
        "within_agreements": reading.within,
        "not_settled": reading.undecided,
        "outside": reading.outside,
        "again_seconds": again_seconds,
        "again_known": again.known,
        "match_again_seconds": match_seconds,
        "zip_mb": round(len(content) / 1_000_000, 1),
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _fill(town: Any) -> None:
    """Give the town suppliers with no, one or two agreements, and price lists of sixty articles."""
    from datetime import date

    from tests.support.invoices import sellers

    from samsyn.apps.register.public import Agreement, PriceLine, Supplier
    from samsyn.kernel.imports import bulk

    with town.arranging():
        for n, company in enumerate(sellers(SUPPLIERS)):
            number = f"{company.number[:6]}-{company.number[6:]}"
            seller = Supplier.everything.create(name=company.name, country="SE", org_number=number)
            for nth in range(n % 3):
                agreement = Agreement.everything.create(
                    name=f"Avtal {n} {nth}",
                    number=f"AVT-{company.number[4:9]}{'' if nth == 0 else '-2'}",
                    supplier=seller,
                    signed_on=date(2025, 1, 1),
                    valid_until=date(2027, 12, 31),
                )
                prices = [
                    PriceLine(
                        organisation_id=town.id,
                        agreement=agreement,
                        name=f"Artikel {a}",
                        article_number=f"A-{a}",
                        price=900,
                    )
                    for a in range(1, 60)
                    if nth == 0
                ]
                bulk.insert(PriceLine, prices)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return round(time.perf_counter() - began, 2), answer


def _cpu() -> float:
    """Return the processor seconds of this process and its helpers."""
    own, helpers = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + helpers.ru_utime + helpers.ru_stime


def _database_cpu() -> float:
    """Return those of the database's process that serves us; 0 where it is another machine's."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count() or 0,
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
