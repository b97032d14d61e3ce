"""What people type into this room's own pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.models import Person, Unit
from samsyn.apps.organisation.services.change_settings import CHANGEABLE
from samsyn.domain.access.actor import Actor
from samsyn.domain.organisation.numbers import is_org_number
from samsyn.domain.organisation.unit_tree import makes_a_circle
from samsyn.kernel import clock
from samsyn.kernel.models import Access, Organisation
from samsyn.kernel.records.forms import NounForm


class UnitForm(NounForm):
    """A unit may not come to belong to itself."""

    def clean(self) -> dict[str, Any]:
        """Follow the tree upwards from the chosen parent."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        parent = cleaned.get("parent")
        if self.instance.pk and parent is not None:
            parents = dict(Unit.owned_by(self.actor).values_list("pk", "parent_id"))
            if makes_a_circle(self.instance.pk, parent.pk, parents):
                self.add_error(
                    "parent", _("This unit is above the one you chose: it would go in a circle.")
                )
        return cleaned


class HandOverForm(forms.Form):
    """Who takes over, and why."""

    successor: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who takes over"), queryset=None, help_text=_("Gets everything listed below.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, actor: Actor, leaver: Person, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        still_here = Q(employed_until__isnull=True) | Q(employed_until__gte=clock.today())
        colleagues = Person.owned_by(actor).filter(still_here).exclude(pk=leaver.pk)
        self.fields["successor"].queryset = colleagues.order_by("sort_key")  # type: ignore[attr-defined]


class RolesForm(forms.Form):
    """Which access roles an account has here."""

    roles = forms.MultipleChoiceField(
        label=_("Access roles"),
        choices=Access.Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None at all takes the access away. The account itself stays."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class InvitationForm(forms.Form):
    """Who is invited, and to do what."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    roles = forms.MultipleChoiceField(
        label=_("Access roles"),
        choices=Access.Role.choices,
        required=False,
        initial=[Access.Role.READER],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_email(self) -> str:
        """Compare addresses as mail systems do."""
        return str(self.cleaned_data["email"]).strip().lower()


class OrganisationForm(forms.ModelForm[Organisation]):
    """What an administrator may change about the organisation itself."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    fiscal_year_start = forms.TypedChoiceField(
        label=_("The fiscal year begins in"), choices=MONTHS.items(), coerce=int
    )

    class Meta:
        model = Organisation
        fields = CHANGEABLE

    def clean(self) -> dict[str, Any]:
        """Check the organisation number as its country writes it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number, country = cleaned.get("org_number"), cleaned.get("country")
        if number and country and not is_org_number(number, country):
            self.add_error("org_number", _("This is no organisation number of that country."))
        return cleaned
