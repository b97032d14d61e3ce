"""Reckon an effect in money a year from assumptions that are shown, each with a range.

Every kind of effect is a product of factors and a sum of such products, so it grows with each of
its factors: the lowest assumptions give the lowest effect and the highest the highest. How much
each assumption matters is found by moving it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection

PER_CENT = Decimal(100)
MINUTES = Decimal(60)


class Effect(StrEnum):
    """What kind of effect is reckoned."""

    MEETINGS = "meetings"
    HANDLING = "handling"
    LETTERS = "letters"
    ERRORS = "errors"
    COST = "cost"


class Factor(StrEnum):
    """What an effect is reckoned from."""

    TIMES = "times"
    PEOPLE = "people"
    MINUTES_SAVED = "minutes_saved"
    HOURLY_COST = "hourly_cost"
    COST_EACH = "cost_each"
    SHARE = "share"


class EffectFlaw(StrEnum):
    """What is wrong with an assumption."""

    MISSING = "missing"
    NEGATIVE = "below_nothing"
    NOT_IN_ORDER = "not_in_order"
    OVER_ALL = "over_all"


@dataclass(frozen=True, slots=True)
class Assumed:
    """A factor's lowest, likely and highest value, and where they come from."""

    low: Decimal
    likely: Decimal
    high: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Money a year, and for each factor what moving it alone from lowest to highest does."""

    low: Decimal
    likely: Decimal
    high: Decimal
    swings: Mapping[Factor, tuple[Decimal, Decimal]]


Values = Mapping[Factor, Decimal]


def _share(values: Values) -> Decimal:
    return values[Factor.SHARE] / PER_CENT


def _time(values: Values) -> Decimal:
    return values[Factor.MINUTES_SAVED] / MINUTES * values[Factor.HOURLY_COST]


_FORMULAS: Mapping[Effect, Callable[[Values], Decimal]] = {
    Effect.MEETINGS: lambda v: (
        v[Factor.TIMES] * v[Factor.PEOPLE] * (_time(v) + v[Factor.COST_EACH]) * _share(v)
    ),
    Effect.HANDLING: lambda v: v[Factor.TIMES] * _time(v) * _share(v),
    Effect.LETTERS: lambda v: v[Factor.TIMES] * v[Factor.COST_EACH] * _share(v),
    Effect.ERRORS: lambda v: v[Factor.TIMES] * (_time(v) + v[Factor.COST_EACH]) * _share(v),
    Effect.COST: lambda v: v[Factor.COST_EACH] * _share(v),
}
#: The factors of each kind of effect, in the order in which they are asked.
FACTORS: Mapping[Effect, tuple[Factor, ...]] = {
    Effect.MEETINGS: (
        Factor.TIMES,
        Factor.PEOPLE,
        Factor.MINUTES_SAVED,
        Factor.HOURLY_COST,
        Factor.COST_EACH,
        Factor.SHARE,
    ),
    Effect.HANDLING: (Factor.TIMES, Factor.MINUTES_SAVED, Factor.HOURLY_COST, Factor.SHARE),
    Effect.LETTERS: (Factor.TIMES, Factor.COST_EACH, Factor.SHARE),
    Effect.ERRORS: (
        Factor.TIMES,
        Factor.MINUTES_SAVED,
        Factor.HOURLY_COST,
        Factor.COST_EACH,
        Factor.SHARE,
    ),
    Effect.COST: (Factor.COST_EACH, Factor.SHARE),
}


def flaws_of(effect: Effect, assumed: Mapping[Factor, Assumed]) -> Iterator[Objection]:
    """Name everything wrong with the assumptions of an effect."""
    for factor in FACTORS[effect]:
        said = assumed.get(factor)
        if said is None:
            yield Objection(EffectFlaw.MISSING, field=f"{factor.value}-likely")
            continue
        if said.low < 0:
            yield Objection(EffectFlaw.NEGATIVE, field=f"{factor.value}-low")
        if not said.low <= said.likely <= said.high:
            yield Objection(EffectFlaw.NOT_IN_ORDER, field=f"{factor.value}-likely")
        if factor is Factor.SHARE and said.high > PER_CENT:
            yield Objection(EffectFlaw.OVER_ALL, field=f"{factor.value}-high")


def reckon(effect: Effect, assumed: Mapping[Factor, Assumed]) -> Reckoned:
    """Return the effect of sound assumptions, in whole units of money a year."""
    formula = _FORMULAS[effect]
    factors = FACTORS[effect]
    likely = {factor: assumed[factor].likely for factor in factors}
    return Reckoned(
        low=_whole(formula({factor: assumed[factor].low for factor in factors})),
        likely=_whole(formula(likely)),
        high=_whole(formula({factor: assumed[factor].high for factor in factors})),
        swings={
            factor: (
                _whole(formula({**likely, factor: assumed[factor].low})),
                _whole(formula({**likely, factor: assumed[factor].high})),
            )
            for factor in factors
        },
    )


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))
