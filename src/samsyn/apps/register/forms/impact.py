"""What may be typed when people decide a level against the maximum principle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import ClassificationOverride
from samsyn.apps.register.wording import ASPECTS, LEVELS
from samsyn.domain.classification.scales import HIGHEST, Aspect
from samsyn.domain.impact.overriding import Ground
from samsyn.kernel.form_widgets import DayInput


class OverrideForm(forms.Form):
    """Which aspect, which level, on what ground, why, and when to think again."""

    aspect = forms.TypedChoiceField(label=_("Aspect"), coerce=Aspect, widget=forms.RadioSelect())
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, widget=forms.RadioSelect())
    ground = forms.TypedChoiceField(
        label=_("Ground"),
        choices=ClassificationOverride.Ground,
        coerce=Ground,
        widget=forms.RadioSelect(),
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("What is only partly here, or gathered here, so that the level differs."),
    )
    next_review = forms.DateField(label=_("Next review"), widget=DayInput())

    def __init__(self, worked_out: Mapping[Aspect, int], *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        choices = {
            "aspect": [(str(a), _aspect_in_words(a, level)) for a, level in worked_out.items()],
            "level": [(str(step), f"{step} · {LEVELS[step]}") for step in range(HIGHEST + 1)],
        }
        for name, told in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = told


def _aspect_in_words(aspect: Aspect, level: int) -> str:
    told = {"aspect": ASPECTS[aspect], "level": level, "words": LEVELS[level]}
    return str(_("%(aspect)s, worked out as %(level)s %(words)s") % told)
