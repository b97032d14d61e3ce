"""REG-009: find systems that do the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Capability, Product, System
from samsyn.apps.register.rules import addresses
from samsyn.kernel.rules import Hit, Question, Severity, rule

_NAMED = 3
_STAYING = (System.Stage.PILOT, System.Stage.PRODUCTION)


def says(facts: Mapping[str, Any]) -> str:
    """Name what they are for, and the others."""
    told = _("%(others)s is used for the same thing: %(capability)s.")
    return told % {"others": ", ".join(facts["others"]), "capability": facts["capability"]}


@rule(
    code="REG-009",
    title=gettext_lazy("Two systems for the same thing"),
    severity=Severity.LOW,
    why=gettext_lazy("Two systems for one capability cost twice and split the information."),
    fix=gettext_lazy("Decide which one stays, or accept the finding and say why both are needed."),
    watches=[System, Product, Capability],
    says=says,
    fix_url=addresses.show("systems"),
    minds_the_date=False,
)
def same_capability(question: Question) -> Iterable[Hit]:
    """Hit every system in pilot or production whose capability another one has too.

    What is being phased out is on its way already, and isn't counted.
    """
    by_capability: dict[str, list[tuple[int, str, int | None]]] = {}
    systems = System.owned_by(question.actor).filter(
        stage__in=_STAYING, product__capability__isnull=False
    )
    rows = systems.order_by("sort_key", "pk").values_list(
        "product__capability__name", "pk", "name", "owner_id"
    )
    for capability, pk, name, responsible in rows:
        by_capability.setdefault(capability, []).append((pk, name, responsible))
    for capability, same in by_capability.items():
        for pk, name, owner in same if len(same) > 1 else ():
            others = [title for other, title, _owner in same[: _NAMED + 1] if other != pk]
            yield Hit(
                model=System,
                pk=pk,
                title=name,
                facts={"capability": capability, "others": others[:_NAMED]},
                responsible=owner,
            )
