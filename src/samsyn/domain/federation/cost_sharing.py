"""Share a cost by a key so that the parts add up to it, to the last hundredth."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

CROWN, HUNDREDTH = Decimal(1), Decimal("0.01")


def share(total: Decimal, weights: Mapping[int, int]) -> dict[int, Decimal]:
    """Return each one's part of a cost, in proportion to weights that are not all nothing.

    Parts are whole crowns where the total is, else hundredths. Each is rounded down; what then
    remains goes one unit each to those who lost most by it (largest remainder), among equals to
    the larger weight, then to the lower key. The parts always add up to the total.
    """
    unit = CROWN if total == total.to_integral_value() else HUNDREDTH
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: part.quantize(unit, ROUND_DOWN) for key, part in exact.items()}
    remaining = int((total - sum(parts.values(), Decimal(0))) / unit)
    order = sorted(weights, key=lambda key: (parts[key] - exact[key], -weights[key], key))
    for key in order[:remaining]:
        parts[key] += unit
    return parts
