"""How a year's prize stands in a federation: sums that the database keeps, and tells members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from samsyn.apps.sharing.models import Offer, Prize
from samsyn.domain.access.actor import Actor
from samsyn.domain.sharing.prize import Standing, placed
from samsyn.kernel import clock
from samsyn.kernel.models import Membership, Organisation

MOST_THINGS = 10
_MOST_PRIZES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing that is offered, and how many different municipalities made use of it."""

    offer: Offer
    adopters: int
    takers: int
    thankers: int


def federations_of(actor: Actor) -> list[Organisation]:
    """Return the federations whose prize the actor's organisation may see: its own, or itself."""
    today = clock.today()
    begun = Q(members__since=None) | Q(members__since__lte=today)
    still = Q(members__until=None) | Q(members__until__gte=today)
    ours = Q(members__member_id=actor.organisation_id) & begun & still
    itself = Q(pk=actor.organisation_id, kind=Organisation.Kind.FEDERATION)
    return list(Organisation.objects.filter(ours | itself).distinct().order_by("name"))


def members_of(federation_id: int) -> QuerySet[Organisation]:
    """Return the members of a federation today, by name."""
    today = clock.today()
    members = Membership.objects.filter(
        Q(since=None) | Q(since__lte=today),
        Q(until=None) | Q(until__gte=today),
        federation_id=federation_id,
    )
    chosen = Organisation.objects.filter(pk__in=members.values("member_id"))
    return chosen.exclude(pk=federation_id).order_by("name")


def years_of_prize(federation_id: int) -> list[int]:
    """Return the years in which anything counted, and this one; the latest first."""
    counted = {int(row[0]) for row in _asked("SELECT sharing_prize_years(%s)", [federation_id])}
    return sorted(counted | {clock.today().year}, reverse=True)


def standings_of(federation_id: int, year: int) -> list[tuple[int, Standing]]:
    """Return the members with their places in a year; two queries, whoever took what."""
    rows = _asked(
        "SELECT origin_id, adopters, takers, thankers FROM sharing_prize_counts(%s, %s)",
        [federation_id, year],
    )
    names = dict(
        Organisation.objects.filter(pk__in=[row[0] for row in rows])
        .exclude(pk=federation_id)
        .values_list("pk", "name")
    )
    return placed(
        Standing(origin=origin, name=names[origin], adopters=adopted, takers=took, thankers=thanked)
        for origin, adopted, took, thanked in sorted(rows, key=lambda r: names.get(r[0], ""))
        if origin in names
    )


def things_of(actor: Actor, federation_id: int, year: int) -> list[Thing]:
    """Return what was reused by most, as far as it is offered to us today; two queries."""
    rows = _asked(
        "SELECT offer_id, adopters, takers, thankers FROM sharing_prize_things(%s, %s, %s)",
        [federation_id, year, MOST_THINGS],
    )
    told = Offer.visible_to(actor).filter(pk__in=[row[0] for row in rows])
    offers = told.select_related("organisation").defer("snapshot", "words").in_bulk()
    return [
        Thing(offer=offers[pk], adopters=adopted, takers=took, thankers=thanked)
        for pk, adopted, took, thanked in rows
        if pk in offers
    ]


def prizes_of(actor: Actor, federation_id: int) -> list[Prize]:
    """Return the prizes that a federation has handed out, the latest first."""
    prizes = Prize.visible_to(actor).filter(organisation_id=federation_id)
    return list(prizes.select_related("winner").order_by("-year", "-pk")[:_MOST_PRIZES])


def _asked(sql: str, values: Iterable[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
