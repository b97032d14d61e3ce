"""Fiscal years, which begin in another month in some organisations."""

from __future__ import annotations

from datetime import date


def fiscal_year_of(day: date, first_month: int) -> int:
    """Return the fiscal year of a day, named after the calendar year in which it begins."""
    return day.year if day.month >= first_month else day.year - 1
