"""How a decision stands today: whether it holds, has ended, was replaced or is to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a decision stands."""

    HOLDS = "holds"
    COMING = "coming"
    TO_REVIEW = "to_review"
    ENDED = "ended"
    REPLACED = "replaced"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What of a decision says how it stands."""

    approved: bool
    replaced: bool
    effective_on: date | None = None
    review_on: date | None = None
    expires_on: date | None = None


def standing_of(days: Days, today: date) -> Standing:
    """Return how a decision stands on a day."""
    if days.replaced:
        return Standing.REPLACED
    if days.expires_on and days.expires_on < today:
        return Standing.ENDED
    if days.review_on and days.review_on <= today:
        return Standing.TO_REVIEW
    if not days.approved:
        return Standing.NO
    if days.effective_on and days.effective_on > today:
        return Standing.COMING
    return Standing.HOLDS
