"""SHA-003: find offers of what only named roles may see here, or of what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.sharing.models import Offer
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.sharing import all_shareables
from samsyn.kernel.tenancy.owned import Visibility


def says(facts: Mapping[str, Any]) -> str:
    """Say what has happened to the record itself."""
    if facts["gone"]:
        return _("Neighbours are still offered it, but your own record is gone.")
    return _("Neighbours are still offered it, but only named roles may see your own record.")


@rule(
    code="SHA-003",
    title=gettext_lazy("What is closed here is still offered to neighbours"),
    severity=Severity.HIGH,
    why=gettext_lazy("An offer is a picture of the record, and stays as it was when it is closed."),
    fix=gettext_lazy("Withdraw the offer, or let the record be seen again."),
    watches=[Offer],
    says=says,
    fix_url=lambda hit: reverse("sharing:withdraw", args=[hit.pk]),
)
def offered_but_closed(question: Question) -> Iterable[Hit]:
    """Hit offers that stand while their row is restricted or gone; two queries per kind."""
    standing = Offer.owned_by(question.actor).filter(withdrawn_on__isnull=True)
    for declared in all_shareables():
        offers = standing.filter(kind=declared.kind)
        told = list(offers.values_list("pk", "name", "row_id", "offered_by_id"))
        rows = declared.model.owned_by(question.actor).filter(
            pk__in=[row for _p, _n, row, _o in told]
        )
        seen = dict(rows.values_list("pk", "visibility")) if told else {}
        for pk, name, row, person in told:
            if seen.get(row) in {None, Visibility.RESTRICTED}:
                yield Hit(
                    model=Offer,
                    pk=pk,
                    title=name,
                    facts={"gone": row not in seen},
                    responsible=person,
                )
