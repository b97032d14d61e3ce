"""The table in which an agenda is built: a row per line, moved by buttons, saved as one act.

Everything works by plain buttons that send the form back. What was typed is kept as typed; it is
checked when it is saved, all of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.apps.council.services.build_agenda import PlannedLine
from samsyn.apps.council.wording.agenda import explain_agenda
from samsyn.domain.council.agenda import LONGEST_LINE, MOST_LINES, overrun, slots
from samsyn.domain.shared.refusal import Objection

Row = dict[str, object]
_TYPED = re.compile(r"line-(\d{1,3})-(\w{1,30})")
_BREAK_MINUTES, _USUAL_MINUTES = 15, 10
_MOST_DIGITS = 18


class LineForm(forms.Form):
    """One line: what it is called, its type, how long it takes, who presents it."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput())
    is_break = forms.BooleanField(required=False, widget=forms.HiddenInput())
    name = forms.CharField(label=gettext_lazy("Title"), max_length=250)
    type = forms.ChoiceField(
        label=gettext_lazy("Type"),
        choices=[(value, value) for value, _label in AgendaItem.Type.choices],
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST_LINE, localize=True
    )
    presenter_name = forms.CharField(
        label=gettext_lazy("Presenter"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"list": "presenters", "autocomplete": "off"}),
    )
    begins: datetime | None = None

    @property
    def rests(self) -> bool:
        """Tell whether the line is a break."""
        return str(self["is_break"].value() or "") in {"True", "true", "on", "1"}

    def length(self) -> int:
        """Return how many minutes stand there now, 0 for what is no number."""
        text = str(self["minutes"].value() or "").strip()
        return int(text) if text.isdecimal() and len(text) < len(str(LONGEST_LINE)) + 1 else 0

    def planned(self) -> PlannedLine:
        """Return the line as the use-case takes it. Call on a valid form."""
        typed = self.cleaned_data
        return PlannedLine(
            key=typed["key"],
            name=typed["name"],
            type=typed["type"],
            minutes=typed["minutes"],
            presenter_name=typed["presenter_name"],
            is_break=typed["is_break"],
        )


class AgendaForm:
    """The whole agenda as it is being built; `waiting` are the items one may put on it."""

    def __init__(
        self,
        meeting: Meeting,
        items: Sequence[AgendaItem],
        backlog: Sequence[AgendaItem],
        data: QueryDict | None = None,
    ) -> None:
        self.meeting, self.revision = meeting, meeting.revision
        self.errors: list[tuple[str, str]] = []
        self.saved: Sequence[AgendaItem] = ()
        self._known = {item.pk: item for item in [*items, *backlog]}
        self._backlog = backlog
        self._data = data
        if data is None:
            self._show([row_of(item) for item in items])
        else:
            seen = data.get("revision", "")
            self.revision = int(seen) if _is_number(seen) else 0
            self._bind(_typed(data))

    @property
    def waiting(self) -> list[AgendaItem]:
        """The items of the backlog that are not on the agenda yet."""
        used = {str(row["key"].value() or "") for row in self.rows}
        return [item for item in self._known.values() if str(item.pk) not in used]

    @property
    def over(self) -> int:
        """By how many minutes the lines outlast the meeting; below zero is what is left."""
        lengths = [row.length() for row in self.rows]
        return overrun(self.meeting.starts_at, self.meeting.ends_at, lengths)

    @property
    def left(self) -> int:
        """How many minutes are still free."""
        return max(0, -self.over)

    def do(self, command: str) -> None:
        """Add, remove or move a line, keeping all that was typed."""
        if self._data is None:
            return
        rows: list[Row] = [dict(row) for row in _typed(self._data)]
        act, _dash, number = command.partition("-")
        place = int(number) if _is_number(number) else -1
        if act == "remove" and 0 <= place < len(rows):
            del rows[place]
        elif act in {"up", "down"} and 0 <= place < len(rows):
            target = min(max(place + (1 if act == "down" else -1), 0), len(rows) - 1)
            rows.insert(target, rows.pop(place))
        elif len(rows) < MOST_LINES:
            rows += self._new(act)
        self._show(rows)

    def _new(self, act: str) -> list[Row]:
        chosen = self._data.get("new_item", "") if self._data else ""
        if act == "add_break":
            return [{"name": _("Break"), "type": "I", "minutes": _BREAK_MINUTES, "is_break": True}]
        if act == "add_line":
            return [{"type": "I", "minutes": _USUAL_MINUTES}]
        if act == "add_item" and _is_number(chosen) and int(chosen) in self._known:
            return [row_of(self._known[int(chosen)])]
        return []

    def is_valid(self) -> bool:
        """Check every cell; what is wrong is then in `errors` and beside each field."""
        self.errors = [
            (str(row[name].id_for_label), f"{row[name].label}: {error}")
            for row in self.rows
            for name, errors in row.errors.items()
            for error in errors
        ]
        return not self.errors

    def lines(self) -> list[PlannedLine]:
        """Return what was typed, as the use-case takes it. Call on a valid form."""
        return [row.planned() for row in self.rows]

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its cell, or on top."""
        for objection in objections:
            number, _dash, name = objection.field.partition("-")
            said = explain_agenda(objection)
            anchor = ""
            if name:
                row = self.rows[int(number)]
                row.add_error(name, said)
                anchor = str(row[name].id_for_label)
            self.errors.append((anchor, said))

    def meet(self, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
        """Set what is saved now beside what was typed; saving again takes what is typed."""
        self.revision, self.saved = meeting.revision, items

    def _show(self, rows: list[Row]) -> None:
        self.rows = [
            LineForm(initial=row, prefix=f"line-{number}") for number, row in enumerate(rows)
        ]
        self._tell_times()

    def _bind(self, rows: list[dict[str, str]]) -> None:
        self.rows = [
            LineForm(
                data={f"line-{number}-{name}": value for name, value in row.items()},
                prefix=f"line-{number}",
            )
            for number, row in enumerate(rows)
        ]
        self._tell_times()

    def _tell_times(self) -> None:
        lengths = [row.length() for row in self.rows]
        for row, slot in zip(self.rows, slots(self.meeting.starts_at, lengths), strict=True):
            row.begins = slot.begins


def row_of(item: AgendaItem) -> Row:
    """Return an item as a row of the table."""
    return {
        "key": item.pk,
        "is_break": item.is_break or "",
        "name": item.name,
        "type": item.type,
        "minutes": item.minutes,
        "presenter_name": item.presenter.name if item.presenter else item.presenter_name,
    }


def _typed(data: QueryDict) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for key, value in data.items():
        if found := _TYPED.fullmatch(key):
            rows.setdefault(int(found[1]), {})[found[2]] = str(value)
    return [rows[number] for number in sorted(rows)][: MOST_LINES + 1]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS
