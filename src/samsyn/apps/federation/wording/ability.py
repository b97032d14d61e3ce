"""Capability and pooled time in words: objections, reasons, stages, and what acts are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.federation.queries.pooled import Stage
from samsyn.domain.federation.maturity import AbilityFlaw
from samsyn.domain.federation.pooling import PoolObstacle, Reason
from samsyn.domain.shared.refusal import Objection

#: What the history calls each act on capability and on pooled time.
ABILITY_ACTS: Mapping[str, StrOrPromise] = {
    "federation.start_map": _("Capability map begun"),
    "federation.assess": _("Capabilities assessed"),
    "federation.show_roles": _("Roles shown to the federation"),
    "federation.propose_time": _("Time proposed"),
    "federation.counter_time": _("Other terms proposed"),
    "federation.agree_to_time": _("Time agreed"),
    "federation.decline_time": _("Proposal declined"),
    "federation.end_time": _("Agreement on time ended"),
    "federation.withdraw_wanted": _("Withdrawn"),
    "federation.write_hours": _("Hours written down"),
    "federation.partner_settled": _("Settled by the partner"),
}

STAGES: Mapping[Stage, StrOrPromise] = {
    Stage.TO_US: _("Waits for you"),
    Stage.TO_THEM: _("Waits for them"),
    Stage.HOLDS: pgettext_lazy("agreement", "Holds"),
    Stage.OVER: pgettext_lazy("agreement", "Over"),
    Stage.ENDED: _("Ended early"),
    Stage.DECLINED: _("Declined"),
}
STAGE_TONES: Mapping[Stage, str] = {
    Stage.TO_US: "warning",
    Stage.TO_THEM: "info",
    Stage.HOLDS: "success",
    Stage.OVER: "neutral",
    Stage.ENDED: "neutral",
    Stage.DECLINED: "neutral",
}

REASONS: Mapping[Reason, StrOrPromise] = {
    Reason.WHOLE_PERIOD: _("the whole period"),
    Reason.PART_OF_PERIOD: _("%(figure)s days of it"),
    Reason.WHOLE_SHARE: _("the whole share"),
    Reason.PART_OF_SHARE: _("%(figure)s %% of full time of it"),
    Reason.PRICE_FITS: _("the price fits"),
    Reason.PRICE_ABOVE: _("%(figure)s more an hour"),
    Reason.PRICE_UNSAID: _("no price to compare"),
    Reason.SAME_PLACE: _("the same place"),
    Reason.AT_A_DISTANCE: pgettext_lazy("work", "at a distance"),
    Reason.OTHER_PLACE: _("another place"),
}

_SENTENCES: Mapping[str, StrOrPromise] = {
    PoolObstacle.NOT_THERE: _("This proposal is not there any more."),
    PoolObstacle.OUR_OWN: _("This is your own."),
    PoolObstacle.NOT_A_MEMBER: _("Choose a member of a federation that you are in too."),
    PoolObstacle.WRONG_PERIOD: _("The last day must not be over, nor come before the first."),
    PoolObstacle.WRONG_SHARE: _("A share is between 1 and 100 per cent of full time."),
    PoolObstacle.PERSON_MISSING: _("Say whose time you lend. The borrower does not see the name."),
    PoolObstacle.HOLDS_TOO_LITTLE: _(
        "This person has %(held)s %% of the role to lend in the whole period, and you lend"
        " %(share)s %%."
    ),
    PoolObstacle.CHANGED_SINCE: _("They have changed the terms. Look at them once more."),
    PoolObstacle.SETTLED_ALREADY: _("This is settled. Propose something new instead."),
    PoolObstacle.DOES_NOT_HOLD: _("This agreement does not hold, or is ended."),
    PoolObstacle.DAY_OUTSIDE: _("Choose a day from today on, before the agreed last day."),
    PoolObstacle.REASON_MISSING: _("Say why, so that the other side knows."),
    PoolObstacle.HOURS_WRONG: _("Hours of a month are between 0 and 400."),
    AbilityFlaw.LEVEL_MISSING: _("Choose a level too, or leave all of it empty."),
    AbilityFlaw.LEVEL_WRONG: _("A level is from 0 to 5."),
    AbilityFlaw.TARGET_WRONG: _("A target is from 0 to 5."),
    AbilityFlaw.TARGET_BELOW: _("The target is below the level."),
    AbilityFlaw.DAY_WRONG: _("This is not a date."),
    AbilityFlaw.NO_SUCH_INITIATIVE: _("None of your open initiatives has this name."),
    AbilityFlaw.NOTHING_TYPED: _("Nothing was filled in."),
}


def explain_ability(objection: Objection) -> str:
    """Return the sentence for one objection."""
    sentence = _SENTENCES.get(objection.code)
    if sentence is None:
        return str(objection.facts.get("told", objection.code))
    return str(sentence) % objection.facts if objection.facts else str(sentence)
