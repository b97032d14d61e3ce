"""REG-007: find systems that must withstand more than they were found fit for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.impact import SOURCES, landscape_of
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.apps.register.rules import addresses
from samsyn.domain.classification.scales import REQUIRED, Aspect
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.kernel.rules import Hit, Law, Parameter, Question, Severity, rule

_ASPECTS = {
    Aspect.CONFIDENTIALITY: gettext_lazy("confidentiality"),
    Aspect.INTEGRITY: gettext_lazy("integrity"),
    Aspect.AVAILABILITY: gettext_lazy("availability"),
}


def says(facts: Mapping[str, Any]) -> str:
    """Name each aspect with what is demanded and what it was assessed for."""
    told = [
        _("%(aspect)s %(level)s, assessed for %(assessed)s")
        % {"aspect": _ASPECTS[Aspect(aspect)], "level": level, "assessed": assessed}
        for aspect, level, assessed in facts["above"]
    ]
    return _("It must withstand more than it was assessed for: %(what)s.") % {
        "what": "; ".join(told)
    }


@rule(
    code="REG-007",
    title=gettext_lazy("A system must withstand more than it is assessed for"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "Information flows to places that nobody has judged fit for it. What was safe enough for"
        " the system's own information may not be for what it receives."
    ),
    basis=[Law("GDPR", "32(1)")],
    fix=gettext_lazy(
        "Assess the system for the higher level, stop the flow that causes it, or override the"
        " level and say why."
    ),
    watches=SOURCES,
    parameters=[Parameter("steps", gettext_lazy("steps above what it is assessed for"), 1)],
    says=says,
    fix_url=addresses.show("systems"),
    minds_the_date=False,
)
def above_assessment(question: Question) -> Iterable[Hit]:
    """Hit systems in use with an aspect that is assessed, and too low."""
    land = landscape_of(question.actor)
    steps = question.threshold("steps")
    fields = [f"assessed_{aspect}" for aspect in REQUIRED]
    systems = systems_in_use(question.actor).values_list("pk", "name", "owner_id", *fields)
    for pk, name, owner, *assessed in systems:
        above = []
        for aspect, fit_for in zip(REQUIRED, assessed, strict=True):
            level = land.level(Thing(Kind.SYSTEM, pk), aspect)
            if level is not None and fit_for is not None and level >= fit_for + steps:
                above.append([str(aspect), level, fit_for])
        if above:
            yield Hit(model=System, pk=pk, title=name, facts={"above": above}, responsible=owner)
