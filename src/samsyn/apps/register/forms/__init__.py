"""What people may type into the register's own pages, and nothing about what it means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import System
from samsyn.apps.register.wording import ASPECTS, LEVELS, QUESTIONS
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import REQUIRED, Aspect, Scale
from samsyn.domain.register.lifecycle import IN_USE
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.records.picking import PickField, offer_rows


class SystemForm(NounForm):
    """A system may be described as retired from the start; one in use is retired by its act."""

    def clean_stage(self) -> str:
        """Send who wants to retire a system to the page that asks what a retirement needs."""
        stage = str(self.cleaned_data["stage"])
        began_as = self.initial.get("stage")
        retiring = stage == System.Stage.RETIRED and began_as != System.Stage.RETIRED
        if self.instance.pk and retiring:
            raise forms.ValidationError(_("Use “Retire” on the system's page."))
        return stage


class RetireSystemForm(forms.Form):
    """What is asked before a system is retired."""

    on = forms.DateField(label=_("Turned off on"), widget=DayInput())
    replaced_by = PickField(System.everything.none(), label=_("Replaced by"), required=False)
    nothing_replaces_it = forms.BooleanField(label=_("Nothing needs to take over"), required=False)
    information_after = forms.CharField(
        label=_("What became of the information"),
        required=False,
        max_length=300,
        help_text=_("Moved, archived or destroyed, and where."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, actor: Actor, system: System, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        successors = System.owned_by(actor).filter(stage__in=IN_USE).exclude(pk=system.pk)
        offer_rows(self, "replaced_by", successors.order_by("sort_key", "pk"), "systems")


class ClassifyForm(forms.Form):
    """A level and a reason for each aspect, and who decided when."""

    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput())
    next_review = forms.DateField(label=_("Next review"), widget=DayInput())
    participants = forms.CharField(
        label=_("Who took part"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line."),
    )

    def __init__(self, scale: Scale, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        self.scale = scale
        steps = [(str(step), f"{step} · {LEVELS[step]}") for step in scale.levels]
        for aspect in Aspect:
            required = aspect in REQUIRED
            none = [] if required else [("", _("Not judged"))]
            self.fields[str(aspect)] = forms.TypedChoiceField(
                label=ASPECTS[aspect],
                help_text=QUESTIONS[aspect],
                choices=[*none, *steps],
                coerce=int,
                empty_value=None,
                required=required,
                widget=forms.RadioSelect(),
            )
            self.fields[f"{aspect}_reason"] = forms.CharField(
                label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def groups(self) -> list[dict[str, object]]:
        """Return the fields under one heading for each aspect, and one for the decision."""
        groups: list[dict[str, object]] = [
            {"label": ASPECTS[aspect], "fields": [self[str(aspect)], self[f"{aspect}_reason"]]}
            for aspect in Aspect
        ]
        last = [self[name] for name in ("decided_on", "next_review", "participants")]
        return [*groups, {"label": _("The decision"), "fields": last}]

    def proposal(self) -> dict[str, Any]:
        """Return what was typed, as the use-case takes it."""
        said = self.cleaned_data
        return {
            "scale": self.scale.code,
            "levels": {a: said[str(a)] for a in Aspect if said[str(a)] is not None},
            "reasons": {a: said[f"{a}_reason"] for a in Aspect},
            "decided_on": said["decided_on"],
            "next_review": said["next_review"],
            "participants": [
                name for line in said["participants"].splitlines() if (name := line.strip())
            ],
        }
