"""What is asked: of somebody who reports friction, of who answers it, and in triage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.needs.models import FrictionReport, Need, TriageDecision
from samsyn.apps.needs.models.friction import MOST_PEOPLE, WORKING_WEEK
from samsyn.apps.needs.services._steps import against_texts
from samsyn.apps.needs.services.reporting import Report
from samsyn.apps.needs.wording import explain
from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.public import System, systems_in_use
from samsyn.domain.access.actor import Actor
from samsyn.domain.needs.course import FrictionState, Outcome
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.records.picking import Choices, PickField, ids_in, offer

_FEW_LINES = {"rows": 3}


def systems_to_choose(actor: Actor) -> QuerySet[System]:
    """Return the systems somebody may be bothered by."""
    return systems_in_use(actor).order_by("sort_key", "pk")


def units_to_choose(actor: Actor) -> QuerySet[Unit]:
    """Return the units of the organisation, in order."""
    return Unit.owned_by(actor).order_by("sort_key", "pk")


class RefusableForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))


def _minutes() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Minutes lost a week"),
        min_value=1,
        max_value=WORKING_WEEK,
        help_text=_("What one person loses in a usual week."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ReportForm(RefusableForm):
    """Friction in a minute: one sentence, two figures, and where."""

    name = forms.CharField(
        label=_("What is in the way?"),
        max_length=200,
        help_text=_("One sentence. No names of people."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next"}),
    )
    minutes = _minutes()
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        help_text=_("About how many lose as much. 1 if you do not know of others."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    system = PickField(
        label=_("Which system?"),
        queryset=None,
        required=False,
        help_text=_("Where it is about one. A printer or the network is none."),
    )
    unit = PickField(label=_("Where?"), queryset=None, required=False)
    spot = forms.CharField(
        label=_("Place"),
        max_length=150,
        required=False,
        help_text=_("A room, a school, everywhere."),
    )
    text = forms.CharField(
        label=_("More about it"), required=False, max_length=4000, widget=forms.Textarea(_FEW_LINES)
    )

    def __init__(
        self,
        actor: Actor,
        data: Any = None,  # noqa: ANN401 - request.POST or None
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        choices = Choices()
        for name, rows in (("system", systems_to_choose(actor)), ("unit", units_to_choose(actor))):
            field: Any = self.fields[name]
            field.queryset = rows
            choices.ask(name, rows)
            offer(field, choices, name, reverse("needs:pick", kwargs={"what": name}))
        choices.chosen = lambda: {n: ids_in(self[n].value()) for n in ("system", "unit")}

    def report(self) -> Report:
        """Return what was typed, as the use-case takes it."""
        typed = self.cleaned_data
        return Report(
            name=typed["name"],
            minutes=typed["minutes"],
            people=typed["people"],
            text=typed["text"],
            spot=typed["spot"],
            unit_id=typed["unit"].pk if typed["unit"] else None,
            system_id=typed["system"].pk if typed["system"] else None,
        )


class DoorForm(RefusableForm):
    """The same from a poster: without lists of systems and units, which are not for everybody."""

    name = forms.CharField(
        label=_("What is in the way?"),
        max_length=200,
        help_text=_("One sentence. No names of people."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    minutes = _minutes()
    people = forms.IntegerField(
        label=_("How many people?"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    spot = forms.CharField(
        label=_("Place"),
        max_length=150,
        required=False,
        help_text=_("A room, a school, everywhere."),
    )
    text = forms.CharField(
        label=_("More about it"), required=False, max_length=4000, widget=forms.Textarea(_FEW_LINES)
    )

    def report(self, unit_id: int | None) -> Report:
        """Return what was typed, with the unit where the poster hangs."""
        typed = self.cleaned_data
        return Report(
            name=typed["name"],
            minutes=typed["minutes"],
            people=typed["people"],
            text=typed["text"],
            spot=typed["spot"],
            unit_id=unit_id,
        )


class MeTooForm(RefusableForm):
    """One's own minutes, and a word if there is something to add."""

    minutes = _minutes()
    words = forms.CharField(
        label=_("Anything to add"),
        max_length=300,
        required=False,
        widget=forms.Textarea(_FEW_LINES),
    )


