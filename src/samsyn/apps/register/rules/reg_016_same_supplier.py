"""REG-016: find the same party written down more than once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models import Agreement, OutsideParty, Site, Supplier, System
from samsyn.apps.register.queries.suppliers import alike, ours
from samsyn.domain.register.same_supplier import Likely
from samsyn.kernel.rules import Hit, Question, Severity, rule

LIKELY: Mapping[Likely, StrOrPromise] = {
    Likely.NUMBER: gettext_lazy("the same organisation number, written differently"),
    Likely.NAME: gettext_lazy("the same name but for spelling or legal form"),
    Likely.NEAR: gettext_lazy("nearly the same name"),
}


def says(facts: Mapping[str, Any]) -> str:
    """Name the other one, and why they may be the same."""
    told = {"other": facts["other"], "why": str(LIKELY[Likely(facts["why"])])}
    return _("It may be the same as “%(other)s”: %(why)s.") % told


@rule(
    code="REG-016",
    title=gettext_lazy("The same supplier is registered more than once"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Agreements, systems and spend are then split in two: nobody sees all that hangs on one"
        " company, also not when it has an incident."
    ),
    fix=gettext_lazy("Merge them, or correct the one whose name or number is wrong."),
    watches=[Supplier, System, Agreement, Site, OutsideParty],
    says=says,
    fix_url=lambda _hit: reverse("register:suppliers_alike"),
    minds_the_date=False,
)
def same_supplier(question: Question) -> Iterable[Hit]:
    """Hit the later one of two that may be the same, where we have to do with either."""
    mine = ours(question.actor)
    found = [p for p in alike(question.actor) if p.one in mine or p.other in mine]
    ids = {pk for pair in found for pk in (pair.one, pair.other)}
    rows = Supplier.visible_to(question.actor).filter(pk__in=ids)
    names = dict(rows.values_list("pk", "name"))
    seen: set[int] = set()
    for pair in found:
        if pair.other in seen:
            continue  # one finding for each row: the surest pair speaks for it
        seen.add(pair.other)
        yield Hit(
            model=Supplier,
            pk=pair.other,
            title=names[pair.other],
            facts={"other": names[pair.one], "why": str(pair.why)},
        )
