"""The switchboard is complete: every event is on it, every handler is used."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

from samsyn.config.wiring import WIRING
from samsyn.kernel.events import Event, RowsChanged

APPS = Path(__file__).parents[2] / "src" / "samsyn" / "apps"


def test_every_event_and_every_handler_is_wired() -> None:
    events: set[type[Event]] = {RowsChanged}
    handlers = set()
    for path in APPS.glob("*/events.py"):
        module = import_module(f"samsyn.apps.{path.parent.name}.events")
        found = inspect.getmembers(module, inspect.isclass)
        events |= {c for _, c in found if issubclass(c, Event) and c is not Event}
    for path in APPS.glob("*/handlers.py"):
        module = import_module(f"samsyn.apps.{path.parent.name}.handlers")
        functions = inspect.getmembers(module, inspect.isfunction)
        handlers |= {
            f
            for name, f in functions
            if f.__module__ == module.__name__ and not name.startswith("_")
        }

    assert events == set(WIRING)
    assert handlers == {handler for listeners in WIRING.values() for handler in listeners}
