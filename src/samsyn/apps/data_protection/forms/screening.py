"""The questions of an impact screening, each with what the register says of it already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.data_protection.wording import QUESTIONS
from samsyn.domain.data_protection.screening import Question
from samsyn.domain.data_protection.suggestions import Suggestion

_EXCEPTIONS = (Question.ASSESSED_ALREADY, Question.ASSESSED_BY_LAW, Question.ON_EXEMPT_LIST)
_LAW = (
    Question.EXTENSIVE_EVALUATION,
    Question.SPECIAL_CATEGORIES,
    Question.OFFENCES,
    Question.LARGE_SCALE,
    Question.PUBLIC_AREA,
    Question.ON_NATIONAL_LIST,
)
_LONGEST = 60
_ANSWERS = {"yes": True, "no": False}


class ScreeningForm(forms.Form):
    """Yes, no or not known to each question; why; and who answered."""

    assessed_where = forms.CharField(
        label=_("Where the earlier assessment is"), required=False, max_length=300
    )
    reasons = forms.CharField(
        label=_("Why these answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What made you answer so; which law or which point of a list you mean."),
    )
    screened_by = forms.CharField(label=_("Who answered"), required=False, max_length=200)

    def __init__(
        self,
        told: Mapping[Question, Suggestion],
        *args: Any,  # noqa: ANN401 - Django's signature
        **options: Any,  # noqa: ANN401 - as above
    ) -> None:
        super().__init__(*args, **options)
        choices = [("yes", _("Yes")), ("no", _("No")), ("", _("Not known yet"))]
        for question, (words, help_text) in QUESTIONS.items():
            self.fields[question.value] = forms.ChoiceField(
                label=words,
                help_text=_helped(help_text, told.get(question)),
                choices=choices,
                required=False,
                widget=forms.RadioSelect(),
            )

    def groups(self) -> list[dict[str, object]]:
        """Return the questions under the heads of the law, in the order the rules are asked."""
        criteria = [q for q in Question if q not in (*_EXCEPTIONS, *_LAW)]
        heads: tuple[tuple[StrOrPromise, Sequence[Question], list[str]], ...] = (
            (_("Does an exception apply?"), _EXCEPTIONS, ["assessed_where"]),
            (_("Does the law name it?"), _LAW, []),
            (_("What else makes it risky?"), criteria, []),
        )
        groups: list[dict[str, object]] = [
            {"label": label, "fields": [self[name] for name in (*map(str, questions), *more)]}
            for label, questions, more in heads
        ]
        last = {"label": _("The answers"), "fields": [self["reasons"], self["screened_by"]]}
        return [*groups, last]

    def answers(self) -> dict[Question, bool | None]:
        """Return what was answered, as the rules take it."""
        return {q: _ANSWERS.get(self.cleaned_data[q.value]) for q in Question}


def _helped(help_text: object, told: Suggestion | None) -> str:
    if told is None:
        return str(help_text)
    because = ", ".join(shorten(name, _LONGEST, placeholder=" …") for name in told.because[:4])
    if told.answer:
        says = (
            _now("The register says yes: %(because)s") % {"because": because}
            if because
            else _now("The register says yes.")
        )
    else:
        says = _now("The register says no.")
    return f"{help_text} {says}".strip()
