"""Put the refusals and standings of sharing into words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.personal_data.findings import PersonalKind
from samsyn.domain.shared.refusal import Objection
from samsyn.domain.sharing.objections import Obstacle
from samsyn.domain.sharing.three_way import Standing
from samsyn.kernel.records.values import Fault
from samsyn.kernel.sharing import shareable_of_kind

_NUMBER = gettext_lazy("a personal identity number")
PERSONAL_KINDS: Mapping[PersonalKind, StrOrPromise] = {
    **dict.fromkeys(PersonalKind, _NUMBER),
    PersonalKind.EMAIL: gettext_lazy("an e-mail address"),
    PersonalKind.PHONE: gettext_lazy("a phone number"),
}
STANDINGS: Mapping[Standing, StrOrPromise] = {
    Standing.SAME: gettext_lazy("The same"),
    Standing.OURS_DIFFERS: gettext_lazy("Ours differs"),
    Standing.THEIRS_CHANGED: gettext_lazy("They have changed it"),
    Standing.BOTH_CHANGED: gettext_lazy("Changed by both"),
}
TONES = {
    Standing.SAME: "neutral",
    Standing.OURS_DIFFERS: "info",
    Standing.THEIRS_CHANGED: "accent",
    Standing.BOTH_CHANGED: "warning",
}
_SENTENCES: Mapping[Obstacle, StrOrPromise] = {
    Obstacle.NOT_SHAREABLE: gettext_lazy("This cannot be offered."),
    Obstacle.RESTRICTED: gettext_lazy(
        "Only named roles may see this. Change who sees it before you offer it."
    ),
    Obstacle.PERSONAL: gettext_lazy(
        "%(field)s holds %(what)s: “%(shown)s”. Take it out of the record, or confirm that it is"
        " no personal data."
    ),
    Obstacle.NOT_OFFERED: gettext_lazy("This is not offered, or not any longer."),
    Obstacle.OUR_OWN: gettext_lazy("This is your own offer."),
    Obstacle.TAKEN_ALREADY: gettext_lazy(
        "You have taken this already. Find it among what you have taken."
    ),
    Obstacle.CHANGED_SINCE: gettext_lazy(
        "They have changed it while you compared. Look at it once more."
    ),
    Obstacle.REASON_MISSING: gettext_lazy("Say why: the decision is yours."),
    Obstacle.THANKED_ALREADY: gettext_lazy("You have thanked for this already."),
    Obstacle.ROW_GONE: gettext_lazy("Your own record is gone. There is nothing to compare with."),
    Obstacle.ROW_HELD: gettext_lazy(
        "Other records hold on to the draft, so it cannot be removed. Decline without removing it."
    ),
    Obstacle.ADOPT_FIRST: gettext_lazy(
        "A decision of theirs is not yours before you adopt it. Choose to adopt, or keep yours."
    ),
    Obstacle.NOT_A_FEDERATION: gettext_lazy("Only a federation hands out a prize."),
    Obstacle.NOT_A_MEMBER: gettext_lazy("Choose one of the members."),
    Obstacle.YEAR_NOT_OVER: gettext_lazy(
        "%(year)s is not over: its counts can still change. Hand the prize out when it is."
    ),
    Obstacle.HANDED_OUT_ALREADY: gettext_lazy("They have the prize of that year already."),
    Obstacle.REASONS_MISSING: gettext_lazy("Say for what, and why: it is read by all members."),
    Obstacle.DECIDED_LATER: gettext_lazy("The decision cannot be of a day that has not come."),
}


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    facts: dict[str, object] = dict(objection.facts)
    if objection.code == Fault.NOT_VALID:
        return f"{facts['label']}: {facts['told']}" if facts["label"] else str(facts["told"])
    if objection.code == Obstacle.PERSONAL:
        facts["what"] = PERSONAL_KINDS[PersonalKind(str(facts["kind"]))]
    if objection.code in set(Obstacle):
        return str(_SENTENCES[Obstacle(objection.code)]) % facts
    return str(facts.get("told", objection.code))


def kind_in_words(kind: str) -> str:
    """Return what a kind of offer is called: one system, one agreement.

    A sort of a kind, `articles:checklist`, is one of the field that tells sorts apart.
    """
    kind, _colon, sort = kind.partition(":")
    declared = shareable_of_kind(kind)
    name = declared.record.title if declared else kind
    if declared is not None and declared.sorts and sort:
        choices: Any = declared.model._meta.get_field(declared.sorts)
        return f"{name[:1].upper()}{name[1:]} · {dict(choices.flatchoices).get(sort, sort)}"
    return name[:1].upper() + name[1:]
