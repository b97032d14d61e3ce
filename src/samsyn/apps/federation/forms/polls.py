"""What is asked of those who ask, who answer, and who take part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models import Choice, Poll
from samsyn.apps.federation.services.answer_poll import Answer
from samsyn.apps.federation.wording.polls import explain
from samsyn.apps.portfolio.public import Track
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.domain.tabular.cells import CellValue
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.imports.reading import open_workbook
from samsyn.kernel.imports.wording import explain as explain_file
from samsyn.kernel.models import Organisation

LARGEST = 5_000_000  # bytes
MOST_TEXT = 400_000  # characters


class RefusableForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))


class AskForm(RefusableForm):
    """Whom to ask and until when: all members from the start, others where one ticks them."""

    members = forms.TypedMultipleChoiceField(
        label=_("Our members"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple()
    )
    others = forms.TypedMultipleChoiceField(
        label=_("Others we share a federation with"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    deadline = forms.DateField(label=_("Answer by"), widget=DayInput())

    def __init__(
        self,
        poll: Poll,
        ours: list[Organisation],
        others: list[Organisation],
        known: set[int],
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        chosen = [row.pk for row in ours if row.pk not in known]
        super().__init__(data, initial={"members": chosen, "deadline": poll.deadline})
        for name, rows in (("members", ours), ("others", others)):
            choices = [(row.pk, row.name) for row in rows if row.pk not in known]
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def chosen(self) -> set[int]:
        """Return everybody ticked. Call on a valid form."""
        typed = self.cleaned_data
        return {*typed.get("members", []), *typed.get("others", [])}


class AnswerForm(RefusableForm):
    """What a member answers; what is not asked for is not shown."""

    choice = forms.ChoiceField(
        label=_("Our answer"), choices=Choice.choices, widget=forms.RadioSelect()
    )
    hours = forms.IntegerField(
        label=_("Hours we put in"), required=False, min_value=0, max_value=1_000_000, localize=True
    )
    money = forms.DecimalField(
        label=_("Money we put in"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
    )
    seats = forms.IntegerField(
        label=_("Seats we would like"),
        required=False,
        min_value=0,
        max_value=30_000,
        localize=True,
        help_text=_("More than your own is possible: what others leave is offered on."),
    )
    condition = forms.CharField(label=_("On condition that"), max_length=500, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)
    mandate = forms.CharField(
        label=_("On whose mandate"),
        max_length=200,
        help_text=_("Who decided it: the executive, the head of a department, a delegation."),
    )

    def __init__(self, poll: Poll, initial: Any = None, data: Any = None) -> None:  # noqa: ANN401 - as forms take them
        super().__init__(data, initial=initial)
        for name, asked in (
            ("hours", poll.asks_people),
            ("money", poll.asks_money),
            ("seats", poll.seats),
        ):
            if not asked:
                del self.fields[name]

    def answer(self) -> Answer:
        """Return what was typed. Call on a valid form."""
        return Answer(**self.cleaned_data)


class MailForm(RefusableForm):
    """To whom the address to answer at is mailed."""

    address = forms.EmailField(
        label=_("Mail address"),
        max_length=200,
        help_text=_("Of somebody there who may say yes or no. The mail holds the way in."),
    )


class ListForm(RefusableForm):
    """A list of answers, as text or as a file. Nothing of the file is kept."""

    pasted = forms.CharField(
        label=_("The list"),
        required=False,
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_(
            "One member a line: municipality, answer, hours, money, condition, with a tab or a"
            " semicolon between. Copied cells of a spreadsheet will do; with headings in any order."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("XLSX, ODS or CSV with one line for each member."),
    )
    mandate = forms.CharField(
        label=_("On whose mandate"),
        max_length=200,
        required=False,
        help_text=_("Where the list does not say it line by line."),
    )

    rows: list[list[CellValue]]

    def clean(self) -> dict[str, Any]:
        """Read the list from the file, or else from the text."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.rows = []
        uploaded, text = typed.get("file"), typed.get("pasted") or ""
        if uploaded and uploaded.size > LARGEST:
            self.add_error("file", _("This file is too large for a list."))
        elif uploaded:
            self._read(uploaded.read(), str(uploaded.name))
        elif text.strip():
            self.rows = [cells_of(line) for line in text.splitlines()]
        else:
            self.add_error("pasted", _("Paste the list, or choose the file."))
        return typed

    def _read(self, content: bytes, name: str) -> None:
        try:
            book = open_workbook(content, name)
            sheet = book.read(book.names[0]) if book.names else None
        except Refused as refused:
            for objection in refused.objections:
                self.add_error("file", explain_file(objection))
        else:
            before: list[list[CellValue]] = [[]] * (sheet.first_row - 1 if sheet else 0)
            self.rows = [*before, *([list(row) for row in sheet.rows] if sheet else [])]


def cells_of(line: str) -> list[CellValue]:
    """Return the cells of a pasted line: between tabs, else semicolons."""
    mark = "\t" if "\t" in line else ";"
    return [cell.strip().strip('"').strip() or None for cell in line.strip("\r\n").split(mark)]


class SettleForm(RefusableForm):
    """Why it is settled now, for the history."""

    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


class LeaveForm(RefusableForm):
    """Until when we take part, and why not longer."""

    until = forms.DateField(label=_("Until"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


class LocalForm(RefusableForm):
    """By which logic our own initiative is steered."""

    track = forms.ChoiceField(label=_("Track"), choices=Track.choices, widget=forms.RadioSelect())
