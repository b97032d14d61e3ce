"""Put this room's refusals into words that say what to do."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from samsyn.domain.policy.objections import PolicyObjection
from samsyn.domain.shared.refusal import Objection


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    match PolicyObjection(objection.code):
        case PolicyObjection.NO_NUMBERS:
            return _("No numbers were found. Begin every clause on its own line: 1. or 1.1 or § 1.")
        case PolicyObjection.NUMBER_TWICE:
            return _("The number %(number)s stands twice. Change one of them.") % objection.facts
        case PolicyObjection.NUMBER_TAKEN:
            said = _("The document already has a clause %(number)s. Leave it out here, or edit it.")
            return said % objection.facts
        case PolicyObjection.RULE_UNKNOWN:
            return _("There is no rule %(code)s. Choose one from the list.") % objection.facts
        case PolicyObjection.CLAUSE_UNKNOWN:
            return _("The clause is no longer there, or belongs to another organisation.")
        case never:
            assert_never(never)
