"""What is asked before an initiative takes a step or changes track."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.services.move_to_track import LONGEST_REASON
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import ENDED, Step
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel import clock
from samsyn.kernel.form_widgets import DayInput

_REASON = {"rows": 3}


class RefusableForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))


class StepForm(RefusableForm):
    """When and why; on hand-over also who takes over, and which running cost they accept."""

    on = forms.DateField(label=_("Date"), widget=DayInput())
    line_owner: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Taken over by"), queryset=None, required=False
    )
    accepted_yearly_cost = forms.DecimalField(
        label=_("Running cost that they accept, per year"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("What it costs from now on, every year. Write 0 if it costs nothing."),
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(_REASON)
    )

    def __init__(self, step: Step, actor: Actor, initiative: Initiative, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        given = {
            "on": clock.today(),
            "line_owner": initiative.line_owner_id,
            "accepted_yearly_cost": initiative.yearly_cost or None,
        }
        super().__init__(data, initial=given)
        if step is Step.HAND_OVER:
            people = Person.owned_by(actor).order_by("sort_key")
            self.fields["line_owner"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["line_owner"], self.fields["accepted_yearly_cost"]

    def answers(self) -> dict[str, object]:
        """Return what was typed, as the use-cases take it."""
        answers: dict[str, object] = dict(self.cleaned_data)
        if "line_owner" in answers:
            person = answers.pop("line_owner")
            answers["line_owner_id"] = person.pk if isinstance(person, Person) else None
        return answers


class MoveForm(RefusableForm):
    """To which track, owned where, as part of the answer to what, and why."""

    track = forms.ChoiceField(label=_("Track"), choices=Track.choices, widget=forms.RadioSelect())
    owner_level = forms.ChoiceField(
        label=_("Owned at"),
        choices=[("", _("As now")), *Initiative.OwnerLevel.choices],
        required=False,
    )
    part_of: forms.ModelChoiceField[Initiative] = forms.ModelChoiceField(
        label=_("Part of the answer to"),
        queryset=None,
        required=False,
        help_text=_("The challenge that this helps to meet. It may stay in its track for that."),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(_REASON),
    )

    def __init__(
        self,
        actor: Actor,
        initiative: Initiative,
        data: Any = None,  # noqa: ANN401 - request.POST or None
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        challenges = Initiative.owned_by(actor).filter(track=Track.CHALLENGE)
        field = self.fields["part_of"]
        field.queryset = (  # type: ignore[attr-defined]
            challenges.exclude(state__in=ENDED).exclude(pk=initiative.pk).order_by("sort_key")
        )
