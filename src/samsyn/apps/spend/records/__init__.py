"""How the room's nouns are listed, shown and exported; nobody types an invoice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.spend.records.invoices import INVOICE_LINES, INVOICES
from samsyn.apps.spend.records.readings import READINGS, REFUSALS
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.history import name_acts

RECORDS = (INVOICES, INVOICE_LINES, READINGS, REFUSALS)


def show_in_menu() -> None:
    """Put the overview into the register's section, and name this room's acts."""
    name_acts(
        {
            "spend.receive_invoices": _("Received files with invoices"),
            "spend.read_invoices": _("Read invoices"),
            "spend.choose_agreement": _("Chose the agreement"),
            "spend.choose_supplier": _("Chose the supplier"),
            "spend.match_again": _("Matched again"),
        }
    )
    add_to_menu(
        MenuItem(
            menu=Menu.REGISTER,
            label=_("Spend"),
            url_name="spend:overview",
            permission=Permission.SPEND_READ,
            order=42,
            under=_("Suppliers and costs"),
        )
    )
