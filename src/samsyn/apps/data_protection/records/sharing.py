"""What of a processing activity may be offered to neighbours: how it is done, never by whom."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models import ActivitySubjects, ProcessingActivity, Purpose
from samsyn.apps.register.public import Product, System
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.sharing import Part, Shareable
from samsyn.kernel.tenancy.owned import Catalogue


def products_of(actor: Actor, activity: ProcessingActivity) -> Asking[list[Catalogue]]:
    """Ask for the products of the systems that the activity uses."""
    (products,) = yield [ready(_products, actor, pk=activity.pk)]
    return products


def _products(actor: Actor, pk: int) -> QuerySet[Product]:
    used = System.owned_by(actor).filter(processing_activities=pk, product__isnull=False)
    return Product.visible_to(actor).filter(pk__in=used.values("product_id"))


SHARED_ACTIVITY = Shareable(
    model=ProcessingActivity,
    fields=(
        *("name", "kind", "description", "kle_main", "kle_codes", "systems", "assets"),
        *("access_who", "recipients", "passed_on"),
        *("third_country", "third_countries", "transfer_basis"),
        *("storage", "deletion", "technical_measures", "organisational_measures"),
        *("informed", "informed_how", "consent", "consent_how", "source"),
        *("automated_decisions", "profiling", "ai", "automation", "public_summary"),
    ),
    draft={"status": ProcessingActivity.Status.IN_PROGRESS},
    parts=(
        Part(
            model=Purpose,
            link="activity",
            fields=("text", "article_6", "article_9", "article_10", "law"),
            label=_("Purposes"),
        ),
        Part(
            model=ActivitySubjects,
            link="activity",
            fields=(
                *("name", "categories", "personal_data", "special_categories"),
                *("offences", "vulnerable"),
            ),
            label=_("People"),
            order=("sort_key", "pk"),
        ),
    ),
    about=products_of,
    assesses=lambda _snapshot: True,  # on what ground, with which measures
)
