"""Put the register's verdicts and refusals into words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.classification.decision import Fault
from samsyn.domain.classification.scales import Aspect, Perspective
from samsyn.domain.register.retirement import Obstacle
from samsyn.domain.register.validity import Ground, Reason
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.templatetags.formats import day as written

ASPECTS: Mapping[Aspect, StrOrPromise] = {
    Aspect.CONFIDENTIALITY: gettext_lazy("Confidentiality"),
    Aspect.INTEGRITY: gettext_lazy("Integrity"),
    Aspect.AVAILABILITY: gettext_lazy("Availability"),
    Aspect.TRACEABILITY: gettext_lazy("Traceability"),
}
LEVELS: Mapping[int, StrOrPromise] = {
    0: gettext_lazy("No harm"),
    1: gettext_lazy("Slight harm"),
    2: gettext_lazy("Moderate harm"),
    3: gettext_lazy("Considerable harm"),
    4: gettext_lazy("Grave harm"),
}
QUESTIONS: Mapping[Aspect, StrOrPromise] = {
    Aspect.CONFIDENTIALITY: gettext_lazy("How bad is it if the wrong people read it?"),
    Aspect.INTEGRITY: gettext_lazy("How bad is it if it is wrong, or somebody changes it?"),
    Aspect.AVAILABILITY: gettext_lazy("How bad is it if it cannot be reached when needed?"),
    Aspect.TRACEABILITY: gettext_lazy("How bad is it if we cannot tell who did what?"),
}
_RETIREMENT: Mapping[Obstacle, StrOrPromise] = {
    Obstacle.ALREADY_RETIRED: gettext_lazy("The system is retired already."),
    Obstacle.NOT_YET: gettext_lazy("That day has not come. Retire it when it has been turned off."),
    Obstacle.BEFORE_IT_BEGAN: gettext_lazy("It had not begun then. Check the dates of its stages."),
    Obstacle.AGREEMENT_RUNNING: gettext_lazy(
        "The agreement “%(title)s” still runs, and covers nothing else in use. Terminate it, or"
        " take the system out of it."
    ),
    Obstacle.MEANT_TO_REPLACE: gettext_lazy(
        "It is meant to replace “%(title)s”, which is in use. Name another successor there."
    ),
    Obstacle.REPLACED_BY_NOTHING: gettext_lazy(
        "Say which system takes over, or that nothing needs to."
    ),
    Obstacle.REPLACED_BY_ITSELF: gettext_lazy("A system cannot take over from itself."),
    Obstacle.SUCCESSOR_NOT_IN_USE: gettext_lazy(
        "“%(title)s” is not in use yet. Retire this one when the other has taken over."
    ),
    Obstacle.INFORMATION_LEFT: gettext_lazy(
        "It holds information that lies in no other system: %(titles)s. Say what became of it."
    ),
}
PERSPECTIVES: Mapping[Perspective, StrOrPromise] = {
    Perspective.PERSON: gettext_lazy("The person it is about"),
    Perspective.ORGANISATION: gettext_lazy("Our organisation"),
    Perspective.SOCIETY: gettext_lazy("Society"),
}
_CLASSIFICATION: Mapping[Fault, StrOrPromise] = {
    Fault.LEVEL_MISSING: gettext_lazy("%(name)s needs a level."),
    Fault.NOT_ON_THE_SCALE: gettext_lazy(
        "%(name)s must be between %(lowest)s and %(highest)s on this scale."
    ),
    Fault.REASON_MISSING: gettext_lazy("%(name)s needs a reason: what would happen, to whom?"),
    Fault.DECIDED_LATER: gettext_lazy("A decision cannot be made on a day that has not come."),
    Fault.REVIEW_TOO_EARLY: gettext_lazy("The next review must come after the decision."),
    Fault.PERSPECTIVE_MISSING: gettext_lazy("%(name)s: nobody has answered for “%(who)s”."),
    Fault.NOBODY_TOOK_PART: gettext_lazy("Say who takes part, by role at least."),
    Fault.ALREADY_DECIDED: gettext_lazy(
        "This workshop has been decided. Start a new one to judge anew; the decision stays."
    ),
    Fault.NO_SUCH_SCALE: gettext_lazy("There is no scale with the code “%(code)s”."),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection of a retirement or a classification."""
    facts = dict(objection.facts)
    if objection.code in set(Obstacle):
        return str(_RETIREMENT[Obstacle(objection.code)]) % facts
    if "aspect" in facts:
        facts["name"] = str(ASPECTS[Aspect(str(facts["aspect"]))])
    if "perspective" in facts:
        facts["who"] = str(PERSPECTIVES[Perspective(str(facts["perspective"]))])
    return str(_CLASSIFICATION[Fault(objection.code)]) % facts


def reason_in_words(reason: Reason) -> str:  # noqa: PLR0911, PLR0912, C901 - one line per ground
    """Return the sentence for one ground of an agreement's validity."""
    day = written(reason.day) if reason.day else ""
    match reason.ground:
        case Ground.UNSIGNED:
            return _("It has not been signed.")
        case Ground.SIGNED_LATER:
            return _("It is not signed until %(day)s.") % {"day": day}
        case Ground.SIGNED:
            return _("It was signed on %(day)s.") % {"day": day}
        case Ground.NOT_BEGUN:
            return _("It does not begin until %(day)s.") % {"day": day}
        case Ground.BEGUN:
            return _("It began on %(day)s.") % {"day": day}
        case Ground.NO_PERIOD:
            return _("Nothing says until when it holds.")
        case Ground.ENDED:
            return _("It ended on %(day)s.") % {"day": day}
        case Ground.RUNS_UNTIL:
            return _("It runs until %(day)s.") % {"day": day}
        case Ground.RENEWED_UNTIL:
            return _("It renewed itself, and runs until %(day)s.") % {"day": day}
        case Ground.ONGOING:
            return _("It runs until further notice.")
        case Ground.TERMINATED:
            return _("It was terminated as of %(day)s.") % {"day": day}
        case Ground.TERMINATED_AS_OF:
            return _("It has been terminated, and holds until %(day)s.") % {"day": day}
        case Ground.PARENT_NOT_IN_FORCE:
            return _("The agreement above it, “%(title)s”, is not in force.") % {
                "title": reason.title
            }
        case Ground.PARENT_IN_FORCE:
            return _("The agreement above it, “%(title)s”, is in force.") % {"title": reason.title}
        case Ground.PARENT_NOT_NEEDED:
            return _("It holds on its own, whatever becomes of “%(title)s” above it.") % {
                "title": reason.title
            }
        case never:
            assert_never(never)
