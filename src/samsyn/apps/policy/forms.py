"""What people type into this room's own pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.rules import all_rules


class ClauseForm(NounForm):
    """A clause needs a heading or a text; the heading is then taken from the text."""

    def clean(self) -> dict[str, Any]:
        """Ask for words where there are none at all."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("name") and not cleaned.get("text"):
            self.add_error("text", _("Write the text of the clause, or at least its heading."))
        return cleaned


class PasteForm(forms.Form):
    """A document's text with its numbers, as it is copied from where it was written."""

    text = forms.CharField(
        label=_("The text, with its numbers"),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=200_000,
        help_text=_("Every clause begins on its own line: 1. or 1.1 or § 1."),
    )


class RulesForm(forms.Form):
    """The rules that check one clause."""

    rules = forms.MultipleChoiceField(
        label=_("Checked by"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["rules"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(rule.code, f"{rule.code} · {rule.title}") for rule in all_rules()]
