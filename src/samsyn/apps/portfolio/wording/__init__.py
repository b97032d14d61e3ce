"""The portfolio's codes in words: refusals a person can act on, and what each track is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.wording.benefits import BENEFIT_ACTS, effect_flaw, measure_flaw
from samsyn.apps.portfolio.wording.ranking import RANKING_ACTS, meeting_flaw
from samsyn.apps.portfolio.wording.reporting import REPORTING_ACTS, hours_flaw, status_flaw
from samsyn.apps.portfolio.wording.steering import STEERING_ACTS, STEERING_TELLERS
from samsyn.domain.portfolio.course import Hindrance, Step
from samsyn.domain.portfolio.effects import EffectFlaw
from samsyn.domain.portfolio.hours import HoursFlaw
from samsyn.domain.portfolio.moving import Snag
from samsyn.domain.portfolio.overlap import MeetingFlaw
from samsyn.domain.portfolio.realisation import MeasureFlaw
from samsyn.domain.portfolio.status import StatusFlaw
from samsyn.domain.portfolio.tracks import Misfit
from samsyn.domain.portfolio.waiting import Circle
from samsyn.domain.portfolio.work_plan import Flaw
from samsyn.domain.shared.refusal import Objection


def explain(objection: Objection) -> str:
    """Put one objection into a full sentence that says what to do."""
    tellers: Mapping[type[StrEnum], Callable[[Objection], str]] = {
        Misfit: _misfit,
        Hindrance: _hindrance,
        Snag: _snag,
        Flaw: _flaw,
        Circle: _circle,
        **STEERING_TELLERS,
        HoursFlaw: hours_flaw,
        StatusFlaw: status_flaw,
        MeetingFlaw: meeting_flaw,
        EffectFlaw: effect_flaw,
        MeasureFlaw: measure_flaw,
    }
    return tellers[type(objection.code)](objection)


def state_in_words(state: object) -> str:
    """Return what a state is called."""
    return str(Initiative.State(str(state)).label)


def _misfit(objection: Objection) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    match Misfit(objection.code):
        case Misfit.NOBODY_OWNS_IT:
            return _("Nobody owns it. Name an owner in the business.")
        case Misfit.OWNED_TOO_LOW:
            levels = str(objection.facts["levels"]).split(",")
            named = [str(Initiative.OwnerLevel(level).label) for level in levels if level]
            told = _("In this track an initiative is owned at: %(levels)s. Say who owns it.")
            return told % {"levels": ", ".join(named).lower()}
        case Misfit.OWNED_BY_IT:
            return _("IT may run a mandated solution, and not own it. Name an owner it is for.")
        case Misfit.PROBLEM_MISSING:
            return _("The problem is not described. Say what is wrong today, and for whom.")
        case Misfit.BENEFIT_MISSING:
            return _("No benefit is named. Say what will be better, and how it is measured.")
        case Misfit.AMBITION_UNDECIDED:
            return _("The ambition is not decided. Choose a level and the date of the decision.")
        case Misfit.LEGAL_GROUND_MISSING:
            return _("The legal ground is missing. Say which law or agreement demands it.")
        case Misfit.RISK_MISSING:
            return _("The risk is not judged. Say how likely it is to go wrong, and how badly.")
        case Misfit.RUNNING_COST_MISSING:
            return _("The running cost is missing. Say what it costs a year, once it is there.")
        case Misfit.STOP_RULE_MISSING:
            return _("There is no stop rule. Say what must be seen by when, and who decides else.")
        case unknown:
            assert_never(unknown)


def _hindrance(objection: Objection) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    facts = dict(objection.facts)
    match Hindrance(objection.code):
        case Hindrance.WRONG_STATE:
            state = state_in_words(facts["state"]).lower()
            return _("This cannot be done now: the initiative is %(state)s.") % {"state": state}
        case Hindrance.NO_PROBLEM:
            return _("The problem is not described. Say what is wrong today, and for whom.")
        case Hindrance.NO_PHASES:
            return _("The work is not planned. Add at least one phase.")
        case Hindrance.NO_EFFORT:
            return _("No effort is planned in: %(phases)s.") % facts
        case Hindrance.NOT_IN_THE_FUTURE:
            return _("The day has not come yet.")
        case Hindrance.BEFORE_IT_BEGAN:
            return _("That is before the initiative started.")
        case Hindrance.STILL_WAITS:
            return _("It waits for what is not delivered yet: %(names)s.") % facts
        case Hindrance.NOBODY_TAKES_OVER:
            return _("Nobody takes it over. Name who answers for it, and its cost, from now on.")
        case Hindrance.COST_NOT_ACCEPTED:
            return _("Say which running cost they have accepted. It may be nothing: write 0.")
        case Hindrance.NOT_MEASURED:
            return _("Not measured: %(names)s. Measure, or say why it is closed without.") % facts
        case Hindrance.REASON_MISSING:
            return _("Say why. It is kept with the decision.")
        case unknown:
            assert_never(unknown)


def _snag(objection: Objection) -> str:
    match Snag(objection.code):
        case Snag.IS_THERE_ALREADY:
            return _("It is in that track already.")
        case Snag.HAS_ENDED:
            return _("It has ended, and stays where it was.")
        case Snag.REASON_NEEDED:
            return _("Say why it moves. From then on it is steered by another logic.")
        case Snag.ANSWERS_ITSELF:
            return _("It cannot be part of the answer to itself.")
        case Snag.ANSWERS_NO_CHALLENGE:
            return _("Only a challenge has an answer that others are part of.")
        case unknown:
            assert_never(unknown)


def _flaw(objection: Objection) -> str:  # noqa: C901, PLR0911, PLR0912 - a line per code
    facts = dict(objection.facts)
    match Flaw(objection.code):
        case Flaw.WORK_IS_DONE:
            return _("The work is done; its plan stays as it was.")
        case Flaw.CHANGED_MEANWHILE:
            return _(
                "Somebody else changed this initiative while you were typing. Look at what is"
                " saved now, then save again to keep yours."
            )
        case Flaw.TOO_MANY_PHASES:
            return _("More than %(most)d phases. Split the initiative.") % facts
        case Flaw.SAME_NAME:
            return _("Two phases are called %(name)s.") % facts
        case Flaw.BEGINS_IN_THE_FUTURE:
            return _("The day has not come yet.")
        case Flaw.BEGAN_WITHOUT_THE_ONE_BEFORE:
            return _("%(before)s comes first, and has not begun.") % facts
        case Flaw.BEGAN_BEFORE_THE_ONE_BEFORE:
            return _("That is before %(before)s began.") % facts
        case Flaw.PHASE_OF_ANOTHER:
            return _("A phase is no longer part of this initiative. Load the page again.")
        case Flaw.WEEKS_OUT_OF_ORDER:
            return _("%(name)s: at best is no longer than likely, and at worst no shorter.") % facts
        case unknown:
            assert_never(unknown)


def _circle(objection: Objection) -> str:
    return _("They would wait for each other: %(chain)s.") % dict(objection.facts)


@dataclass(frozen=True, slots=True)
class Method:
    """What the method says about a track, until the organisation says otherwise."""

    about: StrOrPromise
    fixed: StrOrPromise
    flexible: StrOrPromise
    owned_by: StrOrPromise


METHODS: Mapping[str, Method] = {
    Track.CHALLENGE: Method(
        gettext_lazy("What must be solved, and nobody knows how yet."),
        gettext_lazy("The results. What does not deliver is stopped."),
        gettext_lazy("The solution: try out, measure, change."),
        gettext_lazy("The political or executive level"),
    ),
    Track.MANDATED: Method(
        gettext_lazy("What others have decided that we shall have."),
        gettext_lazy("The solution, and often its date."),
        gettext_lazy("The ambition, and the resources spent on it."),
        gettext_lazy("Management, with the digital unit as its secretariat"),
    ),
    Track.PREREQUISITE: Method(
        gettext_lazy("What keeps things under control, and friction out of the way."),
        gettext_lazy("Security, standards, contracts, competence."),
        gettext_lazy("The order: take first what is in most people's way."),
        gettext_lazy("The digital unit, close to managers"),
    ),
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step is called on its button and its page."""

    button: StrOrPromise
    question: StrOrPromise
    intro: StrOrPromise
    done: StrOrPromise


