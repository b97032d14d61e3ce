"""REG-011: find routines whose information nobody has analysed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Routine
from samsyn.apps.register.rules import addresses
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(_facts: Mapping[str, Any]) -> str:
    """Say what is missing."""
    return _("Nobody has analysed its information.")


@rule(
    code="REG-011",
    title=gettext_lazy("A routine has no information analysis"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Who does not know what information a routine needs, and who may do what with it, cannot"
        " protect it, nor say what a new system must be able to do."
    ),
    fix=gettext_lazy(
        "Sit down with those who do the work: who may do what with which information, when and"
        " for what purpose. Note the day."
    ),
    watches=[Routine],
    says=says,
    fix_url=addresses.show("routines"),
    minds_the_date=False,
)
def routine_not_analysed(question: Question) -> Iterable[Hit]:
    """Hit routines without a day of analysis."""
    routines = Routine.owned_by(question.actor).filter(analysed_on=None)
    for pk, name, owner in routines.values_list("pk", "name", "owner_id"):
        yield Hit(model=Routine, pk=pk, title=name, responsible=owner)
