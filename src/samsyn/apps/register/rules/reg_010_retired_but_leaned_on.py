"""REG-010: find retired systems that something still leans on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Agreement, AgreementSystem, InformationFlow, System
from samsyn.apps.register.queries.agreements import all_terms, coverage
from samsyn.apps.register.rules import addresses
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.lifecycle import IN_USE
from samsyn.domain.register.validity import in_force
from samsyn.kernel.rules import Hit, Question, Severity, rule

_NAMED = 3


def says(facts: Mapping[str, Any]) -> str:
    """Name the agreements still paid for, and the systems that wait for it."""
    told = []
    if facts["agreements"]:
        names = ", ".join(facts["agreements"])
        told.append(_("It is retired, and an agreement still runs: %(names)s.") % {"names": names})
    if facts["waiting"]:
        names = ", ".join(facts["waiting"])
        told.append(_("It is retired, and still meant to replace %(names)s.") % {"names": names})
    if facts.get("flows"):
        names = ", ".join(facts["flows"])
        told.append(_("It is retired, and information still goes: %(names)s.") % {"names": names})
    return " ".join(told)


@rule(
    code="REG-010",
    title=gettext_lazy("Something still leans on a retired system"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What leans on a system that is gone is paid for in vain, or will fall."),
    fix=gettext_lazy("End the agreement, move the flow, or name another successor."),
    watches=[System, Agreement, AgreementSystem, InformationFlow],
    says=says,
    fix_url=addresses.show("systems"),
)
def retired_but_leaned_on(question: Question) -> Iterable[Hit]:
    """Hit retired systems that are paid for, are waited for, or still send or receive."""
    actor = question.actor
    retired = System.owned_by(actor).filter(stage=System.Stage.RETIRED)
    waiting: dict[int, list[str]] = {}
    others = System.owned_by(actor).filter(stage__in=IN_USE, replaced_by__in=retired)
    for pk, name in others.order_by("sort_key", "pk").values_list("replaced_by_id", "name"):
        waiting.setdefault(pk, []).append(name)
    systems = list(retired.values_list("pk", "name", "owner_id"))
    running = _running_for_nothing(question) if systems else {}
    flowing = _flowing(actor) if systems else {}
    for pk, name, owner in systems:
        if pk in running or pk in waiting or pk in flowing:
            yield Hit(
                model=System,
                pk=pk,
                title=name,
                facts={
                    "agreements": running.get(pk, [])[:_NAMED],
                    "waiting": waiting.get(pk, [])[:_NAMED],
                    "flows": flowing.get(pk, [])[:_NAMED],
                },
                responsible=owner,
            )


def _running_for_nothing(question: Question) -> dict[int, list[str]]:
    """Return by system the agreements in force that cover retired systems only."""
    covered: dict[int, list[int]] = {}
    for agreement, system in coverage(question.actor):
        covered.setdefault(agreement, []).append(system)
    retired = _retired(question.actor)
    terms = all_terms(question.actor)
    found: dict[int, list[str]] = {}
    for agreement, systems in covered.items():
        if retired.issuperset(systems) and in_force(terms[agreement], question.today):
            for system in systems:
                found.setdefault(system, []).append(terms[agreement].title)
    return found


def _flowing(actor: Actor) -> dict[int, list[str]]:
    """Return by retired system the flows that have it as an end."""
    gone = System.Stage.RETIRED
    flows = (
        InformationFlow.owned_by(actor)
        .filter(Q(source_system__stage=gone) | Q(target_system__stage=gone))
        .order_by("sort_key", "pk")
    )
    retired = _retired(actor)
    found: dict[int, list[str]] = {}
    for source, target, name in flows.values_list("source_system", "target_system", "name"):
        for end in {source, target} & retired:
            found.setdefault(end, []).append(name)
    return found


def _retired(actor: Actor) -> set[int]:
    retired = System.owned_by(actor).filter(stage=System.Stage.RETIRED)
    return set(retired.values_list("pk", flat=True))
