"""REG-013: find a supplier that holds too many of the systems we cannot do without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Product, Supplier, System
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.apps.register.rules import addresses
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule

_CRITICAL = (System.Criticality.HIGH, System.Criticality.CRITICAL)


def says(facts: Mapping[str, Any]) -> str:
    """Say how many of how many."""
    return _("It delivers %(held)d of our %(of)d critical systems (%(percent)d %%).") % facts


@rule(
    code="REG-013",
    title=gettext_lazy("One supplier holds many of our critical systems"),
    severity=Severity.LOW,
    why=gettext_lazy("If that supplier fails, is bought or is attacked, much stops at once."),
    fix=gettext_lazy("Have a plan for when it stops, or spread the risk at the next purchase."),
    watches=[System, Product, Supplier],
    says=says,
    parameters=[
        Parameter("percent", gettext_lazy("largest share"), 30, "%"),
        Parameter("least", gettext_lazy("critical systems before it is asked"), 5),
    ],
    fix_url=addresses.show("suppliers"),
    minds_the_date=False,
)
def one_supplier(question: Question) -> Iterable[Hit]:
    """Hit suppliers with more than the share of all systems of high or critical importance.

    Asked only once there are `least` such systems: of three, one is always a third.
    """
    critical = systems_in_use(question.actor).filter(criticality__in=_CRITICAL)
    rows = list(critical.values_list("product__supplier_id", "product__supplier__name"))
    if len(rows) < question.threshold("least"):
        return
    for (pk, name), held in Counter(rows).items():
        if pk and held * 100 > question.threshold("percent") * len(rows):
            yield Hit(
                model=Supplier,
                pk=pk,
                title=name,
                facts={"held": held, "of": len(rows), "percent": held * 100 // len(rows)},
            )
