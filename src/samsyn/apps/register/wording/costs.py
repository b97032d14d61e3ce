"""Say what is wrong with shares of a cost."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.domain.register.cost_shares import ShareFault
from samsyn.domain.shared.refusal import Objection


def explain(objection: Objection) -> str:
    """Return the sentence for one objection to a division of a cost."""
    facts = dict(objection.facts)
    if objection.code == ShareFault.TOO_LITTLE:
        return _("The shares must add up to 100 %%; %(off)s %% is missing.") % facts
    if objection.code == ShareFault.TOO_MUCH:
        return _("The shares must add up to 100 %%; they are %(off)s %% too much.") % facts
    if objection.code == ShareFault.TWICE:
        return _("%(bearer)s is there twice.") % facts
    return _("A share must be more than nothing.")
