"""What people type about findings, rules and rules of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.checks.models import Finding, OwnRule
from samsyn.apps.checks.queries.rules import RuleHere
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.kernel.form_widgets import DayInput, UnitInput

_HALF_A_YEAR = timedelta(days=182)
_HIGHEST = 100_000


class AcceptForm(forms.Form):
    """Why a finding is lived with, and until when."""

    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why, so that others understand it later.")},
    )
    until = forms.DateField(
        label=_("Until"),
        widget=DayInput(),
        help_text=_("The day after, the finding is back. A year is the longest."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        self.fields["until"].initial = today + _HALF_A_YEAR


class AssignForm(forms.Form):
    """Who is asked to take care of a finding."""

    person = forms.ModelChoiceField(
        label=_("Who takes care of it"),
        queryset=Person.everything.none(),
        required=False,
        empty_label=_("The one the rule names"),
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["person"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Person.owned_by(actor).order_by("sort_key", "pk")


class RuleForm(forms.Form):
    """How a rule holds in this organisation."""

    is_on = forms.BooleanField(label=_("Ask this rule"), required=False)
    reason = forms.CharField(
        label=_("Why it is off, or asked in another way"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    severity = forms.ChoiceField(label=_("Severity"), required=False)

    def __init__(self, *args: Any, here: RuleHere, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        usual = Finding.Grade(here.rule.severity).label
        severity = self.fields["severity"]
        if isinstance(severity, forms.ChoiceField):
            severity.choices = [
                ("", _("As the rule is made: %(usual)s") % {"usual": usual}),
                *Finding.Grade.choices,
            ]
        for parameter in here.rule.parameters:
            self.fields[f"threshold_{parameter.name}"] = forms.IntegerField(
                label=str(parameter.label)[:1].upper() + str(parameter.label)[1:],
                min_value=0,
                max_value=_HIGHEST,
                initial=here.thresholds[parameter.name],
                widget=UnitInput(str(parameter.unit)),
                help_text=_("Usually %(n)d.") % {"n": parameter.default},
            )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the rule is switched off."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("is_on") and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that others understand it later."))
        return cleaned

    def thresholds(self) -> Mapping[str, int]:
        """Return the thresholds that were typed, by name."""
        start = "threshold_"
        return {
            name.removeprefix(start): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(start)
        }


class OwnRuleForm(forms.ModelForm[OwnRule]):
    """The words of an own rule; its conditions stand in rows below."""

    class Meta:
        model = OwnRule
        fields = ("name", "severity", "text", "fix", "clause")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        clause = self.fields["clause"]
        if isinstance(clause, forms.ModelChoiceField):
            clauses = clause.queryset.model.owned_by(actor)  # type: ignore[union-attr]
            clause.queryset = clauses.select_related("document").order_by("sort_key", "pk")

    def validate_unique(self) -> None:
        """Leave it to the use-case, which says it together with everything else."""
