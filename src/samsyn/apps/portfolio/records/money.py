"""How funds, allocations, costs, expenses and grants are listed, shown, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import Allocation, Cost, Expense, Fund, GrantApplication
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record
from samsyn.kernel.records.following import parts_follow

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE
_INITIATIVE = ("insats", "initiativ", "projekt", "prosjekt", "initiative")
_YEAR = ("år", "räkenskapsår", "regnskapsår", "regnskabsår", "year")

FUNDS = Record(
    model=Fund,
    slug="funds",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "owner", "purpose"),
    filters=("kind", "owner"),
    groups=(Group(_("What it is"), ("name", "kind", "owner", "purpose")),),
    headers={"name": ("medel", "pott", "fond", "pulje", "fund")},
    after_save=parts_follow,
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
    columns=("name", "one_off", "running", "decided_by", "decided_on"),
    filters=("fund",),
    groups=(
        Group(_("What may be spent"), ("fund", "fiscal_year", "one_off", "running")),
        Group(_("Who decided"), ("decided_by", "decided_on")),
    ),
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
    columns=("initiative", "fiscal_year", "kind", "amount", "forecast", "fund"),
    filters=("initiative", "fund", "kind"),
    groups=(
        Group(
            _("What it costs"),
            ("initiative", "fiscal_year", "kind", "amount", "forecast", "fund"),
        ),
        Group(_("Who decided"), ("decided_by", "decided_on")),
    ),
    key=("initiative", "fiscal_year", "kind", "fund"),
    headers={
        "forecast": ("prognos", "prognose", "forecast"),
        "amount": ("budget", "belopp", "beløp", "beløb", "amount"),
    },
    intro=_("What initiatives are expected to cost, year by year."),
    empty=_("Say what one initiative costs in one year."),
    order=62,
)
EXPENSES = Record(
    model=Expense,
    slug="expenses",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "fund", "fiscal_year", "kind", "booked_on", "amount"),
    filters=("initiative", "fund", "kind"),
    groups=(
        Group(_("What was spent"), ("initiative", "amount", "kind", "booked_on")),
        Group(_("Where it is booked"), ("fund", "fiscal_year", "reference", "note")),
    ),
    keys=(("reference",), ("initiative", "fund", "kind", "booked_on", "amount")),
    headers={
        "initiative": _INITIATIVE,
        "fund": ("medel", "pott", "fond", "pulje", "fund"),
        "fiscal_year": _YEAR,
        "booked_on": ("bokföringsdatum", "bokført", "bogført", "datum", "dato", "date"),
        "amount": ("belopp", "beløp", "beløb", "amount"),
        "reference": ("verifikat", "bilag", "reference"),
    },
    intro=_("Money that was spent on initiatives, as the ledger has it."),
    empty=_("Bring in a sheet from the ledger, or write one expense down."),
    order=72,
)
GRANTS = Record(
    model=GrantApplication,
    slug="grant-applications",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "funder", "state", "apply_by", "asked", "granted", "owner"),
    filters=("state", "owner", "initiative", "fund"),
    groups=(
        Group(_("What is applied for"), ("name", "funder", "initiative", "fund", "state", "owner")),
        Group(_("Money"), ("asked", "granted", "own_share")),
        Group(
            _("Days to keep"),
            (
                *("apply_by", "applied_on", "answer_expected_on"),
                *("decided_on", "spend_by", "report_by"),
            ),
        ),
        Group(_("Rules"), ("rules",)),
    ),
    tones={"state": {"granted": "success", "refused": "warning", "applied": "info"}},
    headers={
        "name": ("ansökan", "søknad", "ansøgning", "application"),
        "funder": ("finansiär", "bidragsgivare", "tilskuddsgiver", "funder"),
        "apply_by": ("sista ansökningsdag", "søknadsfrist", "ansøgningsfrist", "deadline"),
    },
    intro=_("Money from outside: until when, by which rules, and how it went."),
    empty=_("Write down one grant and its last day to apply."),
    order=61,
)
MONEY = (FUNDS, ALLOCATIONS, COSTS, EXPENSES, GRANTS)
