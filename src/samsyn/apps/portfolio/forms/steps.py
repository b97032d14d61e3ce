"""What is asked before an initiative takes a step or changes track."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import Step
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
    """When and why; on hand-over also who takes over."""

    on = forms.DateField(label=_("Date"), widget=DayInput())
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(_REASON)
    )
    line_owner: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Taken over by"), queryset=None, required=False
    )

    def __init__(self, step: Step, actor: Actor, initiative: Initiative, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(
            data, initial={"on": clock.today(), "line_owner": initiative.line_owner_id}
        )
        if step is Step.HAND_OVER:
            people = Person.owned_by(actor).order_by("sort_key")
            self.fields["line_owner"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["line_owner"]

    def answers(self) -> dict[str, object]:
        """Return what was typed, as the use-cases take it."""
        answers: dict[str, object] = dict(self.cleaned_data)
        if "line_owner" in answers:
            person = answers.pop("line_owner")
            answers["line_owner_id"] = person.pk if isinstance(person, Person) else None
        return answers


class MoveForm(RefusableForm):
    """To which track, owned where, and why."""

    track = forms.ChoiceField(label=_("Track"), choices=Track.choices, widget=forms.RadioSelect())
    owner_level = forms.ChoiceField(
        label=_("Owned at"),
        choices=[("", _("As now")), *Initiative.OwnerLevel.choices],
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(_REASON)
    )
