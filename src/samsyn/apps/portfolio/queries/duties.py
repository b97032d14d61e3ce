"""Which stop rules will need one person soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samsyn.apps.portfolio.models import StopRule
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import ENDED
from samsyn.domain.portfolio.stop_rules import Fate

_MOST = 100


@dataclass(frozen=True, slots=True)
class RuleToSettle:
    """A stop rule that waits for somebody: of which initiative, what must be seen, by when."""

    pk: int
    initiative: str
    evidence: str
    by: date


def rules_to_settle(actor: Actor, person_id: int, since: date, until: date) -> list[RuleToSettle]:
    """Return the waiting rules that this person decides, with their day within these days."""
    rows = (
        StopRule.owned_by(actor)
        .filter(decider=person_id, outcome=Fate.WAITING, by__range=(since, until))
        .exclude(initiative__state__in=ENDED)
        .order_by("by", "pk")
    )
    asked = rows.values_list("pk", "initiative__name", "evidence", "by")
    return [RuleToSettle(*row) for row in asked[:_MOST]]
