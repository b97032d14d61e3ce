"""Count back in months, as policies and laws do."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_MONTHS = 12


def months_before(day: date, months: int) -> date:
    """Return the same day that many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
