"""How the council's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from samsyn.apps.council.records.agenda import AGENDA_RECORDS
from samsyn.apps.council.records.forums import FORUM_RECORDS
from samsyn.apps.council.wording import ACT_NAMES
from samsyn.kernel.navigation import MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Record, register
from samsyn.kernel.records.history import name_acts

RECORDS: tuple[Record, ...] = (
    *FORUM_RECORDS,
    *AGENDA_RECORDS,
)

#: The room's own pages in the menu.
_PAGES: tuple[MenuItem, ...] = ()


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    add_to_menu(*_PAGES)
    name_acts(ACT_NAMES)
