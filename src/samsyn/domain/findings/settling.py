"""When a finding may be lived with, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection

LONGEST_ACCEPTANCE = timedelta(days=366)


class SettlingObjection(StrEnum):
    """Why a finding or a rule can't be settled as asked."""

    REASON_MISSING = "reason_missing"
    DATE_PAST = "date_past"
    DATE_TOO_FAR = "date_too_far"
    ALREADY_CLOSED = "already_closed"
    RULE_UNKNOWN = "rule_unknown"


def settling_objections(
    *, reason: str, until: date, today: date, is_open: bool
) -> Iterator[Objection]:
    """Yield everything that stands against accepting a finding until a date.

    A year is the longest: what is accepted for ever is a rule that should be switched off.
    """
    if not is_open:
        yield Objection(SettlingObjection.ALREADY_CLOSED)
    if not reason.strip():
        yield Objection(SettlingObjection.REASON_MISSING, field="reason")
    if until <= today:
        yield Objection(SettlingObjection.DATE_PAST, field="until")
    if until > today + LONGEST_ACCEPTANCE:
        yield Objection(SettlingObjection.DATE_TOO_FAR, field="until")
