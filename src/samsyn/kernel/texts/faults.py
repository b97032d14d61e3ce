"""Why a text cannot be read."""

from __future__ import annotations

from enum import StrEnum

from samsyn.domain.shared.refusal import Objection, Refused


class TextFault(StrEnum):
    """Why a text was refused."""

    EMPTY = "text_empty"
    TOO_LARGE = "text_too_large"
    TOO_MANY_LINES = "text_too_many_lines"
    UNPACKS_TOO_LARGE = "text_unpacks_too_large"
    PASSWORD = "text_password"  # noqa: S105 - a reason, no secret
    OLD_WORD = "text_old_word"
    BROKEN = "text_broken"
    NOT_A_TEXT = "text_not_a_text"


def refused(fault: TextFault, **facts: int | str) -> Refused:
    """Return what to raise with one reason against the file."""
    return Refused([Objection(fault, facts, "file")])
