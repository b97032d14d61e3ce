"""Put the refusals, acts and hints of the room into words that say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.needs.solutions import Hint, Kind
from samsyn.domain.personal_data.findings import PersonalKind
from samsyn.domain.shared.refusal import Objection

_NUMBER = gettext_lazy("a personal identity number")
_PERSONAL: Mapping[PersonalKind, StrOrPromise] = {
    **dict.fromkeys(PersonalKind, _NUMBER),
    PersonalKind.EMAIL: gettext_lazy("an e-mail address"),
    PersonalKind.PHONE: gettext_lazy("a phone number"),
}
_SENTENCES: Mapping[Obstacle, StrOrPromise] = {
    Obstacle.SAYS_NOTHING: gettext_lazy("Say in one sentence what it is."),
    Obstacle.TOO_LONG: gettext_lazy("Make it shorter: at most %(most)s characters."),
    Obstacle.MINUTES: gettext_lazy("Between 1 and %(most)s minutes: one person's, in one week."),
    Obstacle.PEOPLE: gettext_lazy("At least one person, and no more than %(most)s."),
    Obstacle.NOT_OURS: gettext_lazy("Choose one of those that are offered."),
    Obstacle.PERSONAL: gettext_lazy(
        "This looks like %(what)s. Others read this: say it without naming or numbering anybody."
    ),
    Obstacle.OWN: gettext_lazy("You reported this yourself. Your minutes are counted already."),
    Obstacle.SAID_ALREADY: gettext_lazy("You have said so already."),
    Obstacle.NOT_SAID: gettext_lazy("You have neither reported this nor said “me too”."),
    Obstacle.SOLVED_ALREADY: gettext_lazy(
        "This has been solved. If it has come back, report it anew."
    ),
    Obstacle.NOTHING_TO_REOPEN: gettext_lazy("It waits for an answer already."),
    Obstacle.MERGED: gettext_lazy("This has been merged. Go to the one that stands for it."),
    Obstacle.NOT_MERGED: gettext_lazy("This is not merged into anything."),
    Obstacle.SAME_ONE: gettext_lazy("These are one and the same already."),
    Obstacle.INTO_SOLVED: gettext_lazy(
        "That one has been solved. Merge the other way round, or answer this one."
    ),
    Obstacle.OTHER_READERS: gettext_lazy(
        "The two are not seen by the same people. Let them be, and try again."
    ),
    Obstacle.WHAT_WAS_DONE: gettext_lazy("Say what was done: those who asked are told."),
    Obstacle.REASON_MISSING: gettext_lazy("Say why: those who asked are told."),
    Obstacle.MEANS_MISSING: gettext_lazy("Choose what solves it."),
    Obstacle.DAY_PASSED: gettext_lazy("This day has passed. Choose a later one."),
    Obstacle.TAKEN_UP: gettext_lazy(
        "An initiative has taken it up. Take it out of the initiative first."
    ),
    Obstacle.LIFTED_ALREADY: gettext_lazy("The need rests on this already."),
    Obstacle.DOOR_CLOSED: gettext_lazy("Nothing more is taken from this poster."),
}

ACT_NAMES: Mapping[str, StrOrPromise] = {
    "needs.report_friction": gettext_lazy("Reported friction"),
    "needs.report_at_the_door": gettext_lazy("Reported friction from a poster"),
    "needs.say_me_too": gettext_lazy("Said “me too”"),
    "needs.change_my_minutes": gettext_lazy("Put their minutes right"),
    "needs.take_back_me_too": gettext_lazy("Took “me too” back"),
    "needs.merge_friction": gettext_lazy("Merged friction"),
    "needs.unmerge_friction": gettext_lazy("Undid a merger of friction"),
    "needs.look_at_friction": gettext_lazy("Began to look at friction"),
    "needs.solve_friction": gettext_lazy("Solved friction"),
    "needs.put_off_friction": gettext_lazy("Answered “not now”"),
    "needs.reopen_friction": gettext_lazy("Opened friction again"),
    "needs.lift_friction": gettext_lazy("Lifted friction to a need"),
    "needs.triage_need": gettext_lazy("Triaged a need"),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    facts: dict[str, object] = dict(objection.facts)
    if objection.code == Obstacle.PERSONAL:
        facts["what"] = _PERSONAL[PersonalKind(str(facts["kind"]))]
    if objection.code in set(Obstacle):
        sentence = str(_SENTENCES[Obstacle(objection.code)])
        return sentence % facts if facts else sentence
    return str(facts.get("told", objection.code))


def hints_told(hints: Iterable[Hint], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Return in words where a need already names a solution."""
    said = {
        Kind.WANTED: gettext_lazy("“%(words)s” is a way to solve it."),
        Kind.PRODUCT: gettext_lazy("“%(words)s” is a product."),
    }
    return [
        {"field": labels[hint.field], "told": str(said[hint.kind]) % {"words": hint.words}}
        for hint in hints
    ]
