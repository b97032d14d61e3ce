"""What the register knows of suppliers, agreements and prices, laid ready for many invoices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.public import (
    Agreement,
    AgreementParty,
    PriceLine,
    Supplier,
    all_terms,
)
from samsyn.apps.spend.models import Invoice
from samsyn.domain.access.actor import Actor
from samsyn.domain.invoices.matching import Candidate, Known, Priced, name_of, reference_key
from samsyn.domain.register.validity import Terms
from samsyn.domain.tabular.folding import fold
from samsyn.kernel.models import Organisation

_OF_A_PRICE = (
    "article_number",
    "name",
    "unit",
    "price",
    "currency",
    "valid_from",
    "valid_until",
)


@dataclass(frozen=True)
class Surroundings:
    """All that one reading needs of our own organisation, in a handful of queries."""

    known: Known
    organisation: Organisation
    units: dict[str, int] = field(default_factory=dict)
    remembered: dict[str, int] = field(default_factory=dict)  # sender: supplier chosen by hand
    tolerance: int = 0

    def unit_of(self, *references: str) -> int | None:
        """Return the unit that a cost centre or a reference names by its code or its name."""
        for reference in references:
            if reference and (found := self.units.get(fold(reference))) is not None:
                return found
        return None


def surroundings(actor: Actor) -> Surroundings:
    """Read the register once, for thousands of invoices."""
    return Surroundings(
        known=_known(actor),
        organisation=Organisation.objects.get(pk=actor.organisation_id),
        units=_units(actor),
        remembered=_remembered(actor),
    )


def _known(actor: Actor) -> Known:
    suppliers = Supplier.visible_to(actor).values_list(
        "pk", "country", "org_number", "former_names", "name", "legal_name", "processor_name"
    )
    numbers: dict[tuple[str, str], int] = {}
    names: dict[str, int | None] = {}
    for pk, country, number, former, *called in suppliers:
        if number:
            numbers[country, number] = pk
        _note_names(names, pk, [*called, *former.split(",")])
    candidates = _candidates(actor)
    by_supplier: dict[int, list[Candidate]] = {}
    for one in candidates.values():
        if one.supplier is not None:
            by_supplier.setdefault(one.supplier, []).append(one)
    parties = AgreementParty.owned_by(actor).filter(
        part=AgreementParty.Part.SUPPLIER, supplier__isnull=False
    )
    for agreement, supplier in parties.values_list("agreement_id", "supplier_id"):
        theirs = by_supplier.setdefault(int(supplier or 0), [])
        if candidates[agreement] not in theirs:
            theirs.append(candidates[agreement])
    return Known(
        numbers,
        names,
        by_supplier,
        _by_number(candidates.values()),
        frozenset(numbers.values()),
    )


def _note_names(names: dict[str, int | None], pk: int, called: Iterable[str]) -> None:
    for name in called:
        key = name_of(name.strip()) if name.strip() else ""
        if key:
            names[key] = pk if names.get(key, pk) == pk else None


def _candidates(actor: Actor) -> dict[int, Candidate]:
    terms = all_terms(actor)
    prices: dict[int, list[Priced]] = {}
    lines = PriceLine.owned_by(actor).order_by("pk").values_list("agreement_id", *_OF_A_PRICE)
    for agreement, *of_a_price in lines.iterator(chunk_size=5000):
        prices.setdefault(agreement, []).append(Priced(*of_a_price))
    rows = Agreement.owned_by(actor).order_by("sort_key", "pk")
    return {
        pk: Candidate(
            pk=pk,
            number=number,
            name=name,
            supplier=supplier,
            terms=terms.get(pk, Terms()),
            prices=tuple(prices.get(pk, ())),
            is_purchase=kind != Agreement.Kind.DPA,
            parent=parent,
        )
        for pk, number, name, supplier, kind, parent in rows.values_list(
            "pk", "number", "name", "supplier_id", "kind", "parent_id"
        )
    }


def _by_number(candidates: Iterable[Candidate]) -> dict[str, Candidate | None]:
    found: dict[str, Candidate | None] = {}
    for one in candidates:
        key = reference_key(one.number)
        if key:
            found[key] = None if key in found else one
    return found


def _units(actor: Actor) -> dict[str, int]:
    units: dict[str, int] = {}
    for pk, name, code in Unit.owned_by(actor).values_list("pk", "name", "code"):
        units.setdefault(fold(name), pk)
        if code:
            units[fold(code)] = pk
    return units


def _remembered(actor: Actor) -> dict[str, int]:
    chosen = Invoice.owned_by(actor).filter(
        supplier_ground=Invoice.SupplierGround.HAND, supplier__isnull=False
    )
    rows = chosen.exclude(sender_key="").order_by("pk").values_list("sender_key", "supplier_id")
    return {key: int(supplier) for key, supplier in rows if supplier}
