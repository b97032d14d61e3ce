"""Write dates as distances from today, so that the demo never looks stale."""

from __future__ import annotations

import re
from datetime import date, timedelta

from samsyn.domain.register.validity import add_months

_DISTANCE = re.compile(r"([+-])(\d+)([dwmy])")


def day(today: date, distance: str) -> date | None:
    """Return the day this far from today: `-3w`, `+14m`, `+2y`, `-10d`; nothing for nothing."""
    if not distance:
        return None
    match = _DISTANCE.fullmatch(distance)
    if match is None:
        raise ValueError(distance)
    sign, digits, unit = match.groups()
    count = int(f"{sign}{digits}")
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    return add_months(today, count * (12 if unit == "y" else 1))


def some_day(today: date, distance: str) -> date:
    """Return the same, for where there must be a day."""
    found = day(today, distance)
    if found is None:
        raise ValueError(distance)
    return found
