"""Gates, stop rules, ambitions, ways of working and programmes in words a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import assert_never

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.portfolio.ambitions import Hesitation
from samsyn.domain.portfolio.experiments import Gap
from samsyn.domain.portfolio.following import Clash, Kind
from samsyn.domain.portfolio.gates import Barrier, Doubt
from samsyn.domain.portfolio.programmes import Trouble
from samsyn.domain.portfolio.stop_rules import Alarm, Evasion
from samsyn.domain.shared.refusal import Objection


def barrier(objection: Objection) -> str:
    """Say which gate keeps the step shut, and what to do about it."""
    facts = dict(objection.facts)
    match Barrier(objection.code):
        case Barrier.GATE_NOT_ASKED:
            return _("The gate “%(gate)s” stands before this, and has not said yes.") % facts
        case Barrier.GATE_SAID_WAIT:
            return _("The gate “%(gate)s” said: come back. Ask it again first.") % facts
        case Barrier.GATE_SAID_STOP:
            return _("The gate “%(gate)s” said: stop here.") % facts
        case unknown:
            assert_never(unknown)


def doubt(objection: Objection) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    """Say what a decision at a gate lacks."""
    facts = dict(objection.facts)
    match Doubt(objection.code):
        case Doubt.NOT_ITS_GATE:
            return _("This gate belongs to another track than the initiative.")
        case Doubt.HAS_ENDED:
            return _("It has ended, and stays where it was.")
        case Doubt.NOTHING_TO_STOP:
            return _("The work is done: it cannot be stopped any more.")
        case Doubt.NOBODY_DECIDED:
            return _("Say who decided: a person, or a group.")
        case Doubt.NO_BASIS:
            return _("Say what the decision rests on.")
        case Doubt.NOT_YET:
            return _("The day has not come yet.")
        case Doubt.NO_REASON:
            return _("Say why. It is kept with the decision.")
        case Doubt.NO_CONDITIONS:
            return _("Say what must change.")
        case Doubt.NO_DAY_TO_COME_BACK:
            return _("Say when it comes back.")
        case Doubt.COMES_BACK_TOO_SOON:
            return _("That is not after the decision.")
        case Doubt.NOT_TICKED:
            told = _("Not ticked off: %(questions)s. Tick it, or go on with conditions.")
            return told % facts
        case Doubt.CHECKLIST_OPEN:
            return _("The checklist is not answered: %(questions)s.") % facts
        case Doubt.CHECKLIST_SAYS_NO:
            return _("Not in place: %(questions)s. Say why it goes on all the same.") % facts
        case Doubt.STOP_RULE_WAITS:
            return _("A stop rule has passed and is not settled: %(evidence)s.") % facts
        case unknown:
            assert_never(unknown)


def alarm(objection: Objection) -> str:
    """Say which stop rule has passed."""
    match Alarm(objection.code):
        case Alarm.STOP_RULE_PASSED:
            by = date.fromisoformat(str(objection.facts["by"]))
            facts = {"evidence": objection.facts["evidence"], "by": date_format(by, "DATE_FORMAT")}
            told = _(
                "The stop rule of %(by)s has passed: “%(evidence)s”. Show the evidence, or decide."
            )
            return told % facts
        case unknown:
            assert_never(unknown)


def evasion(objection: Objection) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    """Say why a stop rule is not settled or moved like this."""
    match Evasion(objection.code):
        case Evasion.IS_SETTLED:
            return _("This stop rule is settled already.")
        case Evasion.INITIATIVE_ENDED:
            return _("It has ended, and stays where it was.")
        case Evasion.NOTHING_SEEN:
            return _("Say what was seen, so that anybody can tell.")
        case Evasion.WHY_MISSING:
            return _("Say why. It is kept with the decision.")
        case Evasion.WHO_MISSING:
            return _("Say who decided: a person, or a group.")
        case Evasion.NOT_TODAY_YET:
            return _("The day has not come yet.")
        case Evasion.CANNOT_STOP_NOW:
            return _("The work is done: it cannot be stopped any more.")
        case Evasion.INTO_THE_PAST:
            return _("That day has passed. Choose one to come.")
        case Evasion.SAME_DAY:
            return _("That is the day it has already.")
        case unknown:
            assert_never(unknown)


def hesitation(objection: Objection) -> str:
    """Say why an ambition is not decided like this."""
    match Hesitation(objection.code):
        case Hesitation.LEVEL_NOT_DESCRIBED:
            level = str(Initiative.Ambition(str(objection.facts["level"])).label)
            return _("Nobody has described this level: %(level)s.") % {"level": level}
        case Hesitation.WORK_IS_OVER:
            return _("The work is done; its plan stays as it was.")
        case Hesitation.WHO_DECIDED:
            return _("Say who decided: a person, or a group.")
        case Hesitation.DAY_NOT_COME:
            return _("The day has not come yet.")
        case Hesitation.WHY_THIS_LEVEL:
            return _("Say why. It is kept with the decision.")
        case unknown:
            assert_never(unknown)


def clash(objection: Objection) -> str:
    """Say why a project model does not become phases like this."""
    facts = dict(objection.facts)
    match Clash(objection.code):
        case Clash.PHASES_ARE_THERE:
            return _("There are phases already. Choose what becomes of them.")
        case Clash.WORK_HAS_BEGUN:
            return _("A phase has begun: %(phase)s. Add the steps after it instead.") % facts
        case Clash.NO_STEPS:
            return _("This project model has no steps yet.")
        case unknown:
            assert_never(unknown)


def gap(objection: Objection) -> str:
    """Say what the end of an experiment lacks."""
    match Gap(objection.code):
        case Gap.ENDED_ALREADY:
            return _("This experiment has ended already.")
        case Gap.NOTHING_LEARNED:
            return _("Say what you learned before you end it.")
        case Gap.NOTHING_MEASURED:
            return _("Say what was measured.")
        case Gap.ENDS_IN_THE_FUTURE:
            return _("The day has not come yet.")
        case Gap.ENDS_BEFORE_IT_BEGAN:
            return _("This is before it begins.")
        case unknown:
            assert_never(unknown)


def trouble(objection: Objection) -> str:
    """Say what is wrong with a programme's list, or a line of it."""
    facts = dict(objection.facts)
    match Trouble(objection.code):
        case Trouble.NOT_NAMED:
            return _("It has no name.")
        case Trouble.TOO_LONG:
            return _("A text is longer than %(most)d characters.") % facts
        case Trouble.NOT_A_DAY:
            return _("“%(text)s” is not a date.") % facts
        case Trouble.LIST_EMPTY:
            return _("Nothing here is new. Paste the list, or choose the file.")
        case Trouble.LIST_TOO_LONG:
            return _("More than %(most)d lines. Bring them in as two lists.") % facts
        case Trouble.PROGRAMME_MISSING:
            return _("Say what the programme is called.")
        case unknown:
            assert_never(unknown)


