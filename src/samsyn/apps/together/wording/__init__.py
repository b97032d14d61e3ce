"""What must be decided about each thing, and refusals, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.together.mandate import Fault, Touched

#: Of each sort: its heading, and the question that must be answered about every one of them.
SORTS: Mapping[Touched, tuple[StrOrPromise, StrOrPromise]] = {
    Touched.SEAT: (
        gettext_lazy("Seats on forums"),
        gettext_lazy("Does the seat end that day, and is there still a quorum without it?"),
    ),
    Touched.CHAIR: (
        gettext_lazy("Seats and leadership"),
        gettext_lazy("Who leads after that day?"),
    ),
    Touched.DUTY: (
        gettext_lazy("What the person answers for"),
        gettext_lazy("Who takes it over?"),
    ),
    Touched.ACTION: (
        gettext_lazy("Open actions"),
        gettext_lazy("Is it done before, taken over, or dropped?"),
    ),
    Touched.POLL: (
        gettext_lazy("Polls that wait"),
        gettext_lazy("Is the member still asked?"),
    ),
    Touched.PARTICIPATION: (
        gettext_lazy("Shared initiatives"),
        gettext_lazy("Who takes over the seats and the part of the cost?"),
    ),
    Touched.TIME: (
        gettext_lazy("Time lent and borrowed"),
        gettext_lazy("Does the agreement run out, or end that day?"),
    ),
    Touched.TAKEN: (
        gettext_lazy("Taken from the member"),
        gettext_lazy("It stays ours; who follows it when the origin no longer tells of changes?"),
    ),
    Touched.INITIATIVE: (
        gettext_lazy("Initiatives that are paid by it"),
        gettext_lazy("Who pays after that day, or what is stopped?"),
    ),
    Touched.MONEY: (
        gettext_lazy("Money of coming years"),
        gettext_lazy("Is the frame taken away or paid by somebody else?"),
    ),
    Touched.MEETING: (
        gettext_lazy("Meetings to come"),
        gettext_lazy("Called off, or held by whom?"),
    ),
    Touched.BACKLOG: (
        gettext_lazy("Items that wait"),
        gettext_lazy("Which forum takes it over?"),
    ),
    Touched.DECISION: (
        gettext_lazy("Decisions that hold"),
        gettext_lazy("Does it hold on, and who may change it?"),
    ),
    Touched.FORUM: (
        gettext_lazy("Forums that rest on it"),
        gettext_lazy("Whom does it ask after that day, and who pays?"),
    ),
    Touched.ACCESS: (
        gettext_lazy("Accounts"),
        gettext_lazy("Is the access taken away that day?"),
    ),
}


ACT_NAMES: Mapping[str, StrOrPromise] = {
    "together.decide_matters": gettext_lazy("Decided about what a change of mandate touches"),
    "together.settle_change": gettext_lazy("Settled a change of mandate"),
}


def explain(objection: Objection) -> str:
    """Put one objection into a full sentence that says what to do."""
    code, facts = Fault(objection.code), objection.facts
    match code:
        case Fault.UNDECIDED:
            told = ngettext(
                "%(count)d thing is still undecided. Say what happens with it first.",
                "%(count)d things are still undecided. Say what happens with each first.",
                int(facts["count"]),
            )
            return told % facts
        case Fault.NOT_TOUCHED:
            return _("Some of it is no longer touched by the change. Load the page anew.")
        case Fault.CANNOT_BE_ENDED:
            return _("Not all of it can be ended here: end it where it is kept.")
        case Fault.IS_SETTLED:
            return _("The change is settled already.")
        case Fault.NOTHING_CHOSEN:
            return _("Choose what it was decided about.")
        case Fault.NO_DECISION:
            return _("Say what was decided.")
        case _:
            assert_never(code)
