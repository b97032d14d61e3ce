"""Why a decision cannot be made, in words; and what the acts of deciding are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.apps.federation import public as federation
from samsyn.apps.portfolio import public as portfolio
from samsyn.apps.roadmap import public as roadmap
from samsyn.domain.council.deciding import Trouble
from samsyn.domain.council.following import Slip
from samsyn.domain.council.planning import Gap
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.templatetags.formats import number

DECISION_ACTS: Mapping[str, StrOrPromise] = {
    "council.make_decision": gettext_lazy("Decided by a forum"),
    "council.decide_together": gettext_lazy("Decided together, without discussion"),
    "council.ask_above": gettext_lazy("Put to the forum above"),
    "council.plan_effect": gettext_lazy("Said what happens when it is decided"),
    "council.drop_effect": gettext_lazy("Took back what was to happen"),
    "council.promise_action": gettext_lazy("Action added"),
    "council.begin_action": gettext_lazy("Action under way"),
    "council.finish_action": gettext_lazy("Action done"),
    "council.drop_action": gettext_lazy("Action dropped"),
}

_SENTENCES: Mapping[StrEnum, StrOrPromise] = {
    Trouble.FORUM_HAS_ENDED: gettext_lazy("The forum has ended, and decides nothing more."),
    Trouble.IS_A_BREAK: gettext_lazy("A break decides nothing."),
    Trouble.ALREADY_DECIDED: gettext_lazy(
        "It is decided already: %(number)s. A decision is changed only by a new one that replaces"
        " it."
    ),
    Trouble.MINUTES_ARE_FIXED: gettext_lazy(
        "The minutes are with those who approve them; nothing more is decided at that meeting."
    ),
    Trouble.NO_TEXT: gettext_lazy("Say what was decided."),
    Trouble.VOTES_SAY_NO: gettext_lazy(
        "%(votes_for)d voted for and %(against)d against: that is a no."
    ),
    Trouble.NOT_ALL_AGREE: gettext_lazy(
        "This forum decides by consensus, and not everybody agreed (%(against)d against)."
    ),
    Trouble.NOBODY_DECIDED: gettext_lazy("Say who decided."),
    Trouble.NOT_YET_DECIDED: gettext_lazy("The day has not come yet."),
    Trouble.WHY_NOT_AT_A_MEETING: gettext_lazy("Say why it could not wait for a meeting."),
    Trouble.NO_REASON_FOR_NO: gettext_lazy(
        "Say why it was rejected. Those who proposed it will ask."
    ),
    Trouble.ENDS_BEFORE_IT_HOLDS: gettext_lazy("This is before it begins to hold."),
    Trouble.REPLACED_ALREADY: gettext_lazy("That decision is replaced already, by %(number)s."),
    Trouble.NOT_ITS_TO_REPLACE: gettext_lazy(
        "That is a decision of another forum, which does not answer to this one."
    ),
    Trouble.NO_MANDATE: gettext_lazy(
        "The forum has no written mandate, and you may not do this yourself: %(what)s."
    ),
    Trouble.NOT_A_VOTER: gettext_lazy("Somebody who answered has no vote on this forum."),
    Trouble.NOTHING_TO_DECIDE: gettext_lazy(
        "No item of this meeting waits to be decided together with others."
    ),
    Trouble.NOBODY_ABOVE: gettext_lazy("The forum does not say which forum it asks."),
    Trouble.IS_GONE: gettext_lazy("%(what)s. It is no longer there; plan it again."),
    Slip.NOT_YOURS: gettext_lazy(
        "Somebody else has promised this. They, or the secretary, say how it went."
    ),
    Slip.HAS_ENDED: gettext_lazy("Somebody has said already how it ended."),
    Slip.NO_RESULT: gettext_lazy("Say what came of it."),
    Slip.NO_REASON: gettext_lazy("Say why it is dropped."),
    Slip.NOBODY: gettext_lazy("Say who does it."),
    Slip.NOTHING: gettext_lazy("Say what is to be done."),
    Slip.NOT_OF_THE_FORUM: gettext_lazy("That belongs to another forum."),
    Gap.DECIDED_ALREADY: gettext_lazy("The item is decided; nothing more is planned on it."),
    Gap.INITIATIVE_MISSING: gettext_lazy("Say which initiative."),
    Gap.GATE_OF_ANOTHER_TRACK: gettext_lazy("That gate stands in another track."),
    Gap.NOT_ALL_IN_PLACE: gettext_lazy(
        "Say that all the gate asks is in place; or let it go on changed, with conditions."
    ),
    Gap.CONDITIONS_MISSING: gettext_lazy("Say what must change."),
    Gap.TRACK_MISSING: gettext_lazy("Say to which track."),
    Gap.POLL_MISSING: gettext_lazy("Say which poll."),
    Gap.PLAN_MISSING: gettext_lazy("Say which plan."),
    Gap.NOTHING_PLANNED_YET: gettext_lazy("There is no plan to publish yet."),
    Gap.FUND_MISSING: gettext_lazy("Say of which fund."),
    Gap.AMOUNT_MISSING: gettext_lazy("Say how much."),
    Gap.YEAR_MISSING: gettext_lazy("Say in which year."),
    Gap.PLANNED_ALREADY: gettext_lazy("That is planned on this item already."),
}


def explain(objection: Objection) -> str:
    """Put one objection into a sentence; one against what would be moved says what that is."""
    told = _teller(objection)(objection)
    about = objection.facts.get("about")
    return f"{about}. {told}" if about else told


def _teller(objection: Objection) -> Callable[[Objection], str]:
    if objection.code in _SENTENCES:
        return _sentence
    if isinstance(objection.code, Trouble):
        return _WORDED[objection.code]
    room = type(objection.code).__module__.split(".")[2]
    rooms = {"roadmap": roadmap, "scheduling": roadmap, "federation": federation}
    teller: Callable[[Objection], str] = rooms.get(room, portfolio).explain
    return teller


def _sentence(objection: Objection) -> str:
    return str(_SENTENCES[objection.code]) % dict(objection.facts)


def _not_sitting(objection: Objection) -> str:
    state = str(Meeting.State(str(objection.facts["state"])).label).lower()
    told = _("The meeting is not sitting (%(state)s). An item is decided while it sits.")
    return told % {"state": state}


def _not_open(objection: Objection) -> str:
    state = str(AgendaItem.State(str(objection.facts["state"])).label).lower()
    return _("The item is no longer here to be decided: %(state)s.") % {"state": state}


def _quorum(objection: Objection) -> str:
    facts = {name: int(value) for name, value in objection.facts.items() if name != "about"}
    if facts["circulated"]:
        told = _("There is no quorum: %(needed)d must answer, and %(here)d did.")
        return told % facts
    told = _(
        "There is no quorum: %(needed)d votes are needed and %(here)d are here. Nobody can set"
        " that aside; the item waits for the next meeting."
    )
    more = ngettext(
        "%(aside)d stands aside and does not count.",
        "%(aside)d stand aside and do not count.",
        facts["aside"],
    )
    return f"{told % facts} {more % facts}" if facts["aside"] else told % facts


def _above(objection: Objection) -> str:
    facts = objection.facts
    told = {name: number(Decimal(str(facts[name]))) for name in ("amount", "most")}
    if not facts["above"]:
        return (
            _(
                "The forum decides about money up to %(most)s; this is %(amount)s. Write down on"
                " the forum whom it asks."
            )
            % told
        )
    asks = _(
        "The forum decides about money up to %(most)s; this is %(amount)s. It must ask %(above)s."
    )
    return asks % {**told, "above": facts["above"]}


_WORDED: Mapping[Trouble, Callable[[Objection], str]] = {
    Trouble.NOT_SITTING: _not_sitting,
    Trouble.NOT_OPEN: _not_open,
    Trouble.NO_QUORUM: _quorum,
    Trouble.ABOVE_MANDATE: _above,
}
