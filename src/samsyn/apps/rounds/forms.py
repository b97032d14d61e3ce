"""What a coordinator chooses when starting a round, and what an owner answers about one row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Unit
from samsyn.apps.rounds.models import RoundAnswer
from samsyn.apps.rounds.queries.asking import Question, askable, suggested, units_of
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.showing import field_of, label_of

Said = RoundAnswer.Said
_DAYS = 21


class StartForm(forms.Form):
    """Which of them, what is asked, until when."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Only of this unit"), queryset=None, required=False, empty_label=_("all units")
    )
    months = forms.IntegerField(
        label=_("Only what nobody has confirmed for (months)"),
        min_value=0,
        max_value=120,
        initial=0,
        required=False,
        help_text=_("0 asks about all."),
    )
    asked = forms.MultipleChoiceField(
        label=_("Ask about"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The fewer, the sooner it is answered. Whoever holds the mail sees these."),
    )
    deadline = forms.DateField(label=_("Answers wanted by"), widget=DayInput)
    words = forms.CharField(
        label=_("Words to those asked"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, actor: Actor, question: Question, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        record = question.record
        asked: Any = self.fields["asked"]
        asked.choices = [(name, label_of(record, name)) for name in askable(record)]
        asked.initial = suggested(record)
        self.fields["deadline"].initial = clock.today() + timedelta(days=_DAYS)
        units = units_of(question, actor)
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class RowForm(forms.Form):
    """What one person says about one row: its few asked fields, and nothing else of it."""

    said = forms.ChoiceField(
        label=_("Is this still true?"),
        choices=[
            (Said.STILL_TRUE, _("Still true")),
            (Said.CHANGE, _("Something is to be changed")),
            (Said.NOT_MINE, _("Not mine any more")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    who_then = forms.CharField(label=_("Who answers for it then?"), max_length=200, required=False)
    comment = forms.CharField(label=_("Anything else"), max_length=500, required=False)

    def __init__(
        self,
        record: Record,
        names: list[str],
        row: Any,  # noqa: ANN401 - any noun
        *args: Any,  # noqa: ANN401 - Django's signature
        **options: Any,  # noqa: ANN401 - Django's signature
    ) -> None:
        super().__init__(*args, **options)
        self.names = names
        self.row = row
        self.needed = set()
        for name in names:
            field = _typed(record, name)
            if field.required and not isinstance(field, forms.BooleanField):
                self.needed.add(name)
            field.required = False
            field.initial = getattr(row, name)
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Mind what was typed only where something is to be changed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = [name for name in self.names if name in self.changed_data]
        if not cleaned.get("said") and typed:
            cleaned["said"] = Said.CHANGE
        if cleaned.get("said") != Said.CHANGE:
            for name in self.names:
                self.errors.pop(name, None)
            return cleaned
        for name in self.needed & set(typed):
            if cleaned.get(name) in (None, ""):
                self.add_error(name, _("This must not be empty."))
        if not typed and not cleaned.get("comment"):
            self.add_error("said", _("Type what is to be changed, or say it in words."))
        return cleaned

    @property
    def proposed(self) -> dict[str, Any]:
        """What was typed and differs, as plain JSON by field."""
        return {n: plain(self.cleaned_data[n]) for n in self.names if self._differs(n)}

    @property
    def before(self) -> dict[str, Any]:
        """What stood there."""
        return {n: plain(getattr(self.row, n)) for n in self.names if self._differs(n)}

    def _differs(self, name: str) -> bool:
        return name in self.changed_data and plain(self.cleaned_data[name]) != plain(
            getattr(self.row, name)
        )

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """The fields of the row itself."""
        return [self[name] for name in self.names]


def plain(value: Any) -> Any:  # noqa: ANN401 - any field's value
    """Return a value as JSON holds it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return "" if value is None else value


def _typed(record: Record, name: str) -> forms.Field:
    field: Any = field_of(record, name)
    options: dict[str, Any] = {}
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        options["widget"] = DayInput
    if isinstance(field, models.DecimalField | models.IntegerField) and not field.choices:
        options["localize"] = True
    made: forms.Field = field.formfield(**options)
    return made
