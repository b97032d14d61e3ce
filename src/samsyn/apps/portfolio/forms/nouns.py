"""Forms of this room's nouns, where the model alone does not say all that must hold."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Dependency
from samsyn.apps.portfolio.wording import explain
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
        return typed
