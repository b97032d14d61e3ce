"""What is asked when a national programme is taken in: its name, and its list as text or file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.forms.steps import RefusableForm
from samsyn.domain.shared.refusal import Refused
from samsyn.domain.tabular.cells import CellValue, shown
from samsyn.kernel.imports.reading import open_workbook
from samsyn.kernel.imports.wording import explain as explain_file

LARGEST = 5_000_000  # bytes
MOST_TEXT = 400_000  # characters
Rows = list[list[CellValue]]


class ProgrammeForm(RefusableForm):
    """The programme and its list. What a file held is carried on as text, so nothing is kept."""

    programme = forms.CharField(
        label=_("Programme"), max_length=150, help_text=_("The larger undertaking it is in.")
    )
    pasted = forms.CharField(
        label=_("The list"),
        required=False,
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_(
            "One initiative a line: name, legal ground, deadline, description, with a tab or a"
            " semicolon between. Copied cells of a spreadsheet will do."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("XLSX or CSV with one line for each initiative."),
    )

    rows: Rows

    def clean(self) -> dict[str, Any]:
        """Read the list from the file, or else from the text."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.rows = []
        uploaded = typed.get("file")
        text = typed.get("pasted") or ""
        if uploaded and uploaded.size > LARGEST:
            self.add_error("file", _("This file is too large for a list."))
        elif uploaded:
            self._read("file", uploaded.read(), str(uploaded.name))
        elif text.strip():
            self.rows = [_cells(line) for line in text.splitlines() if line.strip()]
        else:
            self.add_error("pasted", _("Nothing here is new. Paste the list, or choose the file."))
        return typed

    def _read(self, field: str, content: bytes, name: str) -> None:
        try:
            book = open_workbook(content, name)
            self.rows = [list(row) for row in book.read(book.names[0]).rows] if book.names else []
        except Refused as refused:
            for objection in refused.objections:
                self.add_error(field, explain_file(objection))

    def as_text(self) -> str:
        """Return the list as text that reads the same: what the next page carries on."""
        return "\n".join(
            "\t".join(" ".join(shown(cell).split()) if cell is not None else "" for cell in row)
            for row in self.rows
        )


def _cells(line: str) -> list[CellValue]:
    mark = "\t" if "\t" in line else ";" if ";" in line else "|" if "|" in line else "\t"
    return [cell.strip().strip('"').strip() or None for cell in line.strip("\r\n").split(mark)]
