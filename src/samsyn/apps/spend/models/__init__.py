"""The room's nouns: invoices, their lines, and how they were read."""

from samsyn.apps.spend.models.invoice import Invoice
from samsyn.apps.spend.models.invoice_line import InvoiceLine
from samsyn.apps.spend.models.reading import InvoiceReading, InvoiceRefusal, UnreadFile

__all__ = ["Invoice", "InvoiceLine", "InvoiceReading", "InvoiceRefusal", "UnreadFile"]
