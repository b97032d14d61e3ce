"""REG-002: find systems in production that no agreement in force covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.register.models import Agreement, AgreementSystem, System
from samsyn.apps.register.queries.agreements import Cover, covers
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.apps.register.rules import addresses
from samsyn.domain.register.lifecycle import IN_PRODUCTION
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Tell no agreement at all from agreements that don't hold."""
    count = int(facts["others"])
    if not count:
        return _("It is in production, and no agreement covers it.")
    told = ngettext(
        "It is in production, and its agreement is not in force.",
        "It is in production, and none of its %(count)d agreements is in force.",
        count,
    )
    return told % {"count": count}


@rule(
    code="REG-002",
    title=gettext_lazy("A system in production without an agreement in force"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "Without an agreement nobody has promised that it works, what it costs, or that we get our"
        " information back."
    ),
    fix=gettext_lazy(
        "Link an agreement that is in force, or say on the system why none is needed."
    ),
    watches=[System, Agreement, AgreementSystem],
    says=says,
    fix_url=addresses.edit("systems"),
)
def no_agreement(question: Question) -> Iterable[Hit]:
    """Hit systems in production that only lapsed agreements cover, or none; DPAs don't count."""
    cover = covers(question.actor, question.today, dpa=False)
    systems = systems_in_use(question.actor).filter(
        stage__in=IN_PRODUCTION, no_agreement_because=""
    )
    for pk, name, owner in systems.values_list("pk", "name", "owner_id"):
        found = cover.get(pk, Cover())
        if not found.holds:
            yield Hit(
                model=System,
                pk=pk,
                title=name,
                facts={"others": found.lapsed},
                responsible=owner,
            )
