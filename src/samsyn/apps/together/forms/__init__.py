"""What this room asks people."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.together.wording import explain
from samsyn.domain.shared.refusal import Objection


class MatterForm(forms.Form):
    """What was decided about one thing, and whether it ends that day."""

    table = forms.CharField(widget=forms.HiddenInput())
    row = forms.IntegerField(widget=forms.HiddenInput())
    decision = forms.CharField(label=_("What was decided"), max_length=500)
    end_it = forms.BooleanField(label=_("End it on that day"), required=False)

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))
