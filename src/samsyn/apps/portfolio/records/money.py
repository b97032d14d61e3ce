"""How funds, allocations and costs are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import Allocation, Cost, Fund
from samsyn.apps.portfolio.services.follow_names import follow_fund
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE

FUNDS = Record(
    model=Fund,
    slug="funds",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "owner", "purpose"),
    filters=("owner",),
    groups=(Group(_("What it is"), ("name", "owner", "purpose")),),
    headers={"name": ("medel", "pott", "fond", "pulje", "fund")},
    after_save=follow_fund,
    intro=_("Pots of money that initiatives are paid from."),
    empty=_("Name one pot of money, then say what it may spend in a year."),
    order=60,
)

ALLOCATIONS = Record(
    model=Allocation,
    slug="allocations",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "one_off", "running"),
    filters=("fund",),
    groups=(Group(_("What may be spent"), ("fund", "fiscal_year", "one_off", "running")),),
    key=("fund", "fiscal_year"),
    intro=_("What a fund may spend in a fiscal year. The roadmap keeps within it."),
    empty=_("Say what one fund may spend in one year."),
    order=61,
)

COSTS = Record(
    model=Cost,
    slug="costs",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "fiscal_year", "kind", "amount", "fund"),
    filters=("initiative", "fund", "kind"),
    groups=(Group(_("What it costs"), ("initiative", "fiscal_year", "kind", "amount", "fund")),),
    key=("initiative", "fiscal_year", "kind", "fund"),
    intro=_("What initiatives are expected to cost, year by year."),
    empty=_("Say what one initiative costs in one year."),
    order=62,
)
