"""What the benchmarks have in common: pages read through the whole house, and the machine told."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import Any


def read_pages(
    client: Any, slug: str, addresses: Mapping[str, str], rounds: int
) -> dict[str, dict[str, float]]:
    """Read each address of an organisation so many times; return times, queries and sizes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, address in addresses.items():
        url = f"/{slug}/{address}"
        with CaptureQueriesContext(connection):
            _read(client, url)  # templates and plans are warm from here on
        with CaptureQueriesContext(connection) as asked:
            _read(client, url)
        queries = len(asked)  # before the next request forgets them
        worked = time.process_time()
        times = [milliseconds(partial(_read, client, url)) for _round in range(rounds)]
        worked = (time.process_time() - worked) * 1000 / rounds
        found[name] = {
            "median_ms": round(median(times), 1),
            "best_ms": round(min(times), 1),  # what a machine without other work comes near
            "worst_ms": round(max(times), 1),
            "own_processor_ms": round(worked, 1),  # without the database's
            "queries": queries,
            "kilobytes": round(_read(client, url) / 1000, 1),
        }
    return found


def _read(client: Any, url: str) -> int:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)  # noqa: PLR2004
    return len(answer.content)


def milliseconds(deed: Callable[[], object]) -> float:
    """Return how long it takes to do something once."""
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the log of each request out of the figures."""
    import logging

    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def machine() -> dict[str, object]:
    """Return the facts of the machine that figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "system": platform.platform(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1024**3, 1),
        "python": platform.python_version(),
        "load": [round(value, 1) for value in os.getloadavg()],
    }
