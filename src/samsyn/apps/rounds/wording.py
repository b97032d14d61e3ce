"""Put the refusals of rounds into words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.rounds.objections import Obstacle
from samsyn.domain.shared.refusal import Objection

_SENTENCES: Mapping[Obstacle, StrOrPromise] = {
    Obstacle.UNKNOWN_NOUN: gettext_lazy("This cannot be asked about."),
    Obstacle.NOTHING_TO_ASK: gettext_lazy(
        "No record fits. Choose another unit, or fewer months without a confirmation."
    ),
    Obstacle.NOTHING_ASKED: gettext_lazy("Choose at least one thing to ask about."),
    Obstacle.DEADLINE_PASSED: gettext_lazy("This day has passed. Choose a later one."),
    Obstacle.CLOSED: gettext_lazy("This round takes no more answers."),
    Obstacle.SETTLED_ALREADY: gettext_lazy("Somebody has settled this already."),
    Obstacle.WHO_THEN: gettext_lazy("Choose who answers for it from now on."),
    Obstacle.ROW_GONE: gettext_lazy("The record is gone. Set the answer aside."),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    if objection.code in set(Obstacle):
        return str(_SENTENCES[Obstacle(objection.code)])
    label, told = objection.facts.get("label", ""), objection.facts.get("told", objection.code)
    return f"{label}: {told}" if label else str(told)
