"""What is asked when initiatives are judged, when two meet, and when one answers needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.apps.needs.public import Need, needs_for_choice
from samsyn.apps.portfolio.forms.steps import RefusableForm
from samsyn.apps.portfolio.models import (
    CriterionScore,
    Initiative,
    InitiativeNeed,
    RankingCriterion,
)
from samsyn.apps.portfolio.models.ranking import BEST
from samsyn.apps.portfolio.services.judge_initiative import Judged
from samsyn.domain.access.actor import Actor

_SCORE, _REASON = "score-", "reason-"
_MARKS: list[tuple[str, Any]] = [
    ("", _("Not judged")),
    *((str(n), str(n)) for n in range(BEST + 1)),
]


class JudgeForm(RefusableForm):
    """A mark and a reason for each criterion that people judge by."""

    def __init__(
        self,
        criteria: Iterable[RankingCriterion],
        now: Mapping[int, CriterionScore],
        data: Any = None,  # noqa: ANN401 - request.POST or None
    ) -> None:
        super().__init__(data)
        self._criteria = list(criteria)
        for criterion in self._criteria:
            row = now.get(criterion.pk)
            self.fields[f"{_SCORE}{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.name,
                help_text=criterion.meaning,
                choices=_MARKS,
                coerce=int,
                empty_value=None,
                required=False,
                initial="" if row is None else str(row.score),
                widget=forms.RadioSelect(),
            )
            self.fields[f"{_REASON}{criterion.pk}"] = forms.CharField(
                label=_("Why"), required=False, max_length=500, initial=row.reason if row else ""
            )

    def judged(self) -> dict[int, Judged]:
        """Return what was said, by criterion. Call on a valid form."""
        typed = self.cleaned_data
        return {
            criterion.pk: Judged(
                typed[f"{_SCORE}{criterion.pk}"], typed[f"{_REASON}{criterion.pk}"]
            )
            for criterion in self._criteria
        }


class NeedsForm(RefusableForm):
    """Which needs an initiative answers."""

    needs = forms.ModelMultipleChoiceField[Need](
        label=_("Needs"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, actor: Actor, initiative: Initiative, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        links = InitiativeNeed.owned_by(actor).filter(initiative=initiative)
        chosen = list(links.values_list("need_id", flat=True))
        super().__init__(data, initial={"needs": chosen})
        offered = needs_for_choice(actor) | Need.owned_by(actor).filter(pk__in=chosen)
        self.fields["needs"].queryset = offered.order_by("sort_key", "pk")  # type: ignore[attr-defined]


class MeetingForm(RefusableForm):
    """How two initiatives that meet get along."""

    first = forms.IntegerField(widget=forms.HiddenInput())
    second = forms.IntegerField(widget=forms.HiddenInput())
    reason = forms.CharField(label=_("Why, or how"), required=False, max_length=300)
