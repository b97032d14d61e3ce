"""How the federation's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.federation.queries.waiting import polls_waiting
from samsyn.apps.federation.records.ability import ABILITY_RECORDS
from samsyn.apps.federation.records.polls import POLL_RECORDS
from samsyn.apps.federation.wording import ACT_NAMES
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import letters
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Record, register
from samsyn.kernel.records.history import name_acts

RECORDS: tuple[Record, ...] = (*POLL_RECORDS, *ABILITY_RECORDS)

#: The room's own pages: their place in the menu, what they are called, where, and who may.
_PAGES: tuple[tuple[int, StrOrPromise, str, Permission], ...] = (
    (10, _("Who is in"), "federation:matrix", Permission.FEDERATION_READ),
    (12, _("What we do together"), "federation:ours", Permission.FEDERATION_READ),
    (20, _("Capability map"), "federation:heat_map", Permission.FEDERATION_READ),
    (21, _("Pooled time"), "federation:pool", Permission.FEDERATION_READ),
)


def show() -> None:
    """Make the room's nouns, pages and acts known."""
    name_acts(ACT_NAMES)
    register(*RECORDS)
    letters.tell_of(polls_waiting)
    add_to_menu(
        *(
            MenuItem(
                menu=Menu.TOGETHER, label=label, url_name=url, permission=permission, order=order
            )
            for order, label, url, permission in _PAGES
        )
    )
