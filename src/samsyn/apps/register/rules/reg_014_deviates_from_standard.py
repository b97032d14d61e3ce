"""REG-014: find systems that deviate from a technology standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import StandardFollowing, System, TechnologyStandard
from samsyn.apps.register.rules import addresses
from samsyn.domain.register.lifecycle import IN_USE
from samsyn.kernel.rules import Hit, Question, Severity, rule

_NAMED = 3


def says(facts: Mapping[str, Any]) -> str:
    """Name the standards it deviates from, and the exemptions that have ended."""
    told = []
    if facts["deviates"]:
        names = ", ".join(facts["deviates"])
        told.append(_("It deviates from %(names)s.") % {"names": names})
    if facts["over"]:
        names = ", ".join(facts["over"])
        told.append(_("Its exemption has ended: %(names)s.") % {"names": names})
    return " ".join(told)


@rule(
    code="REG-014",
    title=gettext_lazy("Deviates from the technology standard"),
    severity=Severity.LOW,
    why=gettext_lazy("Every deviation costs extra in integration, protection and competence."),
    fix=gettext_lazy("Plan how it comes to follow the standard, or exempt it until a day."),
    watches=[System, TechnologyStandard, StandardFollowing],
    says=says,
    fix_url=addresses.show("systems"),
)
def deviates_from_standard(question: Question) -> Iterable[Hit]:
    """Hit systems in use that deviate from a binding standard, or are exempt no longer."""
    today = question.today
    begun = Q(standard__since__isnull=True) | Q(standard__since__lte=today)
    holds = begun & (Q(standard__until__isnull=True) | Q(standard__until__gte=today))
    past = Q(verdict="exempt", until__lt=today)
    rows = (
        StandardFollowing.owned_by(question.actor)
        .filter(holds, Q(verdict="deviates") | past, standard__binding=True)
        .filter(system__stage__in=IN_USE)
        .order_by("system__sort_key", "system_id", "standard__sort_key", "pk")
    )
    found: dict[tuple[int, str, int | None], dict[str, list[str]]] = {}
    columns = ("system_id", "system__name", "system__owner_id", "verdict", "standard__name")
    for pk, name, owner, verdict, standard in rows.values_list(*columns):
        facts = found.setdefault((pk, name, owner), {"deviates": [], "over": []})
        facts["deviates" if verdict == "deviates" else "over"].append(standard)
    for (pk, name, owner), facts in found.items():
        shown = {kind: names[:_NAMED] for kind, names in facts.items()}
        yield Hit(model=System, pk=pk, title=name, facts=shown, responsible=owner)
