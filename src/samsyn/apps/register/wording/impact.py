"""Put levels that were handed on, and things that stop, into words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.models.override import CONTRADICTIONS
from samsyn.domain.impact.dependence import Why
from samsyn.domain.impact.landscape import By, Kind
from samsyn.domain.impact.overriding import Contradiction
from samsyn.domain.shared.refusal import Objection

KINDS: Mapping[Kind, StrOrPromise] = {
    Kind.ASSET: gettext_lazy("Information"),
    Kind.SYSTEM: gettext_lazy("System"),
    Kind.ROUTINE: gettext_lazy("Routine"),
    Kind.UNIT: gettext_lazy("Unit"),
    Kind.PARTY: gettext_lazy("Outside party"),
    Kind.SITE: gettext_lazy("Site"),
    Kind.ORGANISATION: gettext_lazy("Municipality or organisation"),
}
BY: Mapping[By, StrOrPromise] = {
    By.HOLDS: gettext_lazy("lies in"),
    By.FLOW: gettext_lazy("sends all it has to"),
    By.CARRIES: gettext_lazy("is sent to"),
    By.HOSTS: gettext_lazy("runs on"),
}
WHY: Mapping[Why, StrOrPromise] = {
    Why.RUNS_ON: gettext_lazy("runs on it"),
    Why.USES: gettext_lazy("cannot be done without it"),
    Why.RECEIVES: gettext_lazy("needs information from it"),
    Why.BY_WAY_OF: gettext_lazy("gets its information by way of it"),
    Why.WORKS_WITH: gettext_lazy("works with it"),
    Why.IS_PART_OF: gettext_lazy("has it"),
}
_DAY = 24
_WEEKS_FROM = 14 * _DAY
_DAYS_FROM = 2 * _DAY


def explain(objection: Objection) -> str:
    """Return the sentence for one objection to an override."""
    return str(CONTRADICTIONS[Contradiction(objection.code)]) % objection.facts


def after(hours: int) -> str:
    """Say when something happens, counted from the beginning: at once, after 4 hours."""
    if hours == 0:
        return _("At once")
    return _("After %(time)s") % {"time": span(hours)}


def span(hours: int) -> str:
    """Say how long some hours are, in the unit people would use where it comes out even."""
    if hours >= _WEEKS_FROM and hours % (7 * _DAY) == 0:
        weeks = hours // (7 * _DAY)
        return ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
    if hours >= _DAYS_FROM and hours % _DAY == 0:
        days = hours // _DAY
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
