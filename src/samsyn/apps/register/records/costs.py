"""How systems' costs and their shares are listed, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import CostShare, SystemCost
from samsyn.apps.register.records import headers_systems
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Group, Record

SYSTEM_COSTS = Record(
    model=SystemCost,
    slug="system-costs",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "year", "kind", "amount", "account", "agreement"),
    filters=("system", "kind"),
    groups=(
        Group(_("What is paid"), ("system", "year", "kind", "amount", "account", "agreement")),
    ),
    key=("system", "year", "kind", "account"),
    headers=headers_systems.SYSTEM_COST,
    intro=_("What each system costs in each year, by what is paid for."),
    empty=_("Write down what one system costs this year, or import the budget."),
)

COST_SHARES = Record(
    model=CostShare,
    slug="cost-shares",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "dimension", "unit", "label", "percent"),
    filters=("system", "dimension", "unit"),
    groups=(Group(_("Who bears it"), ("system", "dimension", "unit", "label", "percent")),),
    key=("system", "dimension", "unit", "label"),
    headers=headers_systems.COST_SHARE,
    intro=_("How much of each system's cost a unit, an activity or a project bears."),
    empty=_("Open a system and choose “Divide the cost”."),
)

add_to_menu(
    MenuItem(
        menu=Menu.REGISTER,
        label=_("What systems cost"),
        url_name="register:cost_overview",
        permission=Permission.REGISTER_READ,
        order=44,
        under=_("Suppliers and costs"),
    ),
    MenuItem(
        menu=Menu.REGISTER,
        label=_("How well systems serve"),
        url_name="register:system_fit",
        permission=Permission.REGISTER_READ,
        order=46,
        under=_("Suppliers and costs"),
    ),
)
