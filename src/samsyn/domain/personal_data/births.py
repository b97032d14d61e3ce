"""Turn the digits of identity numbers into birth dates that a living person can have."""

from __future__ import annotations

from datetime import date

OLDEST = 125


def birth(year: int, month: int, day: int, today: date) -> date | None:
    """Return the day, unless it does not exist, lies ahead, or is over 125 years ago."""
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if born <= today and today.year - year <= OLDEST else None


def birth_in_any_century(short_year: int, month: int, day: int, today: date) -> date | None:
    """Return the youngest birth date with these last two digits of the year."""
    for century in (2000, 1900):
        if born := birth(century + short_year, month, day, today):
            return born
    return None
