"""The inputs Samsyn's forms use where Django's own are not enough."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """A date in the browser's own date picker, which insists on ISO 8601."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitInput(forms.NumberInput):
    """A number followed by its unit: 12 months, 80 %."""

    def __init__(self, unit: str) -> None:
        super().__init__(attrs={"unit": unit})
