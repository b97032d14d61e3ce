"""REG-008: find systems that must not stop, and whose fallback nobody has tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.impact import SOURCES, landscape_of
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.apps.register.rules import addresses
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.findings.days import months_before
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.domain.register.lifecycle import IN_PRODUCTION
from samsyn.kernel.rules import Hit, Law, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Tell no fallback at all from one that was never or too long ago tried."""
    told = {"level": facts["level"]}
    if not facts["fallback"]:
        return _("Its availability is %(level)s, and there is no fallback.") % told
    if facts["exercised"] is None:
        return _("Its availability is %(level)s, and its fallback was never exercised.") % told
    told["day"] = written(date.fromisoformat(facts["exercised"]))
    return _("Its availability is %(level)s, and its fallback was last exercised %(day)s.") % told


@rule(
    code="REG-008",
    title=gettext_lazy("A system that must not stop has no fallback that was exercised"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("A fallback that nobody has tried is a hope. Everything stops some day."),
    basis=[Law("NIS2", "21(2)(c)")],
    fix=gettext_lazy(
        "Write down how the work is done while the system is down, try it with those who do the"
        " work, and note the day."
    ),
    watches=SOURCES,
    parameters=[
        Parameter("level", gettext_lazy("availability from which a fallback is needed"), 3),
        Parameter("months", gettext_lazy("months between exercises"), 12, gettext_lazy("months")),
    ],
    says=says,
    fix_url=addresses.edit("systems"),
)
def no_exercised_fallback(question: Question) -> Iterable[Hit]:
    """Hit systems in production of that availability without an exercise since then."""
    land = landscape_of(question.actor)
    since = months_before(question.today, question.threshold("months"))
    systems = systems_in_use(question.actor).filter(stage__in=IN_PRODUCTION)
    for pk, name, owner, fallback, exercised in systems.values_list(
        "pk", "name", "owner_id", "fallback", "fallback_exercised_on"
    ):
        level = land.level(Thing(Kind.SYSTEM, pk), Aspect.AVAILABILITY)
        tried = bool(fallback.strip()) and exercised is not None and exercised >= since
        if level is not None and level >= question.threshold("level") and not tried:
            yield Hit(
                model=System,
                pk=pk,
                title=name,
                facts={
                    "level": level,
                    "fallback": bool(fallback.strip()),
                    "exercised": exercised and exercised.isoformat(),
                },
                responsible=owner,
            )
