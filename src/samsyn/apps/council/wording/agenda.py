"""The words of forums, agendas and calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Objection

AGENDA_ACTS: Mapping[str, StrOrPromise] = {
    "council.add_member": gettext_lazy("Given a seat"),
    "council.end_seat": gettext_lazy("Seat ended"),
    "council.propose_item": gettext_lazy("Proposed"),
    "council.plan_meeting": gettext_lazy("Meeting planned"),
    "council.move_meeting": gettext_lazy("Meeting changed"),
    "council.cancel_meeting": gettext_lazy("Meeting called off"),
    "council.build_agenda": gettext_lazy("Agenda changed"),
    "council.send_call": gettext_lazy("Call sent"),
    "council.deliver_call": gettext_lazy("Call mailed"),
    "council.answer_call": gettext_lazy("Answered the call"),
    "council.answer_for": gettext_lazy("Answer written down"),
    "council.lay_article": gettext_lazy("Article added"),
    "council.take_off_article": gettext_lazy("Article taken off"),
    "council.open_paper": gettext_lazy("Paper opened"),
}


def explain_agenda(objection: Objection) -> str:
    """Put one objection into a full sentence that says what to do."""
    return _told(Flaw(objection.code)) % dict(objection.facts)


def _told(flaw: Flaw) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    match flaw:
        case Flaw.CHANGED_MEANWHILE:
            return _("Somebody else changed the agenda meanwhile. Yours is kept below.")
        case Flaw.NOT_IN_THE_BACKLOG:
            return _("“%(item)s” is on another meeting's agenda now. Take it out here.")
        case Flaw.TOO_MANY_LINES:
            return _("An agenda has at most %(most)d lines.")
        case Flaw.NO_TITLE:
            return _("Write what the line is called, or take it out.")
        case Flaw.TIME_OUT_OF_RANGE:
            return _("Write how many minutes it takes: 1 to %(most)d.")
        case Flaw.BEGUN:
            return _("The meeting has begun, is over or was called off.")
        case Flaw.ENDS_BEFORE:
            return _("It ends before it begins.")
        case Flaw.IN_THE_PAST:
            return _("That time has passed.")
        case Flaw.NOTHING_ON_IT:
            return _("There is nothing on the agenda.")
        case Flaw.NOBODY_TO_CALL:
            return _("Nobody who is to come has an e-mail address.")
        case Flaw.NO_PROPOSAL:
            return _("%(number)s “%(item)s” is to be decided, and has no proposal.")
        case Flaw.NO_BASIS:
            return _("%(number)s “%(item)s” is to be decided, and has no basis.")
        case Flaw.NO_CONSEQUENCES:
            return _("%(number)s “%(item)s” is to be decided, and says nothing of consequences.")
        case Flaw.NOT_CALLED:
            return _("The call has not gone out yet.")
        case Flaw.NOT_YOURS:
            return _("You are not called to this meeting.")
        case Flaw.NO_REASON:
            return _("Say why: those who were called read it.")
        case Flaw.SITS_THERE_ALREADY:
            return _("%(name)s sits there already.")
        case Flaw.NOBODY_NAMED:
            return _("Choose somebody, or write a name.")
        case Flaw.NO_ADDRESS:
            return _("%(name)s has no e-mail address.")
        case Flaw.SUBSTITUTE_OF_ANOTHER:
            return _("Choose a member who sits on this forum now.")
        case _:
            assert_never(flaw)
