"""REG-001: find systems in use that lack an owner, an administrator or an information owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.systems import systems_in_use
from samsyn.apps.register.rules import addresses
from samsyn.kernel.rules import Hit, Question, Severity, rule

_ROLES = {
    "owner": gettext_lazy("system owner"),
    "administrator": gettext_lazy("system administrator"),
    "information_owner": gettext_lazy("information owner"),
}


def says(facts: Mapping[str, Any]) -> str:
    """Name the roles that nobody holds."""
    names = [str(_ROLES[role]) for role in facts["missing"]]
    return _("It has no %(roles)s.") % {"roles": get_text_list(names, _("or"))}


@rule(
    code="REG-001",
    title=gettext_lazy("Nobody answers for a system"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("What nobody answers for is neither secured, paid for nor ended in time."),
    fix=gettext_lazy("Name the people who answer for it."),
    watches=[System],
    says=says,
    fix_url=addresses.edit("systems"),
    minds_the_date=False,
)
def nobody_answers(question: Question) -> Iterable[Hit]:
    """Hit systems in use where one of the three roles is empty."""
    alone = Q(owner=None) | Q(administrator=None) | Q(information_owner=None)
    systems = systems_in_use(question.actor).filter(alone)
    for pk, name, *people in systems.values_list("pk", "name", *(f"{r}_id" for r in _ROLES)):
        yield Hit(
            model=System,
            pk=pk,
            title=name,
            facts={"missing": [r for r, who in zip(_ROLES, people, strict=True) if who is None]},
            responsible=next((who for who in people if who is not None), None),
        )
