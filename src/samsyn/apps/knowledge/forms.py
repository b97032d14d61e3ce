"""What is asked before publishing, asking people to read, running a checklist, reading a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.knowledge.models import ChecklistRun
from samsyn.apps.knowledge.wording import explain
from samsyn.apps.organisation.public import Person, Unit
from samsyn.domain.access.actor import Actor
from samsyn.domain.knowledge.publiccode import LARGEST
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.records.picking import PickField, offer_rows

_LARGEST_FILE = 4 * LARGEST  # bytes: a character of UTF-8 takes up to four


class RefusableForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain(objection))


class PublishForm(RefusableForm):
    """What is new, and until when those who were asked are to read it anew."""

    changes = forms.CharField(
        label=_("What is new"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands beside the edition, for those who read the one before."),
    )
    due_on = forms.DateField(
        label=_("Ask again, to be read by"),
        required=False,
        widget=DayInput(),
        help_text=_("Those who were asked about the edition before. Empty: nobody is asked."),
    )


class AskForm(RefusableForm):
    """Which unit is asked to read, with the units below it, and until when."""

    unit = PickField(
        Unit.everything.none(),
        label=_("Unit"),
        help_text=_("Everybody employed there and in the units below."),
    )
    due_on = forms.DateField(label=_("To be read by"), widget=DayInput())

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        offer_rows(self, "unit", Unit.owned_by(actor).order_by("sort_key", "pk"), "articles")


class StartForm(RefusableForm):
    """What the checklist is gone through for, by whom, and until when."""

    name = forms.CharField(
        label=_("What for"),
        max_length=200,
        help_text=_("Which upgrade, which new employee's place."),
    )
    responsible = PickField(Person.everything.none(), label=_("Sees it through"), required=False)
    due_on = forms.DateField(label=_("To be done by"), required=False, widget=DayInput())

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        people = Person.owned_by(actor).order_by("sort_key", "pk")
        offer_rows(self, "responsible", people, "checklist-runs")


class EndForm(RefusableForm):
    """Whether it is gone through, and what came of it."""

    state = forms.ChoiceField(
        label=_("How it ends"),
        choices=[(ChecklistRun.State.DONE, _("All is done")),
                 (ChecklistRun.State.STOPPED, _("It is broken off"))],
        widget=forms.RadioSelect,
        initial=ChecklistRun.State.DONE,
    )  # fmt: skip
    outcome = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed where it is broken off."),
    )


class SolutionForm(RefusableForm):
    """A publiccode.yml, pasted or as a file."""

    pasted = forms.CharField(
        label=_("The text of publiccode.yml"),
        required=False,
        max_length=LARGEST,
        strip=False,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("Or the file"), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the file into the text, so that what is wrong can be put right here."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        uploaded = typed.get("file")
        if uploaded and uploaded.size > _LARGEST_FILE:
            self.add_error("file", _("This file is too large."))
        elif uploaded:
            try:
                typed["pasted"] = uploaded.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("This is no text in UTF-8."))
        elif not (typed.get("pasted") or "").strip():
            self.add_error("pasted", _("Paste the text, or choose the file."))
        return typed
