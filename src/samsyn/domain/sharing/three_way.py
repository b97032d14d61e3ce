"""Compare what was taken, what we have now and what the origin has now, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

Value = Any  # of JSON: text, figure, truth, list, or {"title": …, "id": …} for a link


class Standing(StrEnum):
    """How the three stand to each other."""

    SAME = "same"  # ours and theirs agree
    OURS_DIFFERS = "ours_differs"  # we changed it, or it was different from the beginning
    THEIRS_CHANGED = "theirs_changed"  # they changed it since, and we did not
    BOTH_CHANGED = "both_changed"  # both did, and not to the same


def standing(base: Value, ours: Value, theirs: Value) -> Standing:
    """Say how ours and theirs stand to each other and to what was taken (`base`)."""
    then, here, there = sameness(base), sameness(ours), sameness(theirs)
    if here == there:
        return Standing.SAME
    if there == then:
        return Standing.OURS_DIFFERS
    return Standing.THEIRS_CHANGED if here == then else Standing.BOTH_CHANGED


def sameness(value: Value) -> object:
    """Return what two values must share to count as the same.

    Nothing, an empty text and an empty list are the same; spaces around a text and the order of
    links are not told apart; a link is its title, since ids differ between organisations.
    """
    if isinstance(value, Mapping):
        return str(value.get("title", "")).casefold().strip()
    if isinstance(value, list | tuple):
        return tuple(sorted(str(sameness(part)) for part in value)) or ""
    if isinstance(value, str):
        return value.strip().replace("\r\n", "\n")
    return "" if value is None else value
