"""Why a row that could be read cannot be written, and why an import cannot go on."""

from __future__ import annotations

from enum import StrEnum


class Hindrance(StrEnum):
    """Facts: INVALID has `message`, in the importer's language; others as said."""

    INVALID = "invalid"
    LINKED_ROW_REFUSED = "linked_row_refused"  # shown
    GOES_IN_A_CIRCLE = "goes_in_a_circle"  # shown
    CHANGED_MEANWHILE = "changed_meanwhile"
    APPEARED_MEANWHILE = "appeared_meanwhile"
