"""Forms of this room's nouns, where the model alone does not say all that must hold."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Dependency
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.portfolio.tracks import OwnerLevel
from samsyn.domain.portfolio.waiting import Circle, way_back
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.records.forms import NounForm


class InitiativeForm(NounForm):
    """Track and state are typed once; later they change by an act of their own."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["track"].disabled = True
            self.fields["track"].help_text = _("Moved by an act of its own, with a reason.")
            self.fields["state"].disabled = True
            self.fields["state"].help_text = _("Changed by the buttons on the page.")
            for name in ("ambition", "ambition_decided_on", "ambition_decided_by"):
                self.fields[name].disabled = True
            self.fields["ambition"].help_text = _("Decided on a page of its own.")

    def narrow_choices(self) -> None:
        """Only a challenge has an answer that others are part of; nothing answers itself."""
        challenges = self.fields["part_of"]
        if isinstance(challenges, ModelChoiceField) and challenges.queryset is not None:
            rows = challenges.queryset.filter(track=Track.CHALLENGE)
            challenges.queryset = rows.exclude(pk=self.instance.pk)


class TrackPolicyForm(NounForm):
    """A new policy begins as the method; somebody may own in every track."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["track"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Say everything that can't be true of a policy."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(typed.get(f"owned_by_{level.value}") for level in OwnerLevel):
            self.add_error("owned_by_political", _("Somebody must be able to own in this track."))
        least, most = typed.get("least_share"), typed.get("most_share")
        if least is not None and most is not None and least > most:
            self.add_error("most_share", _("This is less than the least share."))
        return typed


class DependencyForm(NounForm):
    """Refuses what would make an initiative wait for itself."""

    def clean(self) -> dict[str, Any]:
        """Look for a way back from the later to the earlier one."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        before, after = typed.get("before"), typed.get("after")
        if before and after and typed.get("kind") == Dependency.Kind.FINISH_TO_START:
            pairs = queries.waits(self.actor, but=self.instance.pk)
            chain = way_back(pairs, before=before.pk, after=after.pk)
            if chain and before != after:
                names = queries.names_of(self.actor, chain)
                told = " → ".join(names[key] for key in (*chain, after.pk))
                raise ValidationError(explain(Objection(Circle.WAITS_FOR_ITSELF, {"chain": told})))
        lag, most = typed.get("lag_weeks"), typed.get("most_weeks")
        if lag is not None and most is not None and most < lag:
            self.add_error("most_weeks", _("This is less than the weeks between."))
        return typed
