"""Put this room's refusals into words that say what to do."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.domain.access.roles import Obstacle as AccessObstacle
from samsyn.domain.organisation.hand_over import Obstacle as HandOverObstacle
from samsyn.domain.shared.refusal import Objection


def explain(objection: Objection) -> str:
    """Return the sentence for one objection."""
    facts = dict(objection.facts)
    if "day" in facts:
        facts["day"] = date_format(date.fromisoformat(str(facts["day"])), "SHORT_DATE_FORMAT")
    return _sentence(objection.code) % facts


def _sentence(code: StrEnum) -> str:
    sentences: dict[StrEnum, str] = {
        HandOverObstacle.SAME_PERSON: _("Choose somebody else than the person who leaves."),
        HandOverObstacle.SUCCESSOR_HAS_LEFT: _(
            "%(name)s left on %(day)s. Choose somebody who works here."
        ),
        HandOverObstacle.NOTHING_TO_HAND_OVER: _(
            "%(name)s answers for nothing here, so there is nothing to hand over."
        ),
        AccessObstacle.LAST_ADMINISTRATOR: _(
            "This is the last administrator. Make somebody else administrator first."
        ),
        AccessObstacle.HAS_ACCESS_ALREADY: _(
            "%(email)s has access already. Change the roles in the list instead."
        ),
        AccessObstacle.NO_ROLE: _("Choose at least one access role."),
    }
    return sentences[code]