STEPS: Mapping[Step, StepWords] = {
    Step.PROPOSE: StepWords(
        gettext_lazy("Propose"),
        gettext_lazy("Propose this initiative?"),
        gettext_lazy("It then waits for a decision."),
        gettext_lazy("Proposed."),
    ),
    Step.DECIDE: StepWords(
        gettext_lazy("Decide"),
        gettext_lazy("Decide on this initiative?"),
        gettext_lazy("It then counts in the roadmap, with its people and its money."),
        gettext_lazy("Decided."),
    ),
    Step.START: StepWords(
        gettext_lazy("Start"),
        gettext_lazy("Start this initiative?"),
        gettext_lazy("Its first phase begins on that day, and the roadmap no longer moves it."),
        gettext_lazy("Started."),
    ),
    Step.DELIVER: StepWords(
        gettext_lazy("Deliver"),
        gettext_lazy("Is this initiative delivered?"),
        gettext_lazy("Its people are then free for other work."),
        gettext_lazy("Delivered."),
    ),
    Step.HAND_OVER: StepWords(
        gettext_lazy("Hand over"),
        gettext_lazy("Who takes this over?"),
        gettext_lazy("They answer for the result, and its running cost, from then on."),
        gettext_lazy("Handed over."),
    ),
    Step.CLOSE: StepWords(
        gettext_lazy("Close"),
        gettext_lazy("Close this initiative?"),
        gettext_lazy("Its benefits are taken home, or are followed elsewhere."),
        gettext_lazy("Closed."),
    ),
    Step.STOP: StepWords(
        gettext_lazy("Stop"),
        gettext_lazy("Stop this initiative?"),
        gettext_lazy("It will not be done. What is known about it stays, with the reason."),
        gettext_lazy("Stopped."),
    ),
}

ACT_NAMES: Mapping[str, StrOrPromise] = {
    "portfolio.propose_initiative": gettext_lazy("Proposed"),
    "portfolio.decide_initiative": gettext_lazy("Decided"),
    "portfolio.start_initiative": gettext_lazy("Started"),
    "portfolio.deliver_initiative": gettext_lazy("Delivered"),
    "portfolio.hand_over_initiative": gettext_lazy("Handed over"),
    "portfolio.close_initiative": gettext_lazy("Closed"),
    "portfolio.stop_initiative": gettext_lazy("Stopped"),
    "portfolio.move_to_track": gettext_lazy("Moved to another track"),
    "portfolio.plan_work": gettext_lazy("Work planned"),
    **REPORTING_ACTS,
    **STEERING_ACTS,
    **RANKING_ACTS,
    **BENEFIT_ACTS,
}
