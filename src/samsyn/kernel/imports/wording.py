"""Why a cell, a row or a file cannot be used, in words that say what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.mapping import Reason
from samsyn.domain.tabular.rows import Leftover
from samsyn.domain.tabular.verdicts import Outcome
from samsyn.kernel.imports.file_faults import FileFault
from samsyn.kernel.imports.hindrances import Hindrance
from samsyn.kernel.imports.reading import LooksLike

Words = Mapping[StrEnum, str | Promise]

_CELLS: Words = {
    Fault.FORMULA_ERROR: _("The formula in this cell failed (%(shown)s). Correct it in Excel."),
    Fault.FORMULA_NOT_SAVED: _(
        "The formula in this cell has no result. Open the file in Excel, save it, and try again."
    ),
    Fault.NOT_A_NUMBER: _("“%(shown)s” is not a number. Write it as 1 234,50 or 1234.50."),
    Fault.NOT_WHOLE: _("“%(shown)s” is not a whole number."),
    Fault.SEVERAL_NUMBERS: _("“%(shown)s” holds several numbers. Write one."),
    Fault.AMBIGUOUS_NUMBER: _(
        "“%(shown)s” can be read in two ways. Write it without a thousands separator."
    ),
    Fault.NOT_PER_YEAR: _("“%(shown)s” is not an amount per year. Write the yearly amount."),
    Fault.OTHER_CURRENCY: _("“%(shown)s” is in %(written)s. Write the amount in %(currency)s."),
    Fault.OUT_OF_RANGE: _("“%(shown)s” is too large to be right."),
    Fault.NOT_A_DATE: _("“%(shown)s” is not a date. Write it as 2024-03-01."),
    Fault.NO_SUCH_DAY: _("“%(shown)s” is not a day in the calendar. Write it as 2024-03-01."),
    Fault.AMBIGUOUS_DATE: _(
        "“%(shown)s” can be two different days, and the column uses both orders. "
        "Write it as 2024-03-01."
    ),
    Fault.UNLIKELY_YEAR: _("“%(shown)s” has an unlikely year. Write it as 2024-03-01."),
    Fault.NOT_YES_OR_NO: _("“%(shown)s” is neither yes nor no."),
    Fault.NOT_A_CHOICE: _("“%(shown)s” is not one of: %(allowed)s. Did you mean “%(nearest)s”?"),
    Fault.NOT_AN_EMAIL: _("“%(shown)s” is not an e-mail address."),
    Fault.SEVERAL_VALUES: _("“%(shown)s” holds several addresses. Write one."),
    Fault.NOT_AN_ORG_NUMBER: _(
        "“%(shown)s” is not an organisation number: a digit is wrong or missing."
    ),
    Fault.PERSONAL_NUMBER: _(
        "This looks like a personal identity number, which does not belong here. "
        "Leave the cell empty."
    ),
    Fault.TOO_LONG: _(
        "The text has %(length)s characters and there is room for %(longest)s. Shorten it."
    ),
    Fault.MISSING: _("“%(field)s” is empty, and a new record needs it."),
    Fault.NO_KEY: _("“%(field)s” is empty, so nobody can tell which record the row is about."),
    Fault.KEYS_DISAGREE: _(
        "The row points at %(count)s different records. Correct the name or the number."
    ),
    Fault.SEVERAL_RECORDS: _(
        "%(count)s records have this name. Rename or merge them in the register first."
    ),
    Fault.UNKNOWN_REFERENCE: _("“%(shown)s” is not in the register. Did you mean “%(nearest)s”?"),
}
_ROWS: Words = {
    Hindrance.INVALID: "%(message)s",
    Hindrance.LINKED_ROW_REFUSED: _("“%(shown)s” is a row of this file that is not imported."),
    Hindrance.GOES_IN_A_CIRCLE: _("“%(shown)s” would come to belong to itself."),
    Hindrance.CHANGED_MEANWHILE: _(
        "Somebody changed this after you looked. Import the file again to see what is left to do."
    ),
    Hindrance.APPEARED_MEANWHILE: _(
        "Somebody added this after you looked. Import the file again to compare with it."
    ),
}
_WITHOUT_NEAREST: Words = {
    Fault.NOT_A_CHOICE: _("“%(shown)s” is not one of: %(allowed)s."),
    Fault.UNKNOWN_REFERENCE: _(
        "“%(shown)s” is not in the register. Add it there first, or correct the name."
    ),
}
_FILES: Words = {
    FileFault.EMPTY_FILE: _("The file is empty. Check that you chose the right one."),
    FileFault.FILE_TOO_LARGE: _(
        "The file is larger than %(megabytes)s MB. Remove pictures and sheets that are not needed."
    ),
    FileFault.UNPACKS_TOO_LARGE: _(
        "The file unpacks to more than %(megabytes)s MB. Copy the table to a new workbook."
    ),
    FileFault.PASSWORD: _(
        "The file is protected with a password. Save a copy without one and choose that."
    ),
    FileFault.BROKEN: _(
        "The file is damaged. Open it in Excel or LibreOffice, save it as .xlsx, and try again."
    ),
    FileFault.NOT_A_WORKSHEET: _(
        "This is not a spreadsheet (%(looks_like)s). Choose an .xlsx, .xls, .ods or .csv file."
    ),
    FileFault.SAVE_AS_XLSX: _(
        "This file is %(looks_like)s inside. Open it in Excel, save it as .xlsx, and try again."
    ),
    FileFault.TOO_MANY_ROWS: _(
        "There are more than %(rows)s rows. Divide them between several files."
    ),
    FileFault.TOO_MANY_CELLS: _(
        "There are more than %(cells)s cells, or one far away from all others. "
        "Copy the table to a new workbook."
    ),
    FileFault.NO_SUCH_SHEET: _("There is no sheet called “%(sheet)s”. Choose another."),
    FileFault.NOTHING_IN_IT: _("No table was found. Point out the row with the headings."),
    FileFault.FAR_CELLS_LEFT_OUT: _(
        "Cells far from the table were left out, such as %(cell)s in “%(sheet)s”."
    ),
}
_REASONS: Words = {
    Reason.REMEMBERED: _("As last time"),
    Reason.SAME_HEADING: _("The heading says so"),
    Reason.ALIKE_HEADING: _("The heading is similar"),
    Reason.VALUES: _("The values look like it"),
    Reason.FIRST_TEXT: _("The first column of different texts"),
}
_LEFTOVERS: Words = {
    Leftover.ABOVE: _("Above the table"),
    Leftover.BLANK: _("Empty row"),
    Leftover.REPEATED_HEADING: _("The headings again"),
    Leftover.TOTALS: _("Totals"),
    Leftover.SECTION: _("Title of a section"),
    Leftover.NOTE: _("Note"),
}
_LOOKS: Words = {
    LooksLike.TABLE: _("Table"),
    LooksLike.NOTES: _("Notes"),
    LooksLike.EMPTY: _("Empty"),
    LooksLike.UNREADABLE: _("Cannot be read"),
}
_OUTCOMES: Words = {
    Outcome.CREATED: _("Created"),
    Outcome.CHANGED: _("Changed"),
    Outcome.UNCHANGED: _("Unchanged"),
    Outcome.REFUSED: _("Refused"),
    Outcome.DUPLICATE: _("Repeated"),
    Outcome.SKIPPED: _("Left out"),
}
_NAMES: Words = {**_REASONS, **_LEFTOVERS, **_LOOKS, **_OUTCOMES}


def explain(objection: Objection) -> str:
    """Put one objection against a cell, a row or a file into a full sentence."""
    facts = objection.facts
    words: Words = _FILES if isinstance(objection.code, FileFault) else {**_CELLS, **_ROWS}
    if not facts.get("nearest") and objection.code in _WITHOUT_NEAREST:
        words = _WITHOUT_NEAREST
    return str(words[objection.code]) % dict(facts)


def name(code: Reason | Leftover | LooksLike | Outcome) -> str:
    """Return the short label of an outcome, a reason, a kind of left-out row or of a sheet."""
    return str(_NAMES[code])