class AnswerForm(RefusableForm):
    """What becomes of a friction, and what those who reported it are told."""

    LOOK, SOLVE, NOT_NOW, REOPEN = "look", "solve", "not_now", "reopen"
    CHOICES: ClassVar[Mapping[str, Any]] = {
        LOOK: _("I look into it"),
        SOLVE: _("It is solved"),
        NOT_NOW: _("Not now"),
        REOPEN: _("It waits for an answer again"),
    }

    outcome = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect())
    said = forms.CharField(
        label=_("What was done, or why not now"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(_FEW_LINES),
        help_text=_("Everybody who reported it or said “me too” reads this."),
    )

    def __init__(self, friction: FrictionReport, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data)
        answered = friction.state in {FrictionState.SOLVED, FrictionState.NOT_NOW}
        solved = friction.state == FrictionState.SOLVED
        left_out = {self.LOOK, self.SOLVE, self.NOT_NOW} if solved else set()
        left_out |= set() if answered else {self.REOPEN}
        field: Any = self.fields["outcome"]
        field.choices = [(k, label) for k, label in self.CHOICES.items() if k not in left_out]

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put everything at the text."""
        for objection in objections:
            self.add_error("said" if objection.field else None, explain(objection))


class MergeForm(RefusableForm):
    """With which one, of those that are alike or of all."""

    into = PickField(label=_("Merge into"), queryset=None)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(self, rows: QuerySet[FrictionReport], data: Any = None, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(data, **options)
        field: Any = self.fields["into"]
        field.queryset = rows
        choices = Choices()
        choices.ask("into", rows)
        choices.chosen = lambda: {"into": ids_in(self["into"].value())}
        offer(field, choices, "into", reverse("needs:pick", kwargs={"what": "friction"}))


class LiftForm(RefusableForm):
    """Onto a need there is, or a new one said in the words of those who feel it."""

    need = PickField(label=_("A need there is"), queryset=None, required=False)
    name = forms.CharField(
        label=_("Or a new need"),
        max_length=200,
        required=False,
        help_text=_("What somebody must be able to do. Not the system, app or supplier for it."),
    )

    def __init__(self, rows: QuerySet[Need], data: Any = None, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(data, **options)
        field: Any = self.fields["need"]
        field.queryset = rows
        choices = Choices()
        choices.ask("need", rows)
        choices.chosen = lambda: {"need": ids_in(self["need"].value())}
        offer(field, choices, "need", reverse("needs:pick", kwargs={"what": "need"}))


class TriageForm(RefusableForm):
    """One of three outcomes, with its reason."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=TriageDecision.Kind.choices, widget=forms.RadioSelect()
    )
    means = forms.ChoiceField(
        label=_("Solved by"),
        choices=[("", "---------"), *TriageDecision.Means.choices],
        required=False,
        help_text=_("Only where it is solved with what we have."),
    )
    reason = forms.CharField(
        label=_("Why, or what was done"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(_FEW_LINES),
    )
    again_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=DayInput,
        help_text=_("Only for “not now”."),
    )

    def answers(self) -> dict[str, Any]:
        """Return what was typed, as the use-case takes it."""
        typed = self.cleaned_data
        return {**typed, "outcome": Outcome(typed["outcome"])}


class FrictionForm(NounForm):
    """Screens what is typed, or imported, before others read it."""

    def clean(self) -> dict[str, Any]:
        """Say of each text that holds somebody's personal data that it does."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        texts = {name: typed.get(name) or "" for name in ("name", "text", "spot")}
        for objection in against_texts(self.actor, texts):
            if objection.field in self.fields and not self.has_error(objection.field):
                self.add_error(objection.field, explain(objection))
        return typed
