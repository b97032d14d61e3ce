"""The whole switchboard: which event is heard by whom. Nothing else connects rooms upwards."""

from __future__ import annotations

from samsyn.apps.checks import handlers as checks
from samsyn.apps.data_protection import handlers as data_protection
from samsyn.kernel.events import RowsChanged, Wiring

WIRING: Wiring = {
    RowsChanged: (checks.ask_again, data_protection.follow_names),
}
