"""What is asked when a benefit is measured, and when its effect is reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.forms.steps import RefusableForm
from samsyn.apps.portfolio.models import EffectAssumption
from samsyn.apps.portfolio.wording.benefits import FACTORS_IN_WORDS
from samsyn.domain.portfolio.effects import FACTORS, Assumed, Effect, Factor
from samsyn.kernel import clock
from samsyn.kernel.form_widgets import DayInput

_LEVELS = ("low", "likely", "high")
_LABELS = {"low": _("Lowest"), "likely": _("Likely"), "high": _("Highest")}


class MeasureForm(RefusableForm):
    """What was measured, when, and what it is worth."""

    on = forms.DateField(label=_("Measured on"), widget=DayInput())
    value = forms.DecimalField(
        label=_("Value"), required=False, max_digits=16, decimal_places=4, localize=True
    )
    yearly_value = forms.DecimalField(
        label=_("Worth per year"), required=False, max_digits=14, decimal_places=2, localize=True
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial={"on": clock.today()})


class EffectForm(RefusableForm):
    """Lowest, likely and highest of every factor of one kind of effect, and its source."""

    take_over = forms.BooleanField(
        label=_("Use the likely effect as the benefit's worth"), required=False
    )

    def __init__(
        self,
        effect: Effect,
        now: Mapping[str, EffectAssumption],
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        super().__init__(data)
        self._factors = FACTORS[effect]
        for factor in self._factors:
            row = now.get(factor.value)
            for level in _LEVELS:
                self.fields[f"{factor.value}-{level}"] = forms.DecimalField(
                    label=_LABELS[level],
                    required=level == "likely",
                    max_digits=16,
                    decimal_places=4,
                    localize=True,
                    initial=getattr(row, level).normalize() if row else None,
                )
            self.fields[f"{factor.value}-source"] = forms.CharField(
                label=_("Source"), required=False, max_length=300, initial=row.source if row else ""
            )

    @property
    def lines(self) -> list[dict[str, object]]:
        """A line for each factor: its name, and its fields."""
        return [
            {
                "factor": factor.value,
                "name": FACTORS_IN_WORDS[factor],
                "cells": [self[f"{factor.value}-{level}"] for level in (*_LEVELS, "source")],
            }
            for factor in self._factors
        ]

    def assumed(self) -> dict[Factor, Assumed]:
        """Return the assumptions; what has no range is certain. Call on a valid form."""
        typed = self.cleaned_data

        def one(factor: Factor) -> Assumed:
            likely: Decimal = typed[f"{factor.value}-likely"]
            low, high = typed[f"{factor.value}-low"], typed[f"{factor.value}-high"]
            return Assumed(
                likely if low is None else low,
                likely,
                likely if high is None else high,
                typed[f"{factor.value}-source"],
            )

        return {factor: one(factor) for factor in self._factors}
