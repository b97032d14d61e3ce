"""What is asked of somebody who reports: how it goes, and where the hours went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.portfolio.forms.steps import RefusableForm
from samsyn.apps.portfolio.models import Initiative, StatusReport, TimeReport
from samsyn.apps.portfolio.services.report_time import Reported
from samsyn.domain.portfolio.hours import MOST_HOURS
from samsyn.kernel.form_widgets import DayInput

_LIGHTS = StatusReport.Light.choices
_MAYBE: list[tuple[str, Any]] = [("", gettext_lazy("Not said")), *_LIGHTS]
_FIGURES = {"inputmode": "decimal"}  # a telephone shows the keys of figures, and the comma
_TEXT = {"rows": 3}
_PREFIX = "hours-"


class StatusForm(RefusableForm):
    """How it goes, in two minutes: one light is enough."""

    overall = forms.ChoiceField(
        label=gettext_lazy("All in all"), choices=_LIGHTS, widget=forms.RadioSelect()
    )
    time = forms.ChoiceField(
        label=gettext_lazy("Time"), choices=_MAYBE, required=False, widget=forms.RadioSelect()
    )
    money = forms.ChoiceField(
        label=gettext_lazy("Money"), choices=_MAYBE, required=False, widget=forms.RadioSelect()
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=_MAYBE, required=False, widget=forms.RadioSelect()
    )
    done = forms.CharField(
        label=gettext_lazy("What has happened"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(_TEXT),
    )
    coming = forms.CharField(
        label=gettext_lazy("What comes next"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(_TEXT),
    )
    help_needed = forms.CharField(
        label=gettext_lazy("What help is needed, and from whom"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(_TEXT),
    )
    expected_finish = forms.DateField(
        label=gettext_lazy("Expected to be finished"), required=False, widget=DayInput()
    )


class WeekForm(RefusableForm):
    """One person's week: a field of hours for each initiative, and one more row to choose."""

    other = forms.ModelChoiceField[Initiative](
        label=gettext_lazy("Something else"), queryset=None, required=False
    )
    other_hours = forms.DecimalField(
        label=gettext_lazy("Hours on that"),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        max_digits=5,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(_FIGURES),
    )

    def __init__(
        self,
        rows: Iterable[Initiative],
        now: Mapping[int, TimeReport],
        others: Any,  # noqa: ANN401 - a queryset of initiatives
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        super().__init__(data)
        self._rows = list(rows)
        for row in self._rows:
            report = now.get(row.pk)
            self.fields[f"{_PREFIX}{row.pk}"] = forms.DecimalField(
                label=row.name,
                required=False,
                min_value=0,
                max_value=MOST_HOURS,
                max_digits=5,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(_FIGURES),
                initial=report.hours.normalize() if report else None,
            )
        self.fields["other"].queryset = others  # type: ignore[attr-defined]

    @property
    def lines(self) -> list[forms.BoundField]:
        """The fields of hours, in order."""
        return [self[f"{_PREFIX}{row.pk}"] for row in self._rows]

    def clean(self) -> dict[str, Any]:
        """Refuse hours on nothing."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("other_hours") and not typed.get("other"):
            self.add_error("other", _("Choose what these hours went to."))
        return typed

    def given(self) -> dict[int, Reported]:
        """Return the hours by initiative, as the use-case takes them. Call on a valid form."""
        typed = self.cleaned_data
        given = {row.pk: Reported(typed[f"{_PREFIX}{row.pk}"] or Decimal(0)) for row in self._rows}
        if typed.get("other") and typed.get("other_hours"):
            already = given.get(typed["other"].pk, Reported(Decimal(0))).hours
            given[typed["other"].pk] = Reported(already + typed["other_hours"])
        return given
