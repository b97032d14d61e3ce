"""What an independent check of a schedule can find wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Breach(StrEnum):
    """A rule that a schedule breaks."""

    NOT_WHOLE = "not_whole"
    UNKNOWN = "unknown"
    PIN_MOVED = "pin_moved"
    TOO_EARLY = "too_early"
    BEYOND_HORIZON = "beyond_horizon"
    UNFINISHED = "unfinished"
    ORDER = "order"
    NEEDS_LEFT_OUT = "needs_left_out"
    OVER_CAPACITY = "over_capacity"
    OVER_BUDGET = "over_budget"
    NO_SUCH_CHOICE = "no_such_choice"
    """A level or a mode that there is not, or that is decided otherwise, or none at all."""
    TOO_LATE = "too_late"
    """More weeks than a link allows."""
    BOTH_OF_ONE = "both_of_one"
    """Two initiatives of a group of which at most one is planned."""
    OVER_STOCK = "over_stock"
    OVER_SHARE = "over_share"
    NOT_APART = "not_apart"
    CREW = "crew"
    """The people named for a phase do not hold the roles it needs, or are too few."""
    OVERWORKED = "overworked"
    """Somebody would work more than there is of them."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule with its facts."""

    breach: Breach
    facts: dict[str, int | str] = field(default_factory=dict)
