"""What is asked at gates, of stop rules, experiments, levels of ambition and ways of working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.forms.steps import RefusableForm
from samsyn.apps.portfolio.models import (
    Experiment,
    Gate,
    GateCheck,
    GateDecision,
    Initiative,
    ProjectModel,
    StopRule,
)
from samsyn.apps.portfolio.services.answer_checklist import Answered
from samsyn.apps.portfolio.services.decide_at_gate import questions_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.following import Way
from samsyn.domain.portfolio.gates import Said, Verdict
from samsyn.domain.portfolio.stop_rules import DECIDED, Fate, Settlement
from samsyn.kernel import clock
from samsyn.kernel.form_widgets import DayInput

_FEW = {"rows": 3}
_LONG = 10_000


def _text(label: Any, *, required: bool = False, most: int = _LONG, **more: Any) -> forms.CharField:  # noqa: ANN401 - lazy texts
    return forms.CharField(
        label=label, required=required, max_length=most, widget=forms.Textarea(_FEW), **more
    )


class GateForm(RefusableForm):
    """What was decided at a gate, by whom, when and on what basis."""

    verdict = forms.ChoiceField(
        label=_("Decision"), choices=GateDecision.Outcome.choices, widget=forms.RadioSelect()
    )
    ticked = forms.MultipleChoiceField(
        label=_("In place"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    decided_by = forms.CharField(label=_("Decided by"), max_length=150)
    on = forms.DateField(label=_("Decided on"), widget=DayInput())
    basis = _text(
        _("Basis"),
        required=True,
        help_text=_("What the decision rests on: documents, figures, the checklist."),
    )
    conditions = _text(_("Conditions"), help_text=_("What must change, where it goes on changed."))
    reason = _text(_("Why"), most=2000)
    come_back_on = forms.DateField(
        label=_("Comes back on"),
        required=False,
        widget=DayInput(),
        help_text=_("Only where the decision is to come back."),
    )

    def __init__(self, gate: Gate, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial={"on": clock.today(), "decided_by": gate.decided_by})
        questions = questions_of(gate)
        if questions:
            numbered = [(str(number), question) for number, question in enumerate(questions)]
            self.fields["ticked"].choices = numbered  # type: ignore[attr-defined]
        else:
            del self.fields["ticked"]

    def said(self) -> Said:
        """Return the decision as the domain takes it. Call on a valid form."""
        typed = self.cleaned_data
        return Said(
            verdict=Verdict(typed["verdict"]),
            by=typed["decided_by"],
            on=typed["on"],
            basis=typed["basis"],
            reason=typed["reason"],
            conditions=typed["conditions"],
            come_back_on=typed["come_back_on"],
            ticked=frozenset(int(number) for number in typed.get("ticked", ())),
        )


class ChecklistForm(RefusableForm):
    """Every question of the checklist on one page, each with an answer and a reason."""

    def __init__(self, rows: Mapping[str, GateCheck], data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data)
        for question in GateCheck.Question:
            row = rows.get(question.value)
            self.fields[f"answer_{question.value}"] = forms.ChoiceField(
                label=_("How it stands"),
                choices=[("", _("Not answered")), *GateCheck.Answer.choices],
                required=False,
                initial=row.answer if row else "",
            )
            self.fields[f"reason_{question.value}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=500,
                initial=row.reason if row else "",
            )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where something is not in place, or not needed."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        reasoned = {GateCheck.Answer.NO, GateCheck.Answer.PARTLY, GateCheck.Answer.NOT_NEEDED}
        for question in GateCheck.Question.values:
            wants = typed.get(f"answer_{question}") in reasoned
            if wants and not typed.get(f"reason_{question}", "").strip():
                self.add_error(f"reason_{question}", _("Say how it stands, or why not."))
        return typed

    def groups(self) -> list[dict[str, object]]:
        """Return each question's two fields under the question."""
        return [
            {
                "label": question.label,
                "fields": [self[f"answer_{question.value}"], self[f"reason_{question.value}"]],
            }
            for question in GateCheck.Question
        ]

    def answers(self) -> dict[str, Answered]:
        """Return what was typed, as the use-case takes it. Call on a valid form."""
        typed = self.cleaned_data
        return {
            question: Answered(typed[f"answer_{question}"], typed[f"reason_{question}"].strip())
            for question in GateCheck.Question.values
        }


