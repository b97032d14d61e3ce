"""Forms of this room's nouns, where the model alone does not say all that must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.data_protection.wording import ARTICLE_6, ARTICLE_9
from samsyn.apps.register.public import Agreement
from samsyn.kernel.records.forms import NounForm

_ROWS = 3


def _letters(meanings: Mapping[str, StrOrPromise], label: StrOrPromise) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label,
        choices=lambda: [(letter, f"{letter} · {words}") for letter, words in meanings.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ShortTextsForm(NounForm):
    """Keeps the many texts of a description low, so that the whole of it can be overlooked."""

    def narrow_choices(self) -> None:
        """Let a text begin with a few lines; it can be drawn larger."""
        super().narrow_choices()
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = _ROWS


class PurposeForm(ShortTextsForm):
    """Asks for each letter by what it means."""

    article_6 = _letters(ARTICLE_6, _("Legal basis (Article 6)"))
    article_9 = _letters(ARTICLE_9, _("Exception for special categories (Article 9)"))


class DpaForm(ShortTextsForm):
    """Offers data-processing agreements and no others, where an agreement is asked for."""

    def narrow_choices(self) -> None:
        """Leave out agreements of other kinds."""
        super().narrow_choices()
        for name in ("agreement", "agreements"):
            field: Any = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = field.queryset.filter(kind=Agreement.Kind.DPA)
