"""The whole switchboard: which event is heard by whom. Nothing else connects rooms upwards."""

from __future__ import annotations

from samsyn.apps.checks import handlers as checks
from samsyn.apps.council import handlers as council
from samsyn.apps.data_protection import handlers as data_protection
from samsyn.apps.federation import handlers as federation
from samsyn.apps.needs.events import NeedTriaged
from samsyn.apps.register import handlers as register
from samsyn.kernel.events import RowsChanged, Wiring

WIRING: Wiring = {
    RowsChanged: (
        register.reckon_again,
        checks.ask_again,
        data_protection.follow_names,
        federation.retell,
        council.follow_seats_changed,
    ),
    NeedTriaged: (),
}
