"""Load the demo once, and only into a database that nobody uses yet."""

from collections.abc import Callable
from importlib.util import find_spec

from samsyn.config.cli._output import say
from samsyn.config.postgres import databases
from samsyn.config.postgres.roles import Doors

_NOTE = "demo"
_BEGUN, _DONE = "begun", "done"


def load(doors: Doors, samsyn: Callable[..., None]) -> None:
    """Load the demo, unless it is there or people have put in something of their own."""
    before = databases.noted(_NOTE)
    if find_spec("samsyn.config.cli.demo") is None or before == _state(doors, _DONE):
        return
    again = before == _state(doors, _BEGUN)  # the last time was interrupted
    if not again and not _is_empty(doors):
        say("  The database holds data already, so the demo is left out.")
        return
    databases.leave_note(demo=_state(doors, _BEGUN))
    say("  Loading the demo:")
    samsyn("demo", *(("--reset",) if again else ()), aloud=True)
    databases.leave_note(demo=_state(doors, _DONE))


def _is_empty(doors: Doors) -> bool:
    with (doors.backup or doors.app).connect() as connection:
        row = connection.execute("SELECT NOT EXISTS (SELECT FROM kernel_organisation)").fetchone()
    return bool(row and row[0])


def _state(doors: Doors, stage: str) -> str:
    """Name the stage and the very database, so that a new one gets its demo too."""
    with (doors.owner or doors.app).connect() as connection:
        row = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return f"{stage} {row}"
