"""Judge an invoice by what matters of EN 16931 and Peppol BIS Billing 3: all faults at once."""

from __future__ import annotations

from samsyn.domain.invoices.document import Document
from samsyn.domain.invoices.faults import Fault
from samsyn.domain.invoices.rule_fields import field_faults
from samsyn.domain.invoices.rule_parties import party_faults
from samsyn.domain.invoices.rule_sums import sum_faults
from samsyn.domain.invoices.rule_vat import vat_faults


def faults_of(document: Document) -> tuple[Fault, ...]:
    """Return every fault, the fatal ones first; no fatal fault means that it may be taken.

    Source: EN 16931-1 with its UBL rules 1.3, and Peppol BIS Billing 3.0 with the national rules
    of Sweden, Norway and Denmark. Left out: rules about payment cards, payees, tax
    representatives and delivery addresses, which say nothing about what was bought from whom.
    """
    found = [
        *document.found,
        *field_faults(document),
        *party_faults(document),
        *sum_faults(document),
        *vat_faults(document),
    ]
    return tuple(sorted(found, key=lambda fault: not fault.fatal))


def is_acceptable(faults: tuple[Fault, ...]) -> bool:
    """Tell whether nothing is wrong that the standard calls fatal."""
    return not any(fault.fatal for fault in faults)
