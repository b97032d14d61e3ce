"""What people type when they divide a system's cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import CostShare
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.forms import pick_url
from samsyn.kernel.records.picking import Choices, PickField, ids_in, offer

_EMPTY_LINES = 3
_MOST_LINES = 200
Shares = list[tuple[int | None, str, Decimal]]


class ShareForm(forms.Form):
    """One bearer and its share; an empty one is no share."""

    unit = PickField(Unit.everything.none(), label=_("Unit"), required=False)
    label = forms.CharField(label=_("Activity or project"), max_length=200, required=False)
    percent = forms.DecimalField(
        label=_("Per cent"),
        required=False,
        max_digits=6,
        decimal_places=3,
        min_value=0,
        max_value=100,
        localize=True,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the half that is missing."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        bearer = "unit" if "unit" in self.fields else "label"
        if said.get("percent") and not said.get(bearer) and bearer not in self.errors:
            self.add_error(bearer, _("Say who bears it."))
        if said.get(bearer) and not said.get("percent") and "percent" not in self.errors:
            self.add_error("percent", _("Say how many per cent."))
        return said


class DivisionForms:
    """The lines of all dimensions, which are saved together."""

    def __init__(
        self, actor: Actor, saved: Sequence[CostShare], data: Mapping[str, str] | None
    ) -> None:
        self.choices, self.forms = Choices(), {}
        units = Unit.owned_by(actor).order_by("sort_key", "pk")
        self.choices.ask("unit", units)
        for dimension in CostShare.Dimension:
            lines = [share for share in saved if share.dimension == dimension]
            count = len(lines) + _EMPTY_LINES
            if data is not None:
                sent = data.get(f"{dimension}-lines", "")
                count = min(int(sent), _MOST_LINES) if sent.isdecimal() else count
            self.forms[dimension] = [
                self._line(dimension, nth, lines[nth] if nth < len(lines) else None, units, data)
                for nth in range(count)
            ]
        self.choices.chosen = lambda: {
            "unit": [pk for form in self.forms[CostShare.Dimension.UNIT]
                     for pk in ids_in(form["unit"].value())]
        }  # fmt: skip

    def _line(
        self,
        dimension: str,
        nth: int,
        share: CostShare | None,
        units: Any,  # noqa: ANN401 - a queryset
        data: Mapping[str, str] | None,
    ) -> ShareForm:
        initial = (
            {"unit": share.unit_id, "label": share.label, "percent": share.percent.normalize()}
            if share
            else {}
        )
        form = ShareForm(data, initial=initial, prefix=f"{dimension}-{nth}")
        if dimension == CostShare.Dimension.UNIT:
            del form.fields["label"]
            field = form.fields["unit"]
            assert isinstance(field, PickField)  # noqa: S101 - declared above
            field.queryset = units
            record = record_of(CostShare)
            assert record is not None  # noqa: S101 - the room declares it
            offer(field, self.choices, "unit", pick_url(record, "unit"))
        else:
            del form.fields["unit"]
        return form

    def are_valid(self) -> bool:
        """Tell whether every line can be understood."""
        lines = [form for lines in self.forms.values() for form in lines]
        return sum(form.is_valid() for form in lines) == len(lines)  # each says what is wrong

    def shares(self) -> dict[str, Shares]:
        """Return what was typed, by dimension."""
        return {
            str(dimension): [
                (
                    said["unit"].pk if said.get("unit") else None,
                    said["unit"].name if said.get("unit") else said.get("label", "").strip(),
                    said["percent"],
                )
                for form in lines
                if (said := form.cleaned_data).get("percent")
            ]
            for dimension, lines in self.forms.items()
        }
