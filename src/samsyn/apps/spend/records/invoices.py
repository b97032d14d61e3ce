"""How invoices and their lines are listed, shown and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.spend.models import Invoice, InvoiceLine
from samsyn.apps.spend.records.panels import invoice_facts
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

INVOICES = Record(
    model=Invoice,
    slug="invoices",
    menu=None,
    read=Permission.SPEND_READ,
    write=Permission.SPEND_WRITE,
    columns=("name", "issued_on", "supplier", "net", "currency", "standing", "agreement"),
    filters=(
        "standing",
        "supplier",
        "agreement",
        "unit",
        "year",
        "quarter",
        "currency",
        "kind",
        "ground",
        "reading",
    ),
    groups=(
        Group(
            _("What it says"),
            (
                "name",
                "kind",
                "number",
                "issued_on",
                "due_on",
                "supplier_name",
                "supplier_number",
                "buyer_name",
                "buyer_reference",
                "order_reference",
                "contract_reference",
                "cost_centre",
                "credits_number",
            ),
        ),
        Group(_("Money"), ("currency", "net", "tax", "payable", "spent", "over_agreed")),
        Group(
            _("Where it belongs"),
            ("supplier", "supplier_ground", "agreement", "standing", "ground", "unit"),
        ),
        Group(
            _("How it came here"),
            ("reading", "source_name", "personal_data"),
        ),
    ),
    tones={"standing": {"within": "success", "several": "info", "outside": "warning"}},
    panels=(Panel("spend/fragments/_invoice.html", invoice_facts),),
    actions=(
        Action(
            _("Choose the agreement"),
            "spend:choose_agreement",
            Permission.SPEND_WRITE,
            shown=lambda invoice: invoice.supplier_id is not None,
            primary=True,
        ),
        Action(_("Choose the supplier"), "spend:choose_supplier", Permission.SPEND_WRITE),
    ),
    intro=_("E-invoices and credit notes as they were read, and where they belong."),
    empty=_("Read e-invoices from “Spend”: then you see what is bought outside agreements."),
    importable=False,
    made_by_hand=False,
    hidden_relations=("invoice-lines",),
)

INVOICE_LINES = Record(
    model=InvoiceLine,
    slug="invoice-lines",
    menu=None,
    read=Permission.SPEND_READ,
    write=Permission.SPEND_WRITE,
    columns=("name", "invoice", "article", "quantity", "unit", "unit_price", "net", "over_by"),
    filters=("invoice", "personal_data"),
    groups=(
        Group(
            _("What was bought"),
            ("name", "invoice", "line_number", "article", "gtin", "description", "personal_data"),
        ),
        Group(
            _("What it cost"),
            ("quantity", "unit", "unit_price", "net", "agreed_price", "over_by"),
        ),
    ),
    intro=_("What was bought, line by line, beside the agreed price."),
    empty=_("Lines come with the invoices that are read."),
    importable=False,
    made_by_hand=False,
)
