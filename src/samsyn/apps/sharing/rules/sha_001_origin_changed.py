"""SHA-001: find what we took from a neighbour who has changed it since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.sharing.models import Offer, Taking
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Say who changed it and when."""
    day = written(date.fromisoformat(facts["day"]))
    return _("%(who)s changed it on %(day)s. See what, and keep yours or take theirs.") % {
        "who": facts["who"],
        "day": day,
    }


@rule(
    code="SHA-001",
    title=gettext_lazy("A neighbour has changed what we took"),
    severity=Severity.LOW,
    why=gettext_lazy("What made them change it may be true here too."),
    fix=gettext_lazy("Compare the two, line by line, and decide again."),
    watches=[Taking],
    says=says,
    fix_url=lambda hit: reverse("sharing:compare", args=[hit.pk]),
)
def origin_changed(question: Question) -> Iterable[Hit]:
    """Hit drafts and adopted takings whose offer has a later edition; two queries."""
    kept = Taking.owned_by(question.actor).exclude(state=Taking.State.DECLINED)
    takings = {taking.offer_id: taking for taking in kept.filter(offer_id__isnull=False)}
    offers = Offer.visible_to(question.actor).filter(pk__in=takings, withdrawn_on__isnull=True)
    for offer in offers.select_related("organisation").defer("snapshot", "words"):
        taking = takings[offer.pk]
        if offer.edition > taking.edition:
            yield Hit(
                model=Taking,
                pk=taking.pk,
                title=taking.name,
                facts={
                    "who": offer.organisation.name,
                    "day": (offer.renewed_on or offer.offered_on).isoformat(),
                },
                responsible=taking.responsible_id,
            )
