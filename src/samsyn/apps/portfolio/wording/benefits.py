"""Effects, factors and measurements in words."""
# ruff: noqa: RUF001 - formulas are written with the sign of multiplication

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.domain.portfolio.effects import Effect, EffectFlaw, Factor
from samsyn.domain.portfolio.realisation import MeasureFlaw
from samsyn.domain.shared.refusal import Objection

BENEFIT_ACTS = {
    "portfolio.measure_benefit": gettext_lazy("Measured"),
    "portfolio.reckon_effect": gettext_lazy("Effect reckoned"),
}
EFFECTS: Mapping[Effect, tuple[StrOrPromise, StrOrPromise]] = {
    Effect.MEETINGS: (
        gettext_lazy("Digital meetings"),
        gettext_lazy("Meetings × people × (travel time × hourly cost + travel cost) × share"),
    ),
    Effect.HANDLING: (
        gettext_lazy("Shorter handling"),
        gettext_lazy("Cases × minutes saved × hourly cost × share"),
    ),
    Effect.LETTERS: (
        gettext_lazy("Fewer letters"),
        gettext_lazy("Letters × cost of each × share"),
    ),
    Effect.ERRORS: (
        gettext_lazy("Fewer errors"),
        gettext_lazy("Errors × (minutes to mend × hourly cost + cost of each) × share avoided"),
    ),
    Effect.COST: (
        gettext_lazy("A cost that goes away"),
        gettext_lazy("Cost a year × share"),
    ),
}
FACTORS_IN_WORDS: Mapping[Factor, StrOrPromise] = {
    Factor.TIMES: gettext_lazy("How many a year"),
    Factor.PEOPLE: gettext_lazy("People each time"),
    Factor.MINUTES_SAVED: gettext_lazy("Minutes saved each time"),
    Factor.HOURLY_COST: gettext_lazy("Cost of an hour"),
    Factor.COST_EACH: gettext_lazy("Other cost saved each time"),
    Factor.SHARE: gettext_lazy("Share that is changed, %"),
}


def effect_flaw(objection: Objection) -> str:
    """Say what is wrong with an assumption."""
    match EffectFlaw(objection.code):
        case EffectFlaw.MISSING:
            return _("Give the likely value.")
        case EffectFlaw.NEGATIVE:
            return _("This cannot be less than nothing.")
        case EffectFlaw.NOT_IN_ORDER:
            return _("The likely value lies between the lowest and the highest.")
        case EffectFlaw.OVER_ALL:
            return _("A share is at most 100 %.")
        case unknown:
            assert_never(unknown)


def measure_flaw(objection: Objection) -> str:
    """Say what is wrong with a measurement."""
    match MeasureFlaw(objection.code):
        case MeasureFlaw.DAY_TO_COME:
            return _("This day has not come. Measure first.")
        case MeasureFlaw.NOTHING_SAID:
            return _("Give a figure, or what it is worth a year.")
        case unknown:
            assert_never(unknown)
