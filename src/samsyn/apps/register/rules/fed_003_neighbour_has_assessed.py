"""FED-003: find what we are about to assess and a neighbour has assessed already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Classification, InformationAsset, System
from samsyn.apps.sharing.public import Offer, Taking, neighbours_offers, topic
from samsyn.domain.access.actor import Actor
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.sharing import assessing_kinds, shareable_of_kind

_Stage = System.Stage


def says(facts: Mapping[str, Any]) -> str:
    """Name the neighbour, and what it has assessed."""
    return _("%(who)s has assessed the same product: “%(what)s”.") % {
        "who": facts["who"],
        "what": facts["what"],
    }


def _to_their_offers(hit: Any) -> str:  # noqa: ANN401 - a hit, or a finding of one
    return f"{reverse('sharing:neighbours')}?{urlencode({'about': hit.facts['about']})}"


@rule(
    code="FED-003",
    title=gettext_lazy("A neighbour has assessed the product that we are assessing"),
    severity=Severity.LOW,
    why=gettext_lazy("What a neighbour has thought through need not be thought out again."),
    fix=gettext_lazy("Look at theirs, take it as a draft, and decide for yourselves."),
    watches=[System, InformationAsset, Classification, Offer, Taking],
    says=says,
    fix_url=_to_their_offers,
)
def neighbour_has_assessed(question: Question) -> Iterable[Hit]:
    """Hit systems not assessed yet whose product a neighbour offers an assessment of.

    A system is being assessed while some of its information is not classified, or while it is
    planned or tried out and nobody has said what information it will hold. What we have taken, or
    declined, is not told again. Two queries.
    """
    systems = list(_being_assessed(question.actor).select_related("product"))
    topics = {topic(system.product): system.product for system in systems if system.product}
    offers = _assessments(question.actor, list(topics))
    for system in systems:
        key = topic(system.product)
        if found := offers.get(key):
            yield Hit(
                model=System,
                pk=system.pk,
                title=system.name,
                facts={"who": found[0], "what": found[1], "about": key},
                responsible=system.information_owner_id or system.owner_id,
            )


def _being_assessed(actor: Actor) -> QuerySet[System]:
    decided = Classification.owned_by(actor).filter(asset=OuterRef("pk"))
    held = InformationAsset.owned_by(actor).filter(systems=OuterRef("pk"))
    unclassified = held.filter(~Exists(decided))
    begun = Q(stage__in=[_Stage.PLANNED, _Stage.PILOT]) & ~Exists(held)
    systems = System.owned_by(actor).filter(product__isnull=False)
    systems = systems.exclude(stage__in=[_Stage.PHASE_OUT, _Stage.RETIRED])
    return systems.filter(begun | Q(Exists(unclassified))).order_by("pk")


def _assessments(actor: Actor, topics: list[str]) -> dict[str, tuple[str, str]]:
    """Return for each product who has assessed it first, and as what; ours to take still."""
    if not topics:
        return {}
    known = Taking.owned_by(actor).filter(offer_id__isnull=False).values("offer_id")
    offers = neighbours_offers(actor).filter(kind__in=assessing_kinds(), about__overlap=topics)
    rows = offers.exclude(pk__in=known).order_by("pk")
    found: dict[str, tuple[str, str]] = {}
    for kind, name, who, about, snapshot in rows.values_list(
        "kind", "name", "organisation__name", "about", "snapshot"
    ):
        declared = shareable_of_kind(kind)
        if declared is not None and declared.assesses(snapshot):
            for key in about:
                found.setdefault(key, (who, name))
    return found
