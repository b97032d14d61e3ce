"""The parts of the register's pages that are worked out, with what they were worked out from."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.register.models import Agreement, InformationAsset, Product
from samsyn.apps.register.queries.agreements import terms_of
from samsyn.apps.register.queries.classifications import history_of
from samsyn.apps.register.queries.systems import systems_elsewhere
from samsyn.apps.register.wording import ASPECTS, LEVELS, reason_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.register.notice import notice_day
from samsyn.domain.register.validity import validity
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import record_url

_SHOWN = 8


def agreement_validity(actor: Actor, agreement: Agreement) -> Mapping[str, object]:
    """Return whether the agreement holds today and why, and when notice must be given."""
    today = clock.today()
    terms = terms_of(actor, agreement)
    verdict = validity(terms, today)
    notice = None if terms.terminated_on else notice_day(terms, today)
    return {
        "in_force": verdict.in_force,
        "reasons": [
            {"holds": reason.holds, "text": reason_in_words(reason)} for reason in verdict.reasons
        ],
        "notice_day": notice,
        "notice_months": terms.notice_months,
        "notice_passed": notice is not None and notice < today,
        "kept_until": terms.kept_until,
    }


def asset_classification(actor: Actor, asset: InformationAsset) -> Mapping[str, object]:
    """Return the classification that counts, and those before it."""
    decisions = list(history_of(actor, asset))
    return {
        "decisions": [
            {
                "levels": [
                    {
                        "aspect": ASPECTS[aspect],
                        "level": level,
                        "words": LEVELS.get(level, ""),
                        "reason": getattr(decision, f"{aspect}_reason"),
                    }
                    for aspect in Aspect
                    if (level := getattr(decision, aspect)) is not None
                ],
                "decided_on": decision.decided_on,
                "next_review": decision.next_review,
                "participants": decision.participants,
            }
            for decision in decisions
        ],
        "overdue": bool(decisions) and decisions[0].next_review < clock.today(),
    }


def product_elsewhere(actor: Actor, product: Product) -> Mapping[str, object]:
    """Return the first of the systems that others build on this product."""
    systems = list(systems_elsewhere(actor, product)[: _SHOWN + 1])
    return {
        "systems": [
            {"name": system.name, "who": system.organisation.name, "url": record_url(system)}
            for system in systems[:_SHOWN]
        ],
        "more": len(systems) > _SHOWN,
        "url": reverse("register:product_users", args=[product.pk]),
    }
