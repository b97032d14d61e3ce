"""What is wrong with a report, in words a person can act on."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.domain.portfolio.hours import HoursFlaw
from samsyn.domain.portfolio.status import StatusFlaw
from samsyn.domain.shared.refusal import Objection

REPORTING_ACTS = {
    "portfolio.report_status": gettext_lazy("Told how it goes"),
    "portfolio.report_time": gettext_lazy("Hours reported"),
}


def hours_flaw(objection: Objection) -> str:
    """Say what is wrong with a week of hours."""
    match HoursFlaw(objection.code):
        case HoursFlaw.TOO_MANY:
            most = objection.facts["most"]
            return _("These are more than %(most)s hours in one week. Look for a slip.") % {
                "most": most
            }
        case HoursFlaw.NEGATIVE:
            return _("Hours cannot be less than none.")
        case HoursFlaw.WEEK_TO_COME:
            return _("This week has not begun. Report it when it has.")
        case HoursFlaw.NOT_AT_WORK:
            return _("Nobody works on this any more. Report the hours on something else.")
        case HoursFlaw.NOBODY:
            return _(
                "Your account is not tied to anybody in the register of people. Ask whoever"
                " manages accounts to tie it to you."
            )
        case unknown:
            assert_never(unknown)


def status_flaw(objection: Objection) -> str:
    """Say what is wrong with a status report."""
    match StatusFlaw(objection.code):
        case StatusFlaw.HAS_ENDED:
            return _("It has ended, so there is no more to report.")
        case StatusFlaw.HELP_NOT_NAMED:
            return _("Red means that somebody must decide. Say what help is needed, and from whom.")
        case unknown:
            assert_never(unknown)
