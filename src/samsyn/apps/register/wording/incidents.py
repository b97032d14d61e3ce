"""Put clocks, likely twins and refusals about suppliers into words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.register.clocks import State
from samsyn.domain.shared.refusal import Objection

STATES: Mapping[State, StrOrPromise] = {
    State.DONE: _("Done in time"),
    State.DONE_LATE: _("Done, too late"),
    State.SOON: _("Runs out within six hours"),
    State.RUNNING: _("Running"),
    State.OUT: _("The time is out"),
}
TONES: Mapping[State, str] = {
    State.DONE: "success",
    State.DONE_LATE: "warning",
    State.SOON: "warning",
    State.RUNNING: "info",
    State.OUT: "danger",
}
_OBJECTIONS: Mapping[str, StrOrPromise] = {
    "itself": _("Choose two different suppliers."),
    "two_numbers": _(
        "They have different organisation numbers, %(one)s and %(other)s: two companies. Correct"
        " the wrong number first."
    ),
    "gone": _("One of them is no longer in the catalogue."),
    "no_reason": _("Say why: everybody's links move."),
    "incident_not_yet": _("That moment is still to come."),
    "incident_no_message": _("Write what is to be told."),
    "incident_sent_already": _("The neighbours were told already."),
    "incident_own_notice": _("This is your own notice; neighbours answer it."),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    return str(_OBJECTIONS[str(objection.code)]) % objection.facts
