"""Why a whole file or sheet cannot be read, and how large they may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection, Refused


class FileFault(StrEnum):
    """Why a file was refused, or what was left out of it."""

    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    PASSWORD = "password"  # noqa: S105
    BROKEN = "broken"
    NOT_A_WORKSHEET = "not_a_worksheet"
    SAVE_AS_XLSX = "save_as_xlsx"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    NO_SUCH_SHEET = "no_such_sheet"
    NOTHING_IN_IT = "nothing_in_it"
    FAR_CELLS_LEFT_OUT = "far_cells_left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read at most: bytes as uploaded, bytes unpacked, rows and cells in a sheet."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 300_000_000
    rows: int = 100_000
    cells: int = 2_000_000


LIMITS = Limits()


def refusal(code: FileFault, **facts: int | str) -> Refused:
    """Return what to raise with one reason against the file."""
    return Refused([Objection(code, facts)])
