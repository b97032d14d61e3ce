"""What members do together, and what our own organisation does of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samsyn.apps.federation.models import LocalPart, Participant, SharedInitiative
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What our leaving a shared initiative would touch."""

    part: LocalPart | None
    leads: bool
    others: int


def participants_of(actor: Actor, shared: int) -> QuerySet[Participant]:
    """Return who takes part and took part, leaders first."""
    rows = Participant.visible_to(actor).filter(shared=shared).select_related("member")
    return rows.order_by("until", "member__name", "pk")


def local_part_of(actor: Actor, shared: int) -> LocalPart | None:
    """Return our own part of a shared initiative."""
    rows = LocalPart.owned_by(actor).filter(shared_id=shared)
    return rows.select_related("initiative", "responsible").first()


def ours(actor: Actor) -> list[tuple[SharedInitiative, Participant, LocalPart | None]]:
    """Return what our organisation takes part in now. Three queries."""
    today = clock.today()
    places = (
        Participant.visible_to(actor)
        .filter(Q(until__isnull=True) | Q(until__gte=today), member=actor.organisation_id)
        .select_related("shared__organisation")
        .order_by("shared__name", "pk")
    )
    parts: Mapping[int, LocalPart] = {
        part.shared_id: part
        for part in LocalPart.owned_by(actor).select_related("initiative", "responsible")
    }
    return [(place.shared, place, parts.get(place.shared_id)) for place in places]


def touched_by_leaving(actor: Actor, shared: SharedInitiative) -> Touched:
    """Return what our own organisation must think of before it leaves."""
    rows = participants_of(actor, shared.pk).filter(until__isnull=True)
    mine = rows.filter(member=actor.organisation_id).first()
    return Touched(
        part=local_part_of(actor, shared.pk),
        leads=mine is not None and mine.takes_part == "lead",
        others=rows.exclude(member=actor.organisation_id).count(),
    )
