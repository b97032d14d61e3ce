"""What people type when they offer and take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.apps.sharing.models import Offer
from samsyn.apps.sharing.queries.snapshots import label_of
from samsyn.apps.sharing.wording import PERSONAL_KINDS
from samsyn.domain.access.actor import Actor
from samsyn.domain.sharing.screening import Place
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.models import Organisation
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.sharing import Shareable
from samsyn.kernel.tenancy.owned import Visibility


class OfferRecordForm(NounForm):
    """Only the reach of an offer is changed by hand; all else comes from the row it shows."""

    def clean_visibility(self) -> str:
        """Keep what was withdrawn out of others' sight."""
        chosen = str(self.cleaned_data["visibility"])
        if self.instance.withdrawn_on and chosen != Visibility.OWN:
            raise forms.ValidationError(_("This is withdrawn. Offer it anew from its own page."))
        return chosen


class OfferForm(forms.Form):
    """To whom, with which words, and what beyond the usual."""

    reach = forms.ChoiceField(
        label=_("Offer to"),
        choices=[
            (Visibility.FEDERATION, _("the municipalities in our federations")),
            (Visibility.PUBLIC, _("everybody who uses Samsyn")),
        ],
        widget=forms.RadioSelect,
        initial=Visibility.FEDERATION,
    )
    note = forms.CharField(
        label=_("To those who take it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How you use it, what you would do differently."),
    )
    optional = forms.MultipleChoiceField(
        label=_("Offer these too"), required=False, widget=forms.CheckboxSelectMultiple
    )
    confirmed = forms.MultipleChoiceField(
        label=_("This is no personal data"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        declared: Shareable,
        places: Iterable[Place],
        *args: Any,  # noqa: ANN401 - Django's signature
        **options: Any,  # noqa: ANN401 - Django's signature
    ) -> None:
        super().__init__(*args, **options)
        choices = [(name, label_of(declared.model, name)) for name in declared.choosable]
        self._offer_choices("optional", choices)
        self._offer_choices("confirmed", [(p.key, _told(p)) for p in places])

    def _offer_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]


class TakeForm(forms.Form):
    """Whether it becomes a draft of its own, or is set beside what we have."""

    into: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Set it beside"),
        queryset=Offer.everything.none(),
        required=False,
        empty_label=_("nothing: make a new draft"),
        help_text=_("Nothing of what you choose is changed before you have compared the two."),
    )

    def __init__(self, actor: Actor, declared: Shareable, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        self.fields["into"].queryset = declared.model.owned_by(actor).order_by("sort_key")  # type: ignore[attr-defined]


class PrizeForm(forms.Form):
    """To whom a federation hands out its prize, for what and why."""

    year = forms.ChoiceField(label=_("Year"))
    winner: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("To whom"), queryset=None
    )
    what_for = forms.CharField(
        label=_("For what"), max_length=300, help_text=_("What others made use of.")
    )
    reasons = forms.CharField(
        label=_("Reasons"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput())

    def __init__(
        self,
        members: QuerySet[Organisation],
        years: Sequence[int],
        *args: Any,  # noqa: ANN401 - Django's signature
        **options: Any,  # noqa: ANN401 - Django's signature
    ) -> None:
        super().__init__(*args, **options)
        self.fields["winner"].queryset = members  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(y), str(y)) for y in years]  # type: ignore[attr-defined]


def _told(place: Place) -> str:
    return f"{place.field}: {PERSONAL_KINDS[place.kind]} “{place.shown}”"
