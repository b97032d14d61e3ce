"""What is asked when an agreement is ended, extended or followed up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import FollowUp
from samsyn.kernel.form_widgets import DayInput

_AGREED = _("The supplier has agreed to this")


class NoticeForm(forms.Form):
    """When notice was given, the last day that follows, and why."""

    given_on = forms.DateField(label=_("Notice given on"), widget=DayInput())
    last_day = forms.DateField(label=_("Its last day"), widget=DayInput())
    agreed = forms.BooleanField(
        label=_AGREED,
        required=False,
        help_text=_("Only where it ends sooner than the notice allows."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500)


class OptionForm(forms.Form):
    """Why the option is used."""

    agreed = forms.BooleanField(
        label=_AGREED,
        required=False,
        help_text=_("Only where the day to use the option has passed."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500)


class ExtensionForm(forms.Form):
    """Until when it is extended, and why."""

    until = forms.DateField(label=_("New last day"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=500)


class FollowUpForm(forms.Form):
    """What was found, and when to look again."""

    done_on = forms.DateField(label=_("Done on"), widget=DayInput())
    result = forms.ChoiceField(
        label=_("What was found"), choices=FollowUp.Result.choices, widget=forms.RadioSelect()
    )
    conclusion = forms.CharField(
        label=_("Conclusion"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    report = forms.URLField(label=_("Address of the report"), required=False, assume_scheme="https")
    next_on = forms.DateField(
        label=_("Next follow-up"),
        required=False,
        widget=DayInput(),
        help_text=_("Leave empty to plan none."),
    )
