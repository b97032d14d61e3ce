"""How the federation's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from samsyn.apps.federation.records.polls import POLL_RECORDS
from samsyn.apps.federation.wording import ACT_NAMES
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Record, register
from samsyn.kernel.records.history import name_acts

RECORDS: tuple[Record, ...] = (*POLL_RECORDS,)

#: The room's own pages: their place in the menu, what they are called, where, and who may.
_PAGES: tuple[tuple[int, str, str, Permission], ...] = ()


def show() -> None:
    """Make the room's nouns, pages and acts known."""
    name_acts(ACT_NAMES)
    register(*RECORDS)
    add_to_menu(
        *(
            MenuItem(
                menu=Menu.TOGETHER, label=label, url_name=url, permission=permission, order=order
            )
            for order, label, url, permission in _PAGES
        )
    )
