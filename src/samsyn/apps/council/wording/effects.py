"""What decisions move, in words: planned and done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from samsyn.apps.council.models import DecisionEffect
from samsyn.apps.portfolio.public import Cost, Gate, GateDecision, Track
from samsyn.kernel.templatetags.formats import number

Kind = DecisionEffect.Kind


def effect_label(effect: DecisionEffect) -> str:
    """Return what an effect does and to what, in a line: `Publishes the roadmap: Plan 2027`."""
    about = effect.initiative or effect.poll or effect.plan or effect.fund
    return f"{effect.get_kind_display()}: {about}" if about else effect.get_kind_display()


def effect_told(effect: DecisionEffect, gates: Mapping[int, Gate]) -> str:
    """Return what an effect will do, as the call tells those who are to decide.

    `gates` are the gates that effects speak of, by id.
    """
    match effect.kind:
        case Kind.GATE:
            return _gate(effect, gates)
        case Kind.TRACK:
            told = _("%(name)s moves to the track %(track)s.")
            return told % {"name": effect.initiative, "track": Track(effect.choice).label}
        case Kind.POLL:
            told = _("The poll is settled: %(name)s.") % {"name": effect.poll}
            return told.replace("?.", "?")
        case Kind.ROADMAP:
            return _("The roadmap is published as its next version: %(name)s.") % {
                "name": effect.plan
            }
        case _:
            return _money(effect)


def told_by_item(
    effects: Iterable[DecisionEffect], gates: Mapping[int, Gate]
) -> Mapping[int, list[str]]:
    """Return what happens when each item is decided, in words, by the item's id."""
    found: dict[int, list[str]] = {}
    for effect in effects:
        found.setdefault(effect.item_id or 0, []).append(effect_told(effect, gates))
    return found


def _gate(effect: DecisionEffect, gates: Mapping[int, Gate]) -> str:
    gate = gates.get(int(effect.parameters.get("gate") or 0))
    if gate is None:
        return _("%(name)s is decided.") % {"name": effect.initiative}
    verdict = GateDecision.Outcome(effect.choice or GateDecision.Outcome.GO_ON)
    told = _("%(name)s at the gate “%(gate)s”: %(outcome)s.") % {
        "name": effect.initiative,
        "gate": gate.name,
        "outcome": str(verdict.label).lower(),
    }
    conditions = str(effect.parameters.get("conditions", ""))
    return f"{told} {conditions}".strip()


def _money(effect: DecisionEffect) -> str:
    facts = {
        "amount": number(effect.amount),
        "kind": str(Cost.Kind(effect.choice).label).lower(),
        "year": effect.parameters.get("year", ""),
        "fund": effect.fund,
        "name": effect.initiative,
    }
    if effect.initiative_id:
        return _("%(name)s gets %(amount)s of %(fund)s in %(year)s (%(kind)s).") % facts
    return _("%(fund)s may spend %(amount)s more in %(year)s (%(kind)s).") % facts
