"""The words of a meeting that sits: its acts, and why something could not be done."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.council.wording import decisions
from samsyn.domain.council.sitting import Hindrance
from samsyn.domain.council.voting import Verdict
from samsyn.domain.shared.refusal import Objection

SITTING_ACTS: Mapping[str, StrOrPromise] = {
    "council.open_meeting": gettext_lazy("Opened the meeting"),
    "council.close_meeting": gettext_lazy("Closed the meeting"),
    "council.reopen_meeting": gettext_lazy("Opened the meeting again"),
    "council.begin_item": gettext_lazy("Took up an item"),
    "council.end_item": gettext_lazy("Went on from an item"),
    "council.take_apart": gettext_lazy("Asked to discuss an item"),
    "council.note_presence": gettext_lazy("Noted who was there"),
    "council.note_expected": gettext_lazy("Noted all who said they would come"),
    "council.say_here": gettext_lazy("Said “I am here”"),
    "council.sit_in": gettext_lazy("Noted who sat in for whom"),
    "council.let_in": gettext_lazy("Noted who else came"),
    "council.stand_aside": gettext_lazy("Noted a conflict of interest"),
    "council.write_note": gettext_lazy("Wrote a paragraph"),
    "council.make_reservation": gettext_lazy("Made a reservation"),
    "council.change_note": gettext_lazy("Changed a paragraph"),
    "council.choose_version": gettext_lazy("Chose between two versions"),
    "council.drop_note": gettext_lazy("Took out a paragraph"),
    "council.cast_vote": gettext_lazy("Voted"),
    "council.record_vote": gettext_lazy("Recorded a vote"),
    "council.record_all": gettext_lazy("Recorded votes"),
}

_SENTENCES: Mapping[Hindrance, StrOrPromise] = {
    Hindrance.NOT_SITTING: gettext_lazy("The meeting does not sit now."),
    Hindrance.LOCKED: gettext_lazy(
        "The minutes of this meeting are locked. Add a correction to them instead."
    ),
    Hindrance.NOT_CLOSED: gettext_lazy("Only a meeting that was closed can be opened again."),
    Hindrance.MINUTES_SENT: gettext_lazy(
        "The minutes are sent to those who approve them. The meeting is not opened again."
    ),
    Hindrance.NO_REASON: gettext_lazy("Say why."),
    Hindrance.CANNOT_OPEN: gettext_lazy("This meeting has been held or called off."),
    Hindrance.NOT_ON_THE_AGENDA: gettext_lazy("This item is not on the meeting's agenda."),
    Hindrance.DEALT_WITH: gettext_lazy("This item has been dealt with, postponed or withdrawn."),
    Hindrance.SAYS_NOTHING: gettext_lazy("Write something first."),
    Hindrance.TOO_LONG: gettext_lazy("Make it shorter: at most %(most)s characters."),
    Hindrance.GONE: gettext_lazy("Somebody has taken this paragraph out."),
    Hindrance.NOT_AT_THE_MEETING: gettext_lazy("This person is not on the list of the meeting."),
    Hindrance.NOT_A_SUBSTITUTE: gettext_lazy("Only a substitute can sit in for somebody."),
    Hindrance.NOT_TO_STAND_IN_FOR: gettext_lazy(
        "This member is here, or somebody sits in for them already."
    ),
    Hindrance.NO_NAME: gettext_lazy("Say who it is."),
    Hindrance.MAY_NOT_VOTE: gettext_lazy(
        "Only those who are here, have the right and no conflict of interest vote."
    ),
    Hindrance.NOT_BEING_VOTED_ON: gettext_lazy(
        "There is no vote on this item now: it is not being dealt with, or it is decided."
    ),
    Hindrance.NOTHING_TAKEN_TOGETHER: gettext_lazy("Nothing is to be decided together."),
    Hindrance.CHANGED_MEANWHILE: gettext_lazy(
        "Somebody has changed this paragraph meanwhile. Look at it once more."
    ),
}
VERDICTS: Mapping[Verdict, StrOrPromise] = {
    Verdict.NOTHING_YET: gettext_lazy("Nobody has voted yet"),
    Verdict.APPROVED: gettext_lazy("The proposal has won"),
    Verdict.REJECTED: gettext_lazy("The proposal has lost"),
    Verdict.CASTING_VOTE: gettext_lazy("Even: the chair's vote decides"),
    Verdict.NO_CONSENSUS: gettext_lazy("Not everybody agrees"),
    Verdict.CHAIR_HAS_NOT_SAID: gettext_lazy("The chair decides, and has not voted yet"),
}


def explain(objection: Objection) -> str:
    """Say why something could not be done at a meeting, and what to do."""
    if not isinstance(objection.code, Hindrance):
        return decisions.explain(objection)
    return str(_SENTENCES[objection.code]) % objection.facts
