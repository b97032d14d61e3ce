"""Within how many hours our processors promised to tell us of a breach."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.apps.data_protection.models import ProcessorTerms
from samsyn.domain.access.actor import Actor


def breach_hours(actor: Actor, agreements: Iterable[int]) -> dict[int, int]:
    """Return the promised hours by agreement, where it promises any and the actor may know."""
    terms = ProcessorTerms.owned_by(actor).filter(
        agreement__in=list(agreements), breach_hours__isnull=False
    )
    return {pk: int(hours or 0) for pk, hours in terms.values_list("agreement_id", "breach_hours")}
