"""Put the refusals of all records into words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.records.services import Obstacle


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    if objection.code == Obstacle.CHANGED_MEANWHILE:
        return _(
            "Somebody else changed this while you were typing. Look at what is saved now,"
            " then save again to keep yours."
        )
    if objection.code == Obstacle.STILL_POINTED_AT:
        if not objection.facts:
            return _("Something still refers to this. Remove that first.")
        return _("%(what)s still refer to this: %(count)d. Change or remove them first.") % dict(
            objection.facts
        )
    return _("This belongs to another organisation, which alone may change it.")
