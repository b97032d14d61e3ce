"""Have a real worker beside a test, as `samsyn work` runs it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

_PATIENCE = 60  # seconds, against hanging


@contextmanager
def worker() -> Iterator[None]:
    """Do every job that is ordered inside the block, in a thread of its own."""
    assert isinstance(app.connector, DjangoConnector)
    busy: App = app.with_connector(app.connector.get_worker_connector())
    loop = asyncio.new_event_loop()
    ready, stop = threading.Event(), asyncio.Event()

    async def work() -> None:
        async with busy.open_async():
            task = asyncio.create_task(
                busy.run_worker_async(install_signal_handlers=False, concurrency=1)
            )
            await asyncio.sleep(0.3)
            ready.set()
            await stop.wait()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(work()))
    thread.start()
    assert ready.wait(_PATIENCE)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(_PATIENCE)  # it ends the job that it is at
        loop.close()
