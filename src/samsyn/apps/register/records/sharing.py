"""What of the register may be offered to neighbours: never people, phones, notes or contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import (
    Agreement,
    Classification,
    InformationAsset,
    Product,
    Routine,
    RoutineRequirement,
    RoutineRight,
    System,
)
from samsyn.apps.register.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.decision import Proposal, objections_to
from samsyn.domain.classification.scales import DEFAULT_SCALE, SCALES, Aspect
from samsyn.domain.register.validity import add_months
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.values import Fault
from samsyn.kernel.sharing import Comes, Part, Shareable
from samsyn.kernel.tenancy.owned import Catalogue

_REVIEW_AFTER_MONTHS = 24


def of_system(_actor: Actor, system: System) -> Asking[list[Catalogue]]:
    """Return the product that neighbours recognise a system by."""
    yield []  # on a page the system's links are there from the first answer on
    return [system.product] if system.product else []


def of_asset(actor: Actor, asset: InformationAsset) -> Asking[list[Catalogue]]:
    """Ask for the products of the systems that hold the information."""
    (products,) = yield [ready(_products, actor, "assets", pk=asset.pk)]
    return products


def of_agreement(actor: Actor, agreement: Agreement) -> Asking[list[Catalogue]]:
    """Ask for the products of the systems it covers; return them, and the supplier."""
    (products,) = yield [ready(_products, actor, "agreements", pk=agreement.pk)]
    return [*([agreement.supplier] if agreement.supplier else []), *products]


def of_routine(actor: Actor, routine: Routine) -> Asking[list[Catalogue]]:
    """Ask for the products of the systems that the routine uses."""
    (products,) = yield [ready(_products, actor, "routines", pk=routine.pk)]
    return products


def _products(actor: Actor, by: str, pk: int) -> QuerySet[Product]:
    systems = System.owned_by(actor).filter(**{by: pk}, product__isnull=False)
    return Product.visible_to(actor).filter(pk__in=systems.values("product_id"))


def decide_the_same(
    actor: Actor, asset: InformationAsset, values: Mapping[str, object], _reason: str
) -> Classification:
    """Classify our information as a neighbour did: our own decision, of today.

    Called inside the act of the room that shares. Raises Refused in words.
    """
    actor.must(Permission.ASSET_CLASSIFY)
    today = clock.today()
    levels = {a: int(str(v)) for a in Aspect if (v := values.get(str(a))) is not None}
    reasons = {aspect: str(values.get(f"{aspect}_reason") or "") for aspect in Aspect}
    scale = str(values.get("scale") or DEFAULT_SCALE)
    proposal = Proposal(
        scale=SCALES.get(scale, SCALES[DEFAULT_SCALE]),
        levels=levels,
        reasons=reasons,
        decided_on=today,
        next_review=add_months(today, _REVIEW_AFTER_MONTHS),
    )
    refuse_if(
        Objection(Fault.NOT_VALID, {"told": explain(objection), "label": ""})
        for objection in objections_to(proposal, today)
    )
    return Classification.everything.create(
        organisation_id=actor.organisation_id,
        visibility=asset.visibility,
        asset=asset,
        scale=scale if scale in SCALES else DEFAULT_SCALE,
        participants=[actor.name] if actor.name else [],
        decided_on=today,
        next_review=proposal.next_review,
        **{str(aspect): level for aspect, level in levels.items()},
        **{f"{aspect}_reason": reason for aspect, reason in reasons.items()},
    )


def is_classified(snapshot: Mapping[str, Any]) -> bool:
    """Tell whether offered information comes with a decision of how much it is protected."""
    return bool(snapshot.get("parts", {}).get(Classification._meta.db_table))


SHAREABLES = (
    Shareable(
        model=System,
        fields=(
            "name",
            "aliases",
            "product",
            "version",
            "purpose",
            "assets",
            "criticality",
            "mtpd_hours",
            "rto_hours",
            "rpo_hours",
            "fallback",
            "hosting",
            "hosting_country",
        ),
        optional=("users", "yearly_cost"),
        draft={"stage": System.Stage.PLANNED},
        about=of_system,
    ),
    Shareable(
        model=InformationAsset,
        fields=(
            "name",
            "description",
            "retention",
            "personal_data",
            "categories",
            "special_categories",
            "legal_basis",
            "data_subjects",
        ),
        parts=(
            Part(
                model=Classification,
                link="asset",
                fields=(
                    "scale",
                    *(f"{aspect}{end}" for aspect in Aspect for end in ("", "_reason")),
                ),
                label=_("Classification"),
                comes=Comes.DECIDED,
                order=("-decided_on", "-id"),
                only=1,
                make=decide_the_same,
            ),
        ),
        about=of_asset,
        assesses=is_classified,
    ),
    Shareable(
        model=Agreement,
        fields=(
            "name",
            "kind",
            "supplier",
            "covers",
            "cpv",
            "call_off",
            "requirements",
            "renewal",
            "renewal_months",
            "notice_months",
            "notice_from",
            "payment_model",
            "payment_frequency",
            "price_regulation",
            "template",
            "template_version",
        ),
        optional=("value", "yearly_value"),
        about=of_agreement,
    ),
    Shareable(
        model=Routine,
        fields=(
            "name",
            "kind",
            "purpose",
            "description",
            "frequency",
            "legal_ground",
            "mtpd_hours",
            "fallback",
        ),
        parts=(
            Part(
                model=RoutineRight,
                link="routine",
                fields=("who", "verb", "asset", "what", "when", "purpose"),
                key=("who", "verb", "asset", "what"),
                label=_("Who may do what"),
            ),
            Part(
                model=RoutineRequirement,
                link="routine",
                fields=("name", "weight", "because"),
                label=_("Requirements"),
            ),
        ),
        about=of_routine,
    ),
)
