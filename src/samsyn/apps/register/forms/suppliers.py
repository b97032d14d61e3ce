"""What is asked when suppliers are merged, and when one of them has an incident."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import Supplier
from samsyn.apps.register.models.supplier_incident import SupplierIncident
from samsyn.apps.register.models.supplier_notice import NoticeAnswer
from samsyn.domain.access.actor import Actor
from samsyn.kernel.form_widgets import DayInput


class MergeSuppliersForm(forms.Form):
    """Which of two stays, and why."""

    survivor = forms.ModelChoiceField(
        Supplier.everything.none(),
        label=_("Which one stays"),
        widget=forms.RadioSelect(),
        empty_label=None,
        help_text=_("The other one's names are kept as former names, so that imports find it."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, actor: Actor, both: tuple[int, int], *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["survivor"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Supplier.visible_to(actor).filter(pk__in=both).order_by("pk")


class TwinForm(forms.Form):
    """The other supplier that is the same company."""

    other = forms.ModelChoiceField(Supplier.everything.none(), label=_("The other one"))

    def __init__(self, actor: Actor, but: int, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["other"]
        if isinstance(field, forms.ModelChoiceField):
            others = Supplier.visible_to(actor).exclude(pk=but)
            field.queryset = others.order_by("sort_key", "pk")


class IncidentForm(forms.Form):
    """What has happened, since when we know, and what it touches."""

    name = forms.CharField(label=_("What has happened"), max_length=200)
    aware_at = forms.DateTimeField(
        label=_("We knew of it at"),
        help_text=_("The statutory clocks run from this moment."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    text = forms.CharField(
        label=_("What we know"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    significant = forms.BooleanField(
        label=_("It may hit our services hard"),
        required=False,
        help_text=_("Then the cyber security law's clocks run: 24 hours, 72 hours, one month."),
    )
    personal_data = forms.ChoiceField(
        label=_("Touches personal data"),
        choices=SupplierIncident.PersonalData,
        help_text=_("Unless it can be ruled out, 72 hours run under the GDPR."),
    )


class EndIncidentForm(forms.Form):
    """When it was over."""

    on = forms.DateField(label=_("Over since"), widget=DayInput())


class NoticeForm(forms.Form):
    """What neighbours are told, word for word."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Only this and the supplier's name leave the organisation."),
    )


class AnswerForm(forms.Form):
    """Whether we are hit."""

    answer = forms.ChoiceField(
        label=_("Are we hit?"), choices=NoticeAnswer.Answer, widget=forms.RadioSelect()
    )
