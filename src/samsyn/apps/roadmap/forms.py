"""What is asked before a roadmap is published, or a phase pinned."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.roadmap.wording import explain
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.form_widgets import DayInput


class RefusableForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))


class PublishForm(RefusableForm):
    """Who decided, when and why; and which run they saw."""

    run_id = forms.IntegerField(widget=forms.HiddenInput())
    decided_by = forms.CharField(
        label=_("Decided by"),
        required=False,
        max_length=150,
        help_text=_("A body or a post: the executive management, the municipal director."),
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput())
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )


class PinForm(RefusableForm):
    """From which week; empty lets the phase go again."""

    starts_on = forms.DateField(
        label=_("Starts in the week of"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: let the plan decide."),
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
