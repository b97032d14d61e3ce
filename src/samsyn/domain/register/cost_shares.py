"""Who bears what is paid: shares that add up, and amounts that add up to the last öre."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection

WHOLE = Decimal(100)
_ORE = Decimal("0.01")


class ShareFault(StrEnum):
    """Why shares cannot stand."""

    TOO_LITTLE = "shares_too_little"
    TOO_MUCH = "shares_too_much"
    TWICE = "share_twice"
    NOT_A_SHARE = "not_a_share"


def objections_to_shares(
    shares: Mapping[str, Sequence[tuple[str, Decimal]]],
) -> Iterator[Objection]:
    """Yield what is wrong with shares, by dimension: pairs of who bears and how many per cent.

    A dimension with no shares is one that is not used, and nothing is wrong with that.
    """
    for dimension, borne in shares.items():
        bearers = [bearer for bearer, _percent in borne]
        for bearer in sorted({one for one in bearers if bearers.count(one) > 1}):
            yield Objection(ShareFault.TWICE, {"bearer": bearer}, dimension)
        if any(percent <= 0 for _bearer, percent in borne):
            yield Objection(ShareFault.NOT_A_SHARE, {}, dimension)
        off = sum((percent for _bearer, percent in borne), Decimal()) - WHOLE
        if borne and off:
            fault = ShareFault.TOO_MUCH if off > 0 else ShareFault.TOO_LITTLE
            yield Objection(fault, {"off": f"{abs(off).normalize():f}"}, dimension)


def divide(amount: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """Return each bearer's part of an amount, in öre; they add up to the amount exactly.

    Shares count in proportion. What is left by rounding down goes to those who lost most by it,
    the first among equals (largest remainder).
    """
    whole = sum(percents, Decimal())
    if not percents or whole <= 0:
        return [Decimal() for _percent in percents]
    sign = -1 if amount < 0 else 1
    exact = [abs(amount) * percent / whole for percent in percents]
    parts = [part.quantize(_ORE, ROUND_DOWN) for part in exact]
    left = int((abs(amount).quantize(_ORE) - sum(parts, Decimal())) / _ORE)
    by_loss = sorted(range(len(parts)), key=lambda nth: parts[nth] - exact[nth])
    for nth in by_loss[:left]:
        parts[nth] += _ORE
    return [sign * part for part in parts]
