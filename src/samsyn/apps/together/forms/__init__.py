"""What this room asks people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samsyn.apps.together.wording import explain
from samsyn.domain.shared.refusal import Objection
from samsyn.domain.together.mandate import Fault


class MattersForm(forms.Form):
    """What was decided about the chosen things of one sort, and whether they end that day.

    `things` are what the page shows of the sort, as `table:row` and name; those not decided yet
    are what `all_of_them` means.
    """

    things = forms.MultipleChoiceField(required=False)
    all_of_them = forms.BooleanField(required=False)
    decision = forms.CharField(label=_("What was decided"), max_length=500, required=False)
    end_it = forms.BooleanField(label=_("End it on that day"), required=False)

    def __init__(
        self, data: QueryDict, choices: Sequence[tuple[str, str]], undecided: Sequence[str]
    ) -> None:
        super().__init__(data)
        things = self.fields["things"]
        if isinstance(things, forms.MultipleChoiceField):
            things.choices = choices
            things.error_messages["invalid_choice"] = explain(Objection(Fault.NOT_TOUCHED))
        self._undecided = undecided

    def keys(self) -> list[tuple[str, int]]:
        """Return what was chosen, by table and number."""
        told = self._undecided if self.cleaned_data["all_of_them"] else self.cleaned_data["things"]
        return [(table, int(row)) for table, row in (one.split(":") for one in told)]

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))
