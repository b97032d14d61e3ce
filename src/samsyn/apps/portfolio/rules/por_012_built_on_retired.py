"""POR-012: find initiatives that build on a system which is, or is about to be, gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.models import Initiative, InitiativeSystem
from samsyn.apps.register.public import System
from samsyn.domain.portfolio.course import COMMITTED
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Name the systems."""
    return gettext("It builds on what is retired: %(names)s.") % {
        "names": ", ".join(facts["systems"])
    }


@rule(
    code="POR-012",
    title=gettext_lazy("An initiative builds on a retired system"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("Work on a system that nobody uses any more gives nothing."),
    fix=gettext_lazy("Replace the system in the initiative, or stop the initiative."),
    watches=[Initiative, InitiativeSystem, System],
    says=says,
    minds_the_date=False,
)
def built_on_retired(question: Question) -> Iterable[Hit]:
    """Hit decided and running initiatives that touch a retired system."""
    touches = (
        InitiativeSystem.owned_by(question.actor)
        .filter(initiative__state__in=COMMITTED, system__stage=System.Stage.RETIRED)
        .order_by("initiative_id", "system__sort_key")
        .values_list("initiative_id", "initiative__name", "initiative__owner_id", "system__name")
    )
    found: dict[tuple[int, str, int | None], list[str]] = defaultdict(list)
    for pk, name, owner, system in touches:
        found[pk, name, owner].append(system)
    for (pk, name, responsible), systems in found.items():
        yield Hit(
            model=Initiative, pk=pk, title=name, facts={"systems": systems}, responsible=responsible
        )