class StopRuleForm(RefusableForm):
    """What must be seen by when, and who decides where it is not."""

    evidence = forms.CharField(
        label=_("What must be seen"),
        max_length=300,
        widget=forms.Textarea(_FEW),
        help_text=_("So that anybody can tell whether it is there: a figure, a fact."),
    )
    by = forms.DateField(label=_("By"), widget=DayInput())
    decider: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who decides then"), queryset=None, required=False
    )

    def __init__(self, actor: Actor, data: Any = None, decider: int | None = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial={"decider": decider})
        people = Person.owned_by(actor).order_by("sort_key")
        self.fields["decider"].queryset = people  # type: ignore[attr-defined]


class MoveStopRuleForm(StopRuleForm):
    """Another day for a stop rule, another decider perhaps, and why."""

    reason = _text(_("Why"), most=2000)

    def __init__(self, actor: Actor, rule: StopRule, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(actor, data, rule.decider_id)
        self.initial["by"] = rule.by
        del self.fields["evidence"]


class SettleForm(RefusableForm):
    """The evidence, or a decision without it."""

    fate = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect())
    shown = _text(_("What was seen"), help_text=_("The figure, where it is from, and since when."))
    reason = _text(_("Why"), most=2000, help_text=_("Where it is decided without the evidence."))
    settled_by = forms.CharField(label=_("Settled by"), max_length=150)
    on = forms.DateField(label=_("Date"), widget=DayInput())

    def __init__(self, actor: Actor, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        given = {"on": clock.today(), "settled_by": actor.name}
        super().__init__(data, initial=given)
        fates = [Fate.SHOWN, *(DECIDED if actor.may(Permission.PORTFOLIO_DECIDE) else ())]
        labels = dict(StopRule.Outcome.choices)
        self.fields["fate"].choices = [(fate.value, labels[fate.value]) for fate in fates]  # type: ignore[attr-defined]

    def settlement(self) -> Settlement:
        """Return what was typed, as the domain takes it. Call on a valid form."""
        typed = self.cleaned_data
        return Settlement(
            fate=Fate(typed["fate"]),
            on=typed["on"],
            by=typed["settled_by"],
            shown=typed["shown"],
            reason=typed["reason"],
        )


class AmbitionForm(RefusableForm):
    """Which level, who decided, when and why."""

    level = forms.ChoiceField(label=_("Level of ambition"), widget=forms.RadioSelect())
    decided_by = forms.CharField(label=_("Decided by"), max_length=150)
    on = forms.DateField(label=_("Decided on"), widget=DayInput())
    reason = _text(_("Why"), required=True, most=2000)

    def __init__(
        self,
        initiative: Initiative,
        levels: Sequence[str],
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        given = {"on": clock.today(), "level": initiative.ambition}
        super().__init__(data, initial=given)
        choices = [
            choice
            for choice in Initiative.Ambition.choices
            if not levels or str(choice[0]) in levels
        ]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]


class FollowForm(RefusableForm):
    """Which project model, and what becomes of the phases there are."""

    project_model: forms.ModelChoiceField[ProjectModel] = forms.ModelChoiceField(
        label=_("Project model"), queryset=None
    )
    way = forms.ChoiceField(
        label=_("There are phases already"),
        choices=[
            (Way.ADD.value, _("Keep them, and add the steps after")),
            (Way.REPLACE.value, _("Replace them by the steps, with their effort")),
            (Way.ONLY_NOTE.value, _("Keep them, and only note the model")),
        ],
        required=False,
        widget=forms.RadioSelect(),
    )

    def __init__(
        self,
        actor: Actor,
        *,
        has_phases: bool,
        data: Any = None,  # noqa: ANN401 - request.POST or None
        chosen: int | None = None,
    ) -> None:
        super().__init__(data, initial={"project_model": chosen})
        models = ProjectModel.owned_by(actor).order_by("sort_key")
        self.fields["project_model"].queryset = models  # type: ignore[attr-defined]
        if not has_phases:
            del self.fields["way"]

    @property
    def chosen_way(self) -> Way | None:
        """What becomes of the phases there are, or None where nobody said. On a valid form."""
        said = self.cleaned_data.get("way")
        return Way(said) if said else None


class EndExperimentForm(RefusableForm):
    """What was measured and learned, and where that leads."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Experiment.Outcome.choices, widget=forms.RadioSelect()
    )
    result = forms.CharField(label=_("What was measured"), max_length=200, required=False)
    learned = _text(_("What we learned"))
    on = forms.DateField(label=_("Decided on"), widget=DayInput())

    def __init__(self, row: Experiment, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        known = {"result": row.result, "learned": row.learned, "on": clock.today()}
        super().__init__(data, initial=known)
