"""What is known of a processor's oversight: our own, and what neighbours let us see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samsyn.apps.data_protection.models import Oversight, ProcessorTerms, SubProcessor
from samsyn.apps.register.public import AgreementSystem
from samsyn.domain.access.actor import Actor

_SHOWN = 20


def terms_of_agreement(actor: Actor, agreement: int) -> QuerySet[ProcessorTerms]:
    """Return the processor terms of one agreement, at most one, with the controller's unit."""
    rows = ProcessorTerms.owned_by(actor).filter(agreement=agreement)
    return rows.select_related("controller_unit")[:1]


def sub_processors_of(actor: Actor, agreement: int) -> QuerySet[SubProcessor]:
    """Return the sub-processors under one agreement, by name."""
    return SubProcessor.owned_by(actor).filter(agreement=agreement).order_by("sort_key", "pk")


def oversights_of(actor: Actor, agreement: int, supplier: int | None = None) -> QuerySet[Oversight]:
    """Return the oversights of an agreement: ours, and neighbours' of its supplier or products."""
    products = AgreementSystem.owned_by(actor).filter(agreement=agreement)
    same = Q(product__in=products.exclude(system__product=None).values("system__product"))
    if supplier is not None:
        same |= Q(supplier=supplier)
    elsewhere = same & ~Q(organisation_id=actor.organisation_id)
    ours = Q(organisation_id=actor.organisation_id, agreement=agreement)
    rows = Oversight.visible_to(actor).filter(ours | elsewhere).select_related("organisation")
    return rows.order_by("-planned_on", "-pk")[:_SHOWN]
