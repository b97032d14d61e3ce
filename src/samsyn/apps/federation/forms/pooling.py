"""What is asked of those who lend and borrow time, and who shows which roles they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models import RoleShown
from samsyn.apps.federation.queries.capability import Behind
from samsyn.apps.federation.services.pool_time import Terms
from samsyn.apps.federation.wording.ability import explain_ability
from samsyn.apps.organisation.public import Person, Role
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.pooling import Month
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.form_widgets import DayInput


class PoolForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain_ability(objection))


class TermsForm(PoolForm):
    """With whom, which role, how much, when and at what price; whose time where we lend."""

    lends = forms.TypedChoiceField(
        label=_("Which side we are"),
        choices=[("yes", _("We lend")), ("no", _("We borrow"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect(),
    )
    partner = forms.TypedChoiceField(label=_("With"), coerce=int)
    role: forms.ModelChoiceField[Role] = forms.ModelChoiceField(label=_("Role"), queryset=None)
    share = forms.IntegerField(
        label=_("Share"), min_value=1, max_value=100, help_text=_("Per cent of full time.")
    )
    since = forms.DateField(label=_("From"), widget=DayInput())
    until = forms.DateField(label=_("Until"), widget=DayInput())
    price = forms.DecimalField(
        label=_("Price per hour"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("Leave it empty where nothing is paid."),
    )
    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Whose time"),
        queryset=None,
        required=False,
        help_text=_("The other side does not see the name."),
    )

    def __init__(
        self,
        actor: Actor,
        partners: Mapping[int, str],
        data: Any = None,  # noqa: ANN401 - request.POST or None
        *,
        initial: Mapping[str, object],
        fixed: Sequence[str] = (),
        lends: bool | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["partner"].choices = list(partners.items())  # type: ignore[attr-defined]
        self.fields["role"].queryset = Role.visible_to(actor).order_by("sort_key")  # type: ignore[attr-defined]
        people = Person.owned_by(actor).order_by("sort_key")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        for name in fixed:
            del self.fields[name]
        if lends is False:
            del self.fields["person"]

    def terms(self, role_id: int | None = None) -> Terms:
        """Return what was typed, as both must agree to it."""
        typed = self.cleaned_data
        role = typed.get("role")
        return Terms(
            role_id=role.pk if role is not None else role_id or 0,
            share=typed["share"],
            since=typed["since"],
            until=typed["until"],
            price=typed["price"],
        )

    def person_id(self) -> int | None:
        """Return whose time it is, where that is said."""
        person = self.cleaned_data.get("person")
        return person.pk if person is not None else None


class AgreeForm(PoolForm):
    """Agree to what they proposed, as it was shown; who lends says whose time."""

    terms = forms.CharField(widget=forms.HiddenInput())
    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Whose time"),
        queryset=None,
        help_text=_("The other side does not see the name."),
    )

    def __init__(self, actor: Actor, data: Any = None, *, lends: bool, terms: str) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial={"terms": terms})
        people = Person.owned_by(actor).order_by("sort_key")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        if not lends:
            del self.fields["person"]


class WhyForm(PoolForm):
    """Why a proposal is declined."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 3}))


class EndForm(WhyForm):
    """The last day of what ends early, and why."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput())
    field_order = ("last_day", "reason")


class HoursForm(PoolForm):
    """The hours given in each month that has begun."""

    def __init__(
        self,
        months: Sequence[Month],
        words: Mapping[date, str],
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        super().__init__(data)
        self.months = {f"m{month.month:%Y-%m}": month for month in months}
        for name, month in self.months.items():
            self.fields[name] = forms.DecimalField(
                label=words[month.month],
                min_value=0,
                max_value=400,
                max_digits=6,
                decimal_places=1,
                required=False,
                localize=True,
                initial=month.given,
            )

    def hours(self) -> dict[date, Decimal | None]:
        """Return the hours by month; None where nothing is said."""
        return {month.month: self.cleaned_data[name] for name, month in self.months.items()}


class ShowRolesForm(forms.Form):
    """Which roles the federation may see that we hold, and whom to ask."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple()
    )
    contact = forms.CharField(
        label=_("Whom to ask"),
        max_length=200,
        required=False,
        help_text=_("A function rather than a person: the switchboard, a shared mailbox."),
    )

    def __init__(
        self,
        behind: Sequence[Behind],
        ours: Sequence[RoleShown],
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        shown = [row.role_id for row in ours]
        contact = next((row.contact for row in ours if row.contact), "")
        super().__init__(data, initial={"roles": shown, "contact": contact})
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (one.role_id, f"{one.role} ({one.ours})") for one in behind
        ]
