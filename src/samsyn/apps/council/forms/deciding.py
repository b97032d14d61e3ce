"""What is asked when something is decided, planned to be, or followed up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models import AgendaItem, Decision, DecisionEffect, ForumMember, Vote
from samsyn.apps.council.services.decide import Answered
from samsyn.apps.council.services.follow_up import Promise
from samsyn.apps.council.wording.decisions import explain
from samsyn.apps.federation.public import Poll
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.public import Cost, Fund, Gate, GateDecision, Initiative, Track
from samsyn.apps.roadmap.public import Plan
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.deciding import Outcome, Ruling
from samsyn.domain.council.planning import Planned
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel import clock
from samsyn.kernel.form_widgets import DayInput

_LONGEST = 20_000
_FEW = {"rows": 3}


def _text(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:  # noqa: ANN401 - lazy texts
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=_LONGEST, widget=widget, **more)


def _day(label: Any, **more: Any) -> forms.DateField:  # noqa: ANN401 - lazy texts
    return forms.DateField(label=label, required=False, widget=DayInput(), **more)


class RefusedForm(forms.Form):
    """A form that says everything that speaks against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))


class DecisionForm(RefusedForm):
    """What was decided, why, on what ground, and for how long it holds."""

    client_id = forms.CharField(max_length=40, widget=forms.HiddenInput(), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Decision.Outcome.choices, widget=forms.RadioSelect()
    )
    name = forms.CharField(label=_("Decision in one line"), max_length=250, required=False)
    text = _text(_("What was decided"), rows=5)
    reasoning = _text(_("Reasons"))
    alternatives = _text(_("Alternatives"), help_text=_("What else was thought of."))
    basis = _text(_("Basis"))
    consequences = _text(_("Consequences"))
    come_back_on = _day(_("Comes back on"), help_text=_("Only where it is sent back."))
    effective_on = _day(_("Holds from"))
    review_on = _day(_("Looked at again on"))
    expires_on = _day(_("Holds until"))
    replaces: forms.ModelChoiceField[Decision] = forms.ModelChoiceField(
        label=_("Replaces"),
        queryset=None,
        required=False,
        help_text=_("The old decision stays in the register, shown as replaced."),
    )

    def __init__(
        self,
        actor: Actor,
        forum_id: int,
        item: AgendaItem | None = None,
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        given: dict[str, object] = {"client_id": uuid4().hex, "outcome": Outcome.APPROVED.value}
        if item:
            given |= {"name": item.name, "text": item.proposal, "basis": item.basis}
            given |= {"consequences": item.consequences}
        super().__init__(data, initial=given)
        newer = Decision.owned_by(actor).filter(supersedes=OuterRef("pk"))
        rows = Decision.owned_by(actor).filter(~Exists(newer), forum=forum_id)
        field: Any = self.fields["replaces"]
        field.queryset = rows.order_by("-decided_on", "-pk")
        field.label_from_instance = lambda row: f"{row.number} {row.name}"

    def groups(self) -> list[dict[str, object]]:
        """Return the fields in the order one thinks of them."""
        return [
            {
                "label": _("Decision"),
                "fields": [self[n] for n in ("outcome", "name", "text", "reasoning")],
            },
            {
                "label": _("Ground and consequences"),
                "fields": [self[n] for n in ("basis", "consequences", "alternatives")],
            },
            {
                "label": _("How long it holds"),
                "folded": True,
                "open": bool(self.errors),
                "fields": [
                    self[n]
                    for n in ("effective_on", "review_on", "expires_on", "come_back_on", "replaces")
                ],
            },
        ]

    def ruling(self) -> Ruling:
        """Return what was typed, as the use-case takes it. Call on a valid form."""
        typed = dict(self.cleaned_data)
        for name in ("client_id", "replaces", *[n for n in typed if n.startswith("answer_")]):
            typed.pop(name, None)
        return Ruling(outcome=Outcome(typed.pop("outcome")), **typed)

    @property
    def replaced(self) -> int | None:
        """The decision that this one replaces. Call on a valid form."""
        return getattr(self.cleaned_data["replaces"], "pk", None)


class BetweenForm(DecisionForm):
    """A decision between meetings: the chair's, or by circulation, with who answered what."""

    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=200,
        required=False,
        help_text=_("Where the chair decided what could not wait: who. Then say why above."),
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput())

    def __init__(
        self,
        actor: Actor,
        forum_id: int,
        voters: Sequence[ForumMember],
        item: AgendaItem | None = None,
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        super().__init__(actor, forum_id, item, data)
        self.initial["decided_on"] = clock.today()
        self.voters = voters
        for member in voters:
            whom = f" ({member.represents.name})" if member.represents else ""
            self.fields[f"answer_{member.pk}"] = forms.ChoiceField(
                label=f"{member.person.name}{whom}",
                choices=[("", _("No answer")), *Vote.Choice.choices],
                required=False,
            )

    def groups(self) -> list[dict[str, object]]:
        """Return the fields, with the answers by circulation after the decision."""
        first, *rest = super().groups()
        by = {
            "label": _("By the chair"),
            "fields": [self["decided_by"], self["decided_on"]],
        }
        answers = {
            "label": _("Or by circulation: who answered what"),
            "fields": [self[f"answer_{member.pk}"] for member in self.voters],
        }
        return [first, by, *([answers] if self.voters else []), *rest]

    def answers(self) -> list[Answered]:
        """Return who answered what. Call on a valid form."""
        said = {m.pk: self.cleaned_data[f"answer_{m.pk}"] for m in self.voters}
        return [Answered(pk, choice) for pk, choice in said.items() if choice]


class EffectForm(RefusedForm):
    """What happens when an item is decided; only the fields of its kind are asked."""

    initiative: forms.ModelChoiceField[Initiative] = forms.ModelChoiceField(
        label=_("Initiative"), queryset=None, required=False
    )
    gate: forms.ModelChoiceField[Gate] = forms.ModelChoiceField(
        label=_("Gate"),
        queryset=None,
        required=False,
        help_text=_("Empty where no gate stands in its way: it is then decided."),
    )
    verdict = forms.ChoiceField(
        label=_("If the answer is yes"),
        choices=[
            choice
            for choice in GateDecision.Outcome.choices
            if choice[0] in (GateDecision.Outcome.GO_ON, GateDecision.Outcome.CHANGE)
        ],
        widget=forms.RadioSelect(),
        required=False,
    )
    conditions = _text(_("Conditions"), help_text=_("What must change, where it goes on changed."))
    in_place = forms.BooleanField(label=_("All that the gate asks is in place"), required=False)
    moves = forms.BooleanField(label=_("It takes the step behind the gate at once"), required=False)
    track = forms.ChoiceField(
        label=_("Track"), choices=Track.choices, widget=forms.RadioSelect(), required=False
    )
    poll: forms.ModelChoiceField[Poll] = forms.ModelChoiceField(
        label=_("Poll"), queryset=None, required=False
    )
    plan: forms.ModelChoiceField[Plan] = forms.ModelChoiceField(
        label=_("Plan"),
        queryset=None,
        required=False,
        help_text=_("As it is planned now. If it is planned anew, say it again here."),
    )
    fund: forms.ModelChoiceField[Fund] = forms.ModelChoiceField(
        label=_("Fund"), queryset=None, required=False
    )
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=14, decimal_places=2, required=False, localize=True
    )
    year = forms.IntegerField(
        label=_("Fiscal year"), min_value=1990, max_value=2200, required=False
    )
    money = forms.ChoiceField(
        label=_("Money"), choices=Cost.Kind.choices, widget=forms.RadioSelect(), required=False
    )

    def __init__(
        self,
        actor: Actor,
        kind: str,
        item: AgendaItem,
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        given: dict[str, object] = {
            "initiative": item.initiative_id,
            "poll": item.poll_id,
            "plan": item.plan_id,
            "verdict": GateDecision.Outcome.GO_ON.value,
            "moves": True,
            "year": clock.today().year,
            "money": Cost.Kind.ONE_OFF.value,
        }
        super().__init__(data, initial=given)
        self.kind = kind
        for name in set(self.fields) - set(_FIELDS[kind]):
            del self.fields[name]
        self.order_fields(_FIELDS[kind])
        rows: dict[str, Any] = {
            "initiative": Initiative.owned_by(actor).order_by("sort_key"),
            "gate": Gate.owned_by(actor).select_related("policy").order_by("policy", "order"),
            "poll": Poll.owned_by(actor).order_by("sort_key"),
            "plan": Plan.owned_by(actor).order_by("sort_key"),
            "fund": Fund.owned_by(actor).order_by("sort_key"),
        }
        for name in set(rows) & set(self.fields):
            field: Any = self.fields[name]
            field.queryset = rows[name]
        if "gate" in self.fields:
            gates: Any = self.fields["gate"]
            gates.label_from_instance = lambda gate: f"{gate.policy.name} · {gate.name}"
        if kind == DecisionEffect.Kind.MONEY:
            self.fields["initiative"].help_text = _("Empty: the fund as a whole may spend more.")
            self.initial["initiative"] = None

    def planned(self) -> Planned:
        """Return what was typed, as the use-case takes it. Call on a valid form."""
        typed = {
            name: getattr(value, "pk", value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }
        return Planned(kind=self.kind, **typed)


_FIELDS = {
    DecisionEffect.Kind.GATE.value: (
        *("initiative", "gate", "verdict", "conditions", "in_place", "moves"),
    ),
    DecisionEffect.Kind.TRACK.value: ("initiative", "track"),
    DecisionEffect.Kind.POLL.value: ("poll",),
    DecisionEffect.Kind.ROADMAP.value: ("plan",),
    DecisionEffect.Kind.MONEY.value: ("fund", "amount", "year", "money", "initiative"),
}


class PromiseForm(RefusedForm):
    """Who does what by when."""

    client_id = forms.CharField(max_length=40, widget=forms.HiddenInput(), required=False)
    name = forms.CharField(
        label=_("What is to be done"), max_length=500, required=False, widget=forms.Textarea(_FEW)
    )
    responsible: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who"), queryset=None, required=False
    )
    who = forms.CharField(
        label=_("Or somebody from elsewhere"),
        max_length=150,
        required=False,
        help_text=_("A name or a municipality."),
    )
    due_on = _day(_("By"))

    def __init__(self, actor: Actor, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial={"client_id": uuid4().hex})
        field: Any = self.fields["responsible"]
        field.queryset = Person.owned_by(actor).order_by("sort_key")

    def promise(self, **source: int | None) -> Promise:
        """Return what was typed, with what it came of. Call on a valid form."""
        typed = self.cleaned_data
        return Promise(
            name=typed["name"],
            responsible_id=getattr(typed["responsible"], "pk", None),
            who=typed["who"],
            due_on=typed["due_on"],
            **source,
        )


class EndForm(RefusedForm):
    """What came of an action, or why it is dropped."""

    how = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("done", _("Done")), ("dropped", _("Dropped"))],
        widget=forms.RadioSelect(),
        initial="done",
    )
    note = _text(_("What came of it, or why it is dropped"))
