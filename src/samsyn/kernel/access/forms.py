"""What a person types about their own account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.access.grants import READ_SCOPE, WRITE_SCOPE
from samsyn.kernel.models import User


class MeForm(forms.ModelForm[User]):
    """Name, language, and whether the letter of the day comes."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As the organisation")), *settings.LANGUAGES],
        required=False,
    )

    class Meta:
        model = User
        fields = ("name", "language", "daily_letter")


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and for how long."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=100, help_text=_("For example: export to Power BI.")
    )
    scope = forms.ChoiceField(
        label=_("It may"),
        choices=[(READ_SCOPE, _("read")), (WRITE_SCOPE, _("read and write"))],
        initial=READ_SCOPE,
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("It works for"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))],
        coerce=int,
        initial=90,
    )
