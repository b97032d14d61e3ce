"""The days of agreements as columns: what holds, what must be decided, what ends."""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField, DateField, F, Func, Value

_PERIOD = ("valid_until", "ongoing", "renewal", "renewal_months")
_NOTICE = ("notice_months", "notice_from", "irrevocable_until", "option_months", "options_left")
_SIGNED = ("signed_on", "valid_from")


def holds_on(day: date) -> Func:
    """Return the column that tells whether an agreement holds that day, its parents counted."""
    return Func(
        F("parent_id"),
        F("needs_parent"),
        *map(F, (*_SIGNED, *_PERIOD, "terminated_on")),
        Value(day),
        function="agreement_holds",
        output_field=BooleanField(),
    )


def decide_by(day: date) -> Func:
    """Return the column with the day by which notice is given or an option used, where any is."""
    return Func(
        *map(F, (*_PERIOD, *_NOTICE, "terminated_on", "kept_until")),
        Value(day),
        function="agreement_decide_by",
        output_field=DateField(),
    )


def period_end_on(day: date) -> Func:
    """Return the column with the last day of the period that the day is in."""
    return Func(
        *map(F, _PERIOD), Value(day), function="agreement_period_end", output_field=DateField()
    )
