"""What is known of frictions: which cost most, which may be the same, whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Count, F, FloatField, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Greatest, Round

from samsyn.apps.needs.models import FrictionReport, MeToo
from samsyn.domain.access.actor import Actor
from samsyn.domain.needs.course import COSTING, FrictionState
from samsyn.domain.needs.likeness import LEAST, SHORTEST, Candidate, most_alike
from samsyn.domain.needs.pricing import MINUTES, WORKING_WEEKS

_LOOKED_AT = 20  # the most alike by text, of which the domain chooses
_LONGEST = 200
State = FrictionReport.State


def hours(weekly: Any = F("weekly_minutes")) -> Round:  # noqa: ANN401, B008 - an expression
    """Return whole hours of a working year, as the database works them out."""
    yearly = Cast(weekly, FloatField()) * Value(float(WORKING_WEEKS)) / Value(float(MINUTES))
    return Round(yearly, output_field=IntegerField())


def heads(actor: Actor) -> QuerySet[FrictionReport]:
    """Return our frictions, each once: without those that were merged into another."""
    return FrictionReport.owned_by(actor).filter(merged_into=None)


def costing(actor: Actor) -> QuerySet[FrictionReport]:
    """Return our frictions whose minutes are lost still."""
    return heads(actor).filter(state__in=COSTING)


def alike(
    actor: Actor,
    text: str,
    *,
    system_id: int | None = None,
    unit_id: int | None = None,
    but: Iterable[int] = (),
) -> list[FrictionReport]:
    """Return the few open frictions that may be the same, the most alike first; one query.

    Solved ones are left out: what has come back is reported anew.
    """
    said = " ".join(text.replace("\x00", "").split())[:_LONGEST]
    if len(said) < SHORTEST:
        return []
    likeness = Greatest(
        TrigramSimilarity("name", said), TrigramWordSimilarity(said, "name") * Value(0.85)
    )
    rows = heads(actor).exclude(state=FrictionState.SOLVED).exclude(pk__in=list(but))
    near = rows.annotate(likeness=likeness).filter(likeness__gte=LEAST)
    found = near.select_related("system", "unit").order_by("-likeness", "pk")[:_LOOKED_AT]
    by_pk = {one.pk: one for one in found}
    chosen = most_alike(
        Candidate(
            pk=one.pk,
            likeness=one.likeness,
            same_system=system_id is not None and one.system_id == system_id,
            other_system=system_id is not None and one.system_id not in (None, system_id),
            same_place=unit_id is not None and one.unit_id == unit_id,
        )
        for one in by_pk.values()
    )
    return [by_pk[pk] for pk in chosen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the frictions of one system, or of one unit, cost together."""

    pk: int | None
    name: str
    hours: int
    count: int


def sums_by(rows: QuerySet[FrictionReport], what: str) -> list[Share]:
    """Return hours a year by `system` or by `unit`, the costliest first; one query."""
    grouped = (
        rows.order_by()
        .values(f"{what}_id", f"{what}__name")
        .annotate(hours=hours(Sum("weekly_minutes")), count=Count("pk"))
        .order_by("-hours", f"{what}__name")
    )
    return [
        Share(
            pk=row[f"{what}_id"],
            name=row[f"{what}__name"] or "",
            hours=row["hours"] or 0,
            count=row["count"],
        )
        for row in grouped
    ]


def total_of(rows: QuerySet[FrictionReport]) -> Mapping[str, int]:
    """Return how many, how many hours a year, and how many nobody has looked at; one query."""
    found = rows.aggregate(
        count=Count("pk"),
        hours=hours(Sum("weekly_minutes")),
        voices=Sum("voices"),
        unseen=Count("pk", filter=Q(state=FrictionState.REPORTED)),
    )
    return {name: value or 0 for name, value in found.items()}


def of_system(actor: Actor, system: int) -> QuerySet[FrictionReport]:
    """Return what is in people's way in one system, the costliest first."""
    rows = costing(actor).filter(system_id=system).annotate(hours=hours())
    return rows.order_by("-weekly_minutes", "pk")[:50]


def merged_into(actor: Actor, friction: int) -> QuerySet[FrictionReport]:
    """Return what was merged into one friction."""
    return FrictionReport.owned_by(actor).filter(merged_into=friction).order_by("pk")


def me_toos_to(actor: Actor, friction: int) -> QuerySet[MeToo]:
    """Return the me-toos to one friction and to what was merged into it."""
    to = Q(friction=friction) | Q(friction__merged_into=friction)
    return MeToo.owned_by(actor).filter(to).order_by("friction", "pk")


def mine(actor: Actor) -> list[FrictionReport]:
    """Return what the actor has reported, the latest first, each with what it was merged into."""
    rows = FrictionReport.owned_by(actor).filter(account=actor.user_id)
    return list(rows.select_related("merged_into", "system").order_by("-reported_on", "-pk")[:100])


def my_me_toos(actor: Actor) -> list[MeToo]:
    """Return what the actor has said "me too" to, the latest first."""
    said = MeToo.owned_by(actor).filter(account=actor.user_id)
    return list(
        said.select_related("friction__merged_into", "friction__system").order_by(
            "-said_on", "-pk"
        )[:100]
    )


def members(head: FrictionReport) -> list[FrictionReport]:
    """Return the friction with all that was merged into it."""
    return [head, *head.merged.order_by("pk")]


def has_said(actor: Actor, head: FrictionReport) -> MeToo | None:
    """Return the actor's own "me too" about a friction or what was merged into it."""
    group = Q(friction=head) | Q(friction__merged_into=head)
    return MeToo.owned_by(actor).filter(group, account=actor.user_id).first()


def reported_it(actor: Actor, head: FrictionReport) -> bool:
    """Tell whether the actor has reported it, or one that was merged into it."""
    group = Q(pk=head.pk) | Q(merged_into=head)
    return FrictionReport.owned_by(actor).filter(group, account=actor.user_id).exists()
