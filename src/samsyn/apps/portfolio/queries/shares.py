"""How the work of the open initiatives is shared between the tracks, and work by phase."""

from __future__ import annotations

from typing import Any

from django.db.models import F, IntegerField, Sum
from django.db.models.functions import Coalesce

from samsyn.apps.portfolio.models import Initiative, Phase
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.queries.figures import PERCENT_WEEKS, with_figures
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import OPEN


def shares_of_tracks(actor: Actor) -> list[dict[str, Any]]:
    """Return for each track how many are open, their person-weeks, and the share of all work."""
    rows = with_figures(actor, Initiative.owned_by(actor).filter(state__in=OPEN)).values_list(
        "track", "percent_weeks"
    )
    found = list(rows)
    whole = sum(work for _track, work in found)
    told = []
    for track in Track:
        mine = [work for of, work in found if of == track.value]
        told.append(
            {
                "track": track.value,
                "label": track.label,
                "count": len(mine),
                "weeks": round(sum(mine) / PERCENT_WEEKS),
                "share": round(100 * sum(mine) / whole) if whole else 0,
            }
        )
    return told


def phases_with_work(actor: Actor, initiative: Initiative) -> list[dict[str, Any]]:
    """Return the phases in order with their level of ambition and their person-weeks."""
    work = Sum(F("efforts__share") * F("weeks"), output_field=IntegerField())
    rows = Phase.owned_by(actor).filter(initiative=initiative).order_by("order", "pk")
    counted = rows.annotate(of=Coalesce(work, 0)).values("name", "ambition", "weeks", "cost", "of")
    return [{**row, "work": row["of"] / PERCENT_WEEKS} for row in counted]
