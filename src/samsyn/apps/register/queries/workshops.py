"""What a workshop's group has answered, read from how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from samsyn.apps.register.models import Classification, ClassificationWorkshop, InformationAsset
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect, Perspective
from samsyn.domain.classification.workshop import NO_ANSWER, Answer, Answers


def kept_answer(said: Mapping[str, Any] | None) -> Answer:
    """Return one answer as it is kept."""
    return Answer(said.get("level"), str(said.get("reason", ""))) if said else NO_ANSWER


def answers_of(row: ClassificationWorkshop | Classification) -> Answers:
    """Return all answers of a workshop, or the consequences that a classification was made of."""
    kept = row.answers if isinstance(row, ClassificationWorkshop) else row.consequences
    return {
        aspect: {who: kept_answer(kept.get(aspect, {}).get(who)) for who in Perspective}
        for aspect in Aspect
    }


def open_workshops(actor: Actor, asset: InformationAsset) -> QuerySet[ClassificationWorkshop]:
    """Return the workshops on an asset that nobody has decided yet, the newest first."""
    rows = ClassificationWorkshop.owned_by(actor).filter(asset=asset, decision=None)
    return rows.order_by("-held_on", "-pk")
