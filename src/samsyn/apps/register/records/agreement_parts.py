"""How an agreement's parties, prices, costs and follow-ups are listed, typed and imported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import AgreementCost, AgreementParty, FollowUp, PriceLine
from samsyn.apps.register.records import headers_agreements as headers
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Action, Group, Record

_READ, _WRITE = Permission.REGISTER_READ, Permission.REGISTER_WRITE

AGREEMENT_PARTIES = Record(
    model=AgreementParty,
    slug="agreement-parties",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "part", "agreement", "signed_on"),
    filters=("agreement", "part"),
    groups=(Group(_("Who takes part"), ("agreement", "name", "part", "supplier", "signed_on")),),
    key=("agreement", "name"),
    headers=headers.PARTY,
    intro=_("Neighbours and suppliers that are party to an agreement beside the first two."),
    empty=_("Add the municipalities and suppliers that signed the same agreement."),
)

PRICES = Record(
    model=PriceLine,
    slug="prices",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "article_number", "agreement", "price", "currency", "unit", "valid_until"),
    filters=("agreement",),
    groups=(
        Group(_("What it is"), ("agreement", "name", "article_number")),
        Group(_("What it costs"), ("price", "currency", "unit", "valid_from", "valid_until")),
    ),
    key=("agreement", "article_number", "name"),
    headers=headers.PRICE,
    intro=_("What articles and services cost under each agreement."),
    empty=_("Import the supplier's price list; a column tells the agreement's name or number."),
)

AGREEMENT_COSTS = Record(
    model=AgreementCost,
    slug="agreement-costs",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "year", "kind", "unit", "planned", "actual"),
    filters=("agreement", "kind", "unit"),
    groups=(
        Group(
            _("What it costs"),
            ("agreement", "year", "kind", "unit", "account", "planned", "actual"),
        ),
    ),
    key=("agreement", "year", "kind", "unit", "account"),
    headers=headers.COST,
    intro=_("What agreements were planned to cost, and did cost, year by year."),
    empty=_("Write down what one agreement costs this year."),
)

FOLLOW_UPS = Record(
    model=FollowUp,
    slug="follow-ups",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "agreement", "planned_on", "responsible", "done_on", "result"),
    filters=("agreement", "responsible", "result"),
    groups=(
        Group(_("What is followed up"), ("agreement", "name", "planned_on", "responsible")),
        Group(_("What was found"), ("done_on", "result", "conclusion", "report")),
    ),
    key=("agreement", "name", "planned_on"),
    headers=headers.FOLLOW_UP,
    tones={"result": {"kept": "success", "remarks": "warning", "broken": "danger"}},
    actions=(
        Action(
            _("Write down the result"),
            "register:follow_up_done",
            _WRITE,
            shown=lambda follow_up: follow_up.done_on is None,
            primary=True,
        ),
    ),
    intro=_("Whether agreements give what they promised: planned looks, and what was found."),
    empty=_("Plan the first follow-up of an agreement that matters."),
)