STEERING_TELLERS: Mapping[type[StrEnum], Callable[[Objection], str]] = {
    Barrier: barrier,
    Doubt: doubt,
    Alarm: alarm,
    Evasion: evasion,
    Hesitation: hesitation,
    Clash: clash,
    Gap: gap,
    Trouble: trouble,
}

#: What each kind of problem says about how to work.
ADVICE: Mapping[str, StrOrPromise] = {
    Kind.CLEAR.value: gettext_lazy(
        "Somebody has solved it already: find out how, do the same, follow up."
    ),
    Kind.COMPLICATED.value: gettext_lazy(
        "There are several good answers: let those who know compare them before you choose."
    ),
    Kind.COMPLEX.value: gettext_lazy(
        "Nobody knows beforehand what works: try in short rounds, measure, and go on, change or"
        " stop."
    ),
    Kind.CHAOTIC.value: gettext_lazy(
        "It burns: act first, see what happens, and only then find out what kind of problem it is."
    ),
}

STEERING_ACTS: Mapping[str, StrOrPromise] = {
    "portfolio.decide_at_gate": gettext_lazy("Decided at a gate"),
    "portfolio.answer_checklist": gettext_lazy("Checklist answered"),
    "portfolio.set_stop_rule": gettext_lazy("Stop rule set"),
    "portfolio.show_evidence": gettext_lazy("Evidence shown"),
    "portfolio.decide_stop_rule": gettext_lazy("Stop rule decided on"),
    "portfolio.move_stop_rule": gettext_lazy("Stop rule given another day"),
    "portfolio.decide_ambition": gettext_lazy("Ambition decided"),
    "portfolio.follow_model": gettext_lazy("Project model followed"),
    "portfolio.end_experiment": gettext_lazy("Experiment ended"),
    "portfolio.take_in_programme": gettext_lazy("Programme taken in"),
    "portfolio.start_from_method": gettext_lazy("Started from the method"),
}
