"""Polls in words: where members stand, objections, and what the history calls each act."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.federation.answer_list import ListFlaw
from samsyn.domain.federation.polling import PollFlaw, Standing
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.records.values import Fault

#: What the history calls each act on a poll or a shared initiative.
POLL_ACTS: Mapping[str, StrOrPromise] = {
    "federation.ask_members": _("Members asked"),
    "federation.answer_poll": _("Poll answered"),
    "federation.write_down_answer": _("Answer written down"),
    "federation.read_list": _("A list of answers read in"),
    "federation.mail_address_to_answer": _("An address to answer at mailed"),
    "federation.mail_address": _("An address to answer at mailed"),
    "federation.answer_at_door": _("Answered at the address in a mail"),
    "federation.remind_members": _("Members reminded"),
    "federation.end_polls": _("Answering is over"),
    "federation.remind_by_itself": _("Members reminded"),
    "federation.settle_poll": _("Poll settled"),
    "federation.join_late": _("A late answer taken in"),
    "federation.tell_status": _("Told how it goes"),
    "federation.start_local_part": _("Our own part begun"),
    "federation.leave_shared": _("A member leaves"),
}

#: Where a member stands: the word, the short word for a narrow column, and the tone.
STANDINGS: Mapping[Standing, StrOrPromise] = {
    Standing.LEAD: _("Yes, and leads"),
    Standing.JOIN: _("Yes, takes part"),
    Standing.FOLLOW: _("Follows it"),
    Standing.NO: _("No"),
    Standing.WAITING: _("Not answered"),
}
SHORT: Mapping[Standing, StrOrPromise] = {
    Standing.LEAD: _("Leads"),
    Standing.JOIN: _("Yes"),
    Standing.FOLLOW: _("Follows"),
    Standing.NO: _("No"),
    Standing.WAITING: _("Waits"),
}
TONES: Mapping[Standing, str] = {
    Standing.LEAD: "accent",
    Standing.JOIN: "success",
    Standing.FOLLOW: "info",
    Standing.NO: "neutral",
    Standing.WAITING: "warning",
}

#: How an answer came that the member did not give here itself; `who` and `day` are filled in.
CAME: Mapping[str, StrOrPromise] = {
    "told": _("written down by %(who)s, %(day)s"),
    "link": _("answered by %(who)s by the address in a mail, %(day)s"),
    "list": _("from a list that %(who)s read in, %(day)s"),
}

_OF_A_LIST: Mapping[ListFlaw, StrOrPromise] = {
    ListFlaw.LIST_EMPTY: _("There is nothing in this list."),
    ListFlaw.LIST_TOO_LONG: _("A list may have %(most)s lines."),
    ListFlaw.MEMBER_UNKNOWN: _("Line %(line)s: “%(said)s” is nobody who is asked."),
    ListFlaw.MEMBER_TWICE: _("Line %(line)s: “%(said)s” stands in line %(first)s already."),
    ListFlaw.ANSWER_UNKNOWN: _(
        "Line %(line)s: “%(said)s” is no answer. Write lead, yes, follow or no."
    ),
    ListFlaw.NUMBER_UNREADABLE: _("Line %(line)s: “%(said)s” is no figure."),
}
_SENTENCES: Mapping[PollFlaw, StrOrPromise] = {
    PollFlaw.NOBODY_ASKED: _("Choose whom to ask."),
    PollFlaw.NOT_IN_CIRCLE: _(
        "One of those you chose shares no federation with you any more. Choose again."
    ),
    PollFlaw.DEADLINE_PASSED: _("The last day to answer is over. Give a later one."),
    PollFlaw.NOT_ASKED_YET: _("Nobody has been asked yet."),
    PollFlaw.NOT_OPEN: _("This poll is not out."),
    PollFlaw.WE_ARE_NOT_ASKED: _("Your organisation is not asked."),
    PollFlaw.ANSWER_STANDS: _(
        "The last day is over and you have answered, so your answer stands. Talk to %(who)s."
    ),
    PollFlaw.MANDATE_MISSING: _("Say on whose mandate this is answered."),
    PollFlaw.HOURS_MISSING: _("Say how many hours you put in. Write 0 for none."),
    PollFlaw.MONEY_MISSING: _("Say how much money you put in. Write 0 for none."),
    PollFlaw.ANSWERED_ITSELF: _("%(who)s has answered itself, and that answer goes before."),
    PollFlaw.NO_INITIATIVE: _("Say first which initiative it is about."),
    PollFlaw.NOBODY_TAKES_PART: _("Nobody takes part, so there is nothing to do together."),
    PollFlaw.ALREADY_SHARED: _("This initiative is shared already, by another poll."),
    PollFlaw.NOTHING_TO_SHARE: _("There is nothing to share."),
    PollFlaw.NOT_TAKING_PART: _("Your organisation takes no part in this."),
    PollFlaw.LEFT_BACKWARDS: _("You took part on that day. Choose today or a later one."),
    PollFlaw.NOT_A_MAIL_ADDRESS: _("This is no mail address."),
    PollFlaw.HAS_LOCAL_INITIATIVE: _("You have made it an initiative of your own already."),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    facts: dict[str, object] = dict(objection.facts)
    if objection.code == Fault.NOT_VALID:
        return f"{facts['label']}: {facts['told']}" if facts["label"] else str(facts["told"])
    if isinstance(objection.code, ListFlaw):
        return str(_OF_A_LIST[objection.code]) % facts
    told = str(_SENTENCES[PollFlaw(objection.code)]) % facts
    return str(_("Line %(line)s: %(told)s")) % {**facts, "told": told} if "line" in facts else told
