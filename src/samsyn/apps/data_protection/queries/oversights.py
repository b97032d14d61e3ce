"""What is known of a processor's oversight: our own, and what neighbours let us see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from samsyn.apps.data_protection.models import Oversight, ProcessorTerms, SubProcessor
from samsyn.apps.register.public import Agreement, AgreementSystem
from samsyn.domain.access.actor import Actor

_SHOWN = 20


def terms_of_agreement(actor: Actor, agreement: Agreement) -> ProcessorTerms | None:
    """Return the processor terms of one agreement, with the controller's unit."""
    rows = ProcessorTerms.owned_by(actor).filter(agreement=agreement)
    return rows.select_related("controller_unit").first()


def sub_processors_of(actor: Actor, agreement: Agreement) -> list[SubProcessor]:
    """Return the sub-processors under one agreement, by name."""
    return list(SubProcessor.owned_by(actor).filter(agreement=agreement).order_by("sort_key", "pk"))


def oversights_of(actor: Actor, agreement: Agreement) -> Sequence[Oversight]:
    """Return the oversights of an agreement: ours, and neighbours' of its supplier or products."""
    products = AgreementSystem.owned_by(actor).filter(agreement=agreement)
    same = Q(product__in=products.exclude(system__product=None).values("system__product"))
    if agreement.supplier_id is not None:
        same |= Q(supplier=agreement.supplier_id)
    elsewhere = same & ~Q(organisation_id=actor.organisation_id)
    ours = Q(organisation_id=actor.organisation_id, agreement=agreement)
    rows = Oversight.visible_to(actor).filter(ours | elsewhere).select_related("organisation")
    return list(rows.order_by("-planned_on", "-pk")[:_SHOWN])
