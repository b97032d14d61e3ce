"""What runs out: the days of the coming two years on which an agreement needs somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncMonth

from samsyn.apps.organisation.public import Person, Unit
from samsyn.apps.register.models import Agreement, FollowUp
from samsyn.apps.register.queries.agreement_days import decide_by, holds_on, period_end_on
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.validity import Renewal, add_months

MONTHS = 24
_MOST = 300
_LONGEST_NOTICE_MONTHS = 120  # nobody agrees on more; keeps far ends out of the counting


class Kind(StrEnum):
    """What is due on a day."""

    NOTICE = "notice"
    OPTION = "option"
    ENDS = "ends"
    RENEWS = "renews"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whose dates are shown: of one person, one unit, one kind; all where nothing is said."""

    owner: int | None = None
    unit: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the calendar."""

    day: date
    kind: Kind
    agreement_id: int
    agreement: str
    what: str
    owner: str
    supplier: str


def horizon(today: date) -> date:
    """Return the last day that is looked at: the end of the 24th month."""
    return add_months(today.replace(day=1), MONTHS) - timedelta(days=1)


def months_ahead(actor: Actor, today: date, narrowed: Narrowed) -> dict[date, dict[Kind, int]]:
    """Return how many days of each kind fall into each month, empty months too. Four queries."""
    first = today.replace(day=1)
    counted: dict[date, dict[Kind, int]] = {add_months(first, n): {} for n in range(MONTHS)}
    for rows in _streams(actor, today, narrowed, today, horizon(today)):
        each = rows.annotate(month=TruncMonth("due")).values_list("month", "what_kind")
        for month, kind, count in each.annotate(n=Count("pk")).order_by("month", "what_kind"):
            counted[month][Kind(kind)] = counted[month].get(Kind(kind), 0) + count
    return counted


def dues(actor: Actor, today: date, narrowed: Narrowed, first: date, last: date) -> list[Due]:
    """Return what is due between two days, in order. Four queries."""
    found: list[Due] = []
    for rows in _streams(actor, today, narrowed, first, last):
        about = "agreement__" if rows.model is FollowUp else ""
        said = rows.order_by("due", "sort_key", "pk").values_list(
            "due",
            "what_kind",
            f"{about}pk",
            f"{about}name",
            "name",
            "responsible__name" if about else "owner__name",
            f"{about}supplier__name",
        )
        found += [
            Due(day, Kind(kind), pk, name, what if about else "", owner or "", supplier or "")
            for day, kind, pk, name, what, owner, supplier in said[:_MOST]
        ]
    return sorted(found, key=lambda due: (due.day, due.kind, due.agreement))


def owners_of_agreements(actor: Actor) -> QuerySet[Person]:
    """Return who owns our agreements, in order of name."""
    owned = Agreement.owned_by(actor).filter(owner=OuterRef("pk"))
    return Person.owned_by(actor).filter(Exists(owned)).order_by("sort_key", "pk")[:_MOST]


def units_of_agreements(actor: Actor) -> QuerySet[Unit]:
    """Return the units that answer for our agreements, in order of name."""
    owned = Agreement.owned_by(actor).filter(unit=OuterRef("pk"))
    return Unit.owned_by(actor).filter(Exists(owned)).order_by("sort_key", "pk")[:_MOST]


def _streams(
    actor: Actor, today: date, narrowed: Narrowed, first: date, last: date
) -> Iterable[QuerySet[Any]]:
    streams: tuple[QuerySet[Any], ...] = (
        _decisions(actor, today, narrowed),
        _ends(actor, today, narrowed),
        _follow_ups(actor, narrowed),
        _follow_ups_without_plan(actor, narrowed),
    )
    for rows in streams:
        within = rows.filter(due__gte=first, due__lte=last)
        yield within.filter(what_kind=narrowed.kind) if narrowed.kind else within


def _ours(actor: Actor, narrowed: Narrowed) -> QuerySet[Agreement]:
    rows = Agreement.owned_by(actor)
    if narrowed.owner is not None:
        rows = rows.filter(Q(owner=narrowed.owner) | Q(contact=narrowed.owner))
    return rows.filter(unit=narrowed.unit) if narrowed.unit is not None else rows


def _decisions(actor: Actor, today: date, narrowed: Narrowed) -> QuerySet[Any]:
    far = add_months(horizon(today), _LONGEST_NOTICE_MONTHS)
    near = Q(valid_until__gte=today, valid_until__lte=far) | Q(renewal=Renewal.RENEWS)
    asked = Q(notice_months__isnull=False) | Q(options_left__gt=0)
    rows = _ours(actor, narrowed).filter(near, asked, ongoing=False, terminated_on=None)
    kind = Case(
        When(options_left__gt=0, option_months__gt=0, then=Value(str(Kind.OPTION))),
        default=Value(str(Kind.NOTICE)),
        output_field=CharField(),
    )
    return rows.annotate(due=decide_by(today), what_kind=kind, holds_today=holds_on(today)).filter(
        holds_today=True
    )


def _ends(actor: Actor, today: date, narrowed: Narrowed) -> QuerySet[Any]:
    """Return the ends of periods; what was terminated ends on the day before."""
    over = Cast(F("terminated_on") - Value(timedelta(days=1)), DateField())
    rolled = Case(  # only what renews itself needs counting
        When(renewal=Renewal.RENEWS, then=period_end_on(today)),
        default=F("valid_until"),
        output_field=DateField(),
    )
    rows = _ours(actor, narrowed).filter(
        Q(terminated_on__gt=today)
        | Q(terminated_on=None, valid_until__gte=today)
        | Q(terminated_on=None, renewal=Renewal.RENEWS, valid_until__isnull=False)
    )
    kind = Case(
        When(terminated_on=None, renewal=Renewal.RENEWS, then=Value(str(Kind.RENEWS))),
        default=Value(str(Kind.ENDS)),
        output_field=CharField(),
    )
    return rows.annotate(
        due=Coalesce(over, rolled, output_field=DateField()),
        what_kind=kind,
        holds_today=holds_on(today),
    ).filter(holds_today=True)


def _follow_ups(actor: Actor, narrowed: Narrowed) -> QuerySet[Any]:
    rows = FollowUp.owned_by(actor).filter(done_on=None)
    rows = rows.filter(agreement__in=_ours(actor, Narrowed(unit=narrowed.unit)))
    if narrowed.owner is not None:
        rows = rows.filter(
            Q(responsible=narrowed.owner) | Q(responsible=None, agreement__owner=narrowed.owner)
        )
    return rows.annotate(due=F("planned_on"), what_kind=Value(str(Kind.FOLLOW_UP)))


def _follow_ups_without_plan(actor: Actor, narrowed: Narrowed) -> QuerySet[Any]:
    planned = FollowUp.owned_by(actor).filter(agreement=OuterRef("pk"), done_on=None)
    rows = _ours(actor, narrowed).filter(~Exists(planned), next_follow_up__isnull=False)
    return rows.annotate(due=F("next_follow_up"), what_kind=Value(str(Kind.FOLLOW_UP)))
