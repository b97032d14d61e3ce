"""How the council's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.checks.public import offer_on_findings_by
from samsyn.apps.council.records.agenda import AGENDA_RECORDS
from samsyn.apps.council.records.decisions import DECISION_RECORDS
from samsyn.apps.council.records.forums import FORUM_RECORDS
from samsyn.apps.council.records.minutes import MINUTES_RECORDS
from samsyn.apps.council.records.old_minutes import OLD_MINUTES_PAGES
from samsyn.apps.council.views.decided import addition_to, beside_version
from samsyn.apps.council.views.putting import offer_of_finding, offer_to_put
from samsyn.apps.council.wording import ACT_NAMES
from samsyn.apps.roadmap.public import tell_beside_versions
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Record, register
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.records.views.pages import add_to_pages_by

RECORDS: tuple[Record, ...] = (
    *FORUM_RECORDS,
    *AGENDA_RECORDS,
    *DECISION_RECORDS,
    *MINUTES_RECORDS,
)

#: The room's own pages in the menu.
_PAGES: tuple[MenuItem, ...] = tuple(
    MenuItem(
        menu=Menu.COUNCIL,
        label=label,
        url_name=url,
        permission=Permission.COUNCIL_TAKE_PART,
        order=order,
    )
    for order, label, url in (
        (10, _("Forums and meetings"), "council:home"),
        (15, _("Networks"), "council:networks"),
        (22, _("Register of decisions"), "council:decisions"),
        (24, _("Actions"), "council:actions"),
        (25, _("Minutes"), "council:all_minutes"),
    )
)


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    add_to_menu(*_PAGES, *OLD_MINUTES_PAGES)
    name_acts(ACT_NAMES)
    add_to_pages_by(offer_to_put)
    offer_on_findings_by(offer_of_finding)
    add_to_pages_by(addition_to)
    tell_beside_versions(beside_version)
