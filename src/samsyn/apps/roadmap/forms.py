"""What is asked before a roadmap is published, or a phase pinned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.public import PLANNABLE, Initiative
from samsyn.apps.roadmap.models import ScenarioChange
from samsyn.apps.roadmap.queries.whatif import wanted_of
from samsyn.apps.roadmap.wording import explain
from samsyn.domain.roadmap.picture import Picture
from samsyn.domain.roadmap.whatif import ASKS, Kind, Lack, lacks
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.records.forms import NounForm


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


class MoveForm(forms.Form):
    """By how many weeks a phase is moved; 0 lets it go."""

    weeks = forms.IntegerField(min_value=-260, max_value=260)


class OpenForm(RefusableForm):
    """Which initiatives of a version everybody may read of, and what is said about them."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Show everybody"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Only names and dates are shown: no people, no roles, no money, no reasons."),
    )
    words = forms.CharField(
        label=_("What we want to say about it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, picture: Picture, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["chosen"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(placed.key, placed.name) for placed in picture.placed]


class ScenarioChangeForm(NounForm):
    """Asks only what the kind of change needs, once the kind is known."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        levels = [("", "---------"), *Initiative.Ambition.choices]
        self.fields["ambition"] = forms.ChoiceField(
            label=self.fields["ambition"].label, choices=levels, required=False
        )
        if self.instance.kind:
            self._ask_only(Kind(self.instance.kind))

    def _ask_only(self, kind: Kind) -> None:
        must, may = ASKS[kind]
        asked = {*must, *may, "visibility", "revision"}
        for name in list(self.fields):
            if name not in asked and (name != "scenario" or self.instance.scenario_id):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Say everything that is missing for its kind, and what the plan cannot do."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        kind = typed.get("kind") or self.instance.kind
        if not kind:
            return typed
        columns = {name: typed.get(name) for name in self.fields if name in _CHANGED}
        row = ScenarioChange(kind=kind, **{k: v for k, v in columns.items() if v is not None})
        for objection in (*lacks(wanted_of(row)), *_about(row)):
            if objection.field not in self.errors:
                place = objection.field if objection.field in self.fields else None
                self.add_error(place, explain(objection))
        return typed


_CHANGED = {name for must, may in ASKS.values() for name in (*must, *may)}


def _about(row: ScenarioChange) -> Iterable[Objection]:
    """Say what the plan cannot do with the chosen initiative."""
    if row.initiative is None:
        return
    if row.initiative.state not in PLANNABLE:
        yield Objection(Lack.NOT_IN_THE_PLAN, field="initiative")
    elif row.kind == Kind.AMBITION and row.ambition and not _has_level(row):
        yield Objection(Lack.NO_SUCH_LEVEL, field="ambition")
    elif row.kind == Kind.TAKE_IN and not row.initiative.is_optional:
        yield Objection(Lack.IS_IN_ALREADY, field="initiative")


def _has_level(row: ScenarioChange) -> bool:
    """Tell whether the initiative is described, or has work, for the level."""
    one = row.initiative
    if one is None:
        return False
    described = one.ambition_options.filter(level=row.ambition)
    return described.exists() or one.phases.filter(ambition=row.ambition).exists()
