"""What is done with personal data in one system."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery

from samsyn.apps.data_protection.models import ActivitySubjects, DpiaScreening, ProcessingActivity
from samsyn.domain.access.actor import Actor

_SHOWN = 25


def activities_in(actor: Actor, system: int) -> QuerySet[Any]:
    """Return the activities that use a system, each with its people and latest verdict."""
    screenings = DpiaScreening.owned_by(actor).filter(activity=OuterRef("pk"))
    people = ActivitySubjects.owned_by(actor).filter(activity=OuterRef("pk")).order_by()
    rows = ProcessingActivity.owned_by(actor).filter(systems=system)
    told: QuerySet[Any] = rows.annotate(
        latest_verdict=Subquery(screenings.order_by("-screened_on", "-pk").values("verdict")[:1]),
        people=Subquery(
            people.values("activity")
            .annotate(names=StringAgg("name", delimiter=", ", order_by="sort_key"))
            .values("names")
        ),
    )
    return told.order_by("sort_key", "pk")[:_SHOWN]
