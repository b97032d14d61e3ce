"""How readings of invoices, and what they refused, are listed, shown and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.spend.models import InvoiceReading, InvoiceRefusal
from samsyn.apps.spend.records.panels import refusal_faults
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

READINGS = Record(
    model=InvoiceReading,
    slug="invoice-readings",
    menu=None,
    read=Permission.SPEND_READ,
    write=Permission.SPEND_WRITE,
    columns=("name", "state", "begun_by", "documents", "read", "known", "refused"),
    filters=("state",),
    groups=(
        Group(_("What it was"), ("name", "state", "begun_at", "begun_by")),
        Group(_("What came of it"), ("documents", "read", "known", "refused")),
        Group(_("Where the invoices belong"), ("within", "undecided", "outside")),
    ),
    actions=(Action(_("See the result"), "spend:result", Permission.SPEND_READ, primary=True),),
    intro=_("Every time that invoices were read, and what became of each file."),
    empty=_("Read e-invoices from “Spend”."),
    importable=False,
    made_by_hand=False,
    hidden_relations=("invoices",),
)

REFUSALS = Record(
    model=InvoiceRefusal,
    slug="refused-invoices",
    menu=None,
    read=Permission.SPEND_READ,
    write=Permission.SPEND_WRITE,
    columns=("name", "number", "supplier_name", "summary"),
    filters=("reading",),
    groups=(
        Group(_("What was refused"), ("name", "number", "supplier_name", "reading", "summary")),
    ),
    panels=(Panel("spend/fragments/_faults.html", refusal_faults),),
    intro=_("Files that were not taken, each with every reason."),
    empty=_("Nothing has been refused."),
    importable=False,
    made_by_hand=False,
)
