"""Where old minutes are handed in: a page of the council's own, no record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem

OLD_MINUTES_PAGES = (
    MenuItem(
        menu=Menu.COUNCIL,
        label=_("Old minutes"),
        url_name="council:old_minutes",
        permission=Permission.COUNCIL_WRITE,
        order=95,
    ),
)
