"""What people settle by hand: who sent an invoice, and which agreement it falls under."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.db.models import QuerySet

from samsyn.apps.register.public import Agreement, Supplier
from samsyn.apps.spend.models import Invoice, InvoiceLine
from samsyn.apps.spend.queries.known import Surroundings, surroundings
from samsyn.apps.spend.queries.stored import document_of
from samsyn.apps.spend.services.placing import PLACED, PRICED, place
from samsyn.apps.spend.services.read_invoices import Report, silently
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel.imports import bulk
from samsyn.kernel.use_case import use_case

_AT_ONCE = 500


class Obstacle(StrEnum):
    """Why something cannot be settled so."""

    NO_SUCH_AGREEMENT = "no_such_agreement"
    NO_SUCH_SUPPLIER = "no_such_supplier"
    REASON_MISSING = "reason_missing"


@use_case(Permission.SPEND_WRITE)
def choose_agreement(
    actor: Actor,
    *,
    invoice_id: int,
    agreement_id: int | None,
    reason: str,
    alike: bool = False,
) -> int:
    """Say which agreement an invoice falls under, or (None) that none does; return how many.

    `alike` settles the supplier's other invoices in the same way that nobody could settle.
    Raises Refused for an agreement that is not ours and for silence about why.
    """
    invoice = Invoice.owned_by(actor).select_for_update().get(pk=invoice_id)
    agreement = Agreement.owned_by(actor).filter(pk=agreement_id or 0).first()
    refuse_if(_against(agreement_id, agreement, reason))
    chosen = [invoice]
    if alike and invoice.supplier_id:
        others = _undecided_like(actor, invoice)
        offered = [one for one in others if not agreement_id or agreement_id in one.candidates]
        chosen += offered
    standing = Invoice.Standing.WITHIN if agreement else Invoice.Standing.OUTSIDE
    for one in chosen:
        one.agreement, one.standing, one.ground = agreement, standing, Invoice.Ground.HAND
        one.candidates = []
        one.revision += 1
    _place_again(actor, chosen, surroundings(actor))
    return len(chosen)


@use_case(Permission.SPEND_WRITE)
def choose_supplier(actor: Actor, *, invoice_id: int, supplier_id: int, reason: str) -> int:
    """Say who sent an invoice; all from the same sender follow, those to come too.

    Returns how many invoices it settled. Raises Refused.
    """
    invoice = Invoice.owned_by(actor).select_for_update().get(pk=invoice_id)
    supplier = Supplier.visible_to(actor).filter(pk=supplier_id).first()
    objections = [] if supplier else [Objection(Obstacle.NO_SUCH_SUPPLIER, field="supplier")]
    if not reason.strip():
        objections.append(Objection(Obstacle.REASON_MISSING, field="reason"))
    if supplier is None or objections:
        raise Refused(objections)
    chosen = [invoice]
    if invoice.sender_key:
        same = Invoice.owned_by(actor).select_for_update().filter(sender_key=invoice.sender_key)
        chosen += list(same.exclude(pk=invoice.pk))
    for one in chosen:
        one.supplier, one.supplier_ground = supplier, Invoice.SupplierGround.HAND
        one.revision += 1
    _place_again(actor, chosen, surroundings(actor))
    return len(chosen)


@use_case(Permission.SPEND_WRITE)
def match_again(actor: Actor, *, report: Report = silently) -> int:
    """Hold every invoice against the register as it is now; what people chose stays.

    Returns how many stand otherwise than before.
    """
    about = surroundings(actor)
    pks = list(Invoice.owned_by(actor).order_by("pk").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(pks), _AT_ONCE):
        heap = Invoice.owned_by(actor).filter(pk__in=pks[start : start + _AT_ONCE])
        changed += _place_again(actor, list(heap), about)
        report(start, len(pks))
    return changed


def _against(agreement_id: int | None, agreement: Agreement | None, reason: str) -> list[Objection]:
    found = []
    if agreement_id and agreement is None:
        found.append(Objection(Obstacle.NO_SUCH_AGREEMENT, field="agreement"))
    if not reason.strip():
        found.append(Objection(Obstacle.REASON_MISSING, field="reason"))
    return found


def _undecided_like(actor: Actor, invoice: Invoice) -> QuerySet[Invoice]:
    undecided = Invoice.owned_by(actor).filter(standing=Invoice.Standing.SEVERAL)
    same = undecided.filter(supplier=invoice.supplier)
    return same.exclude(pk=invoice.pk).select_for_update()


def _place_again(actor: Actor, invoices: Sequence[Invoice], about: Surroundings) -> int:
    """Work out supplier, agreement and prices anew; write only what has changed."""
    lines: dict[int, list[InvoiceLine]] = {}
    kept = InvoiceLine.owned_by(actor).filter(invoice__in=[one.pk for one in invoices])
    for line in kept.order_by("pk"):
        lines.setdefault(line.invoice_id, []).append(line)
    stored = {one.pk: _facts(one, PLACED, revision=True) for one in _as_stored(actor, invoices)}
    moved, repriced = [], []
    for invoice in invoices:
        theirs = lines.get(invoice.pk, [])
        before = [_facts(line, PRICED) for line in theirs]
        place(invoice, theirs, document_of(invoice, theirs), about)
        if _facts(invoice, PLACED, revision=True) != stored[invoice.pk]:
            moved.append(invoice)
        pairs = zip(theirs, before, strict=True)
        repriced += [line for line, said in pairs if _facts(line, PRICED) != said]
    bulk.overwrite(Invoice, moved, (*PLACED, "revision"))
    bulk.overwrite(InvoiceLine, repriced, PRICED)
    return len(moved)


def _as_stored(actor: Actor, invoices: Sequence[Invoice]) -> QuerySet[Invoice]:
    return Invoice.owned_by(actor).filter(pk__in=[one.pk for one in invoices])


def _facts(
    row: Invoice | InvoiceLine, names: Sequence[str], *, revision: bool = False
) -> list[object]:
    columns = [row._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
    return [getattr(row, column) for column in columns] + ([row.revision] if revision else [])
