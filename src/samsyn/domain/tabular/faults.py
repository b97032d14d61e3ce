"""Every reason a cell or a row cannot be used, as codes that can be put into words."""

from __future__ import annotations

from enum import StrEnum

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, shown

LONGEST_QUOTE = 60


class Fault(StrEnum):
    """Why one cell was refused. Facts: `shown` always, and what each needs besides."""

    FORMULA_ERROR = "formula_error"
    FORMULA_NOT_SAVED = "formula_not_saved"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    SEVERAL_NUMBERS = "several_numbers"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_PER_YEAR = "not_per_year"
    OTHER_CURRENCY = "other_currency"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    AMBIGUOUS_DATE = "ambiguous_date"
    UNLIKELY_YEAR = "unlikely_year"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CHOICE = "not_a_choice"
    NOT_AN_EMAIL = "not_an_email"
    SEVERAL_VALUES = "several_values"
    NOT_AN_ORG_NUMBER = "not_an_org_number"
    PERSONAL_NUMBER = "personal_number"
    TOO_LONG = "too_long"
    MISSING = "missing"
    NO_KEY = "no_key"
    KEYS_DISAGREE = "keys_disagree"
    SEVERAL_RECORDS = "several_records"
    UNKNOWN_REFERENCE = "unknown_reference"


def quote(value: CellValue) -> str:
    """Return the cell as shown, on one line and cut to a length that fits in a sentence."""
    text = " ".join(shown(value).split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def fault(code: Fault, value: CellValue, **facts: int | str) -> Objection:
    """Build the objection against one cell; its facts always quote what the cell shows."""
    return Objection(code, {"shown": quote(value), **facts})
