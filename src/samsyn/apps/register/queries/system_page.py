"""All that the parts of a system's page tell of its surroundings, by one question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DecimalField,
    F,
    IntegerField,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast

from samsyn.apps.register.models import CostShare, StandardFollowing, System, SystemCost
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking, ready

ELSEWHERE = 8
_COST, _SHARE, _STANDARD, _REPLACES, _ELSEWHERE = range(5)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the surroundings; which columns are used depends on what it tells of."""

    pk: int
    title: str
    code: str
    note: str
    number: Decimal | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one system.

    costs       title year, code kind, number amount
    shares      title bearer, code dimension, number per cent
    standards   pk the standard's, title its name, code verdict, note reason, day exempt until
    replaces    systems it replaces: code stage, day cut-over
    elsewhere   others' systems of the same product: code stage, note organisation
    """

    costs: list[Line] = field(default_factory=list)
    shares: list[Line] = field(default_factory=list)
    standards: list[Line] = field(default_factory=list)
    replaces: list[Line] = field(default_factory=list)
    elsewhere: list[Line] = field(default_factory=list)

    def year(self, wanted: int) -> Decimal | None:
        """Return what one year costs by its lines, or None where there are none."""
        lines = [line.number or Decimal() for line in self.costs if line.title == str(wanted)]
        return sum(lines, Decimal()) if lines else None


def around(actor: Actor, system: System) -> Asking[Around]:
    """Ask for a system's surroundings; parts of one page that ask together ask once."""
    product = {"product": system.product_id} if system.product_id else {}
    (rows,) = yield [ready(_around, actor, system=system.pk, **product)]
    parts: dict[int, list[Line]] = {}
    for nth, *columns in rows:
        pk, title, code, note, number, day = columns
        parts.setdefault(nth, []).append(
            Line(pk, title or note or "", code or "", note or "", number, day)
        )
    return Around(*(parts.get(nth, []) for nth in range(5)))


def _around(actor: Actor, system: int, product: int | None = None) -> QuerySet[Any]:
    costs = (
        SystemCost.owned_by(actor)
        .filter(system=system)
        .values("year", "kind")
        .annotate(total=Sum("amount"))
    )
    shares = CostShare.owned_by(actor).filter(system=system)
    standards = StandardFollowing.owned_by(actor).filter(system=system)
    replaces = System.owned_by(actor).filter(replaced_by=system)
    others = System.visible_to(actor).exclude(organisation_id=actor.organisation_id)
    same = others.filter(product=product) if product else others.none()
    queries = [
        _lines(_COST, costs, pk=Value(0), title=F("year"), code=F("kind"), number=F("total")),
        _lines(_SHARE, shares, title=F("unit__name"), note=F("label"), code=F("dimension"),
               number=F("percent")),
        _lines(_STANDARD, standards, pk=F("standard_id"), title=F("standard__name"),
               code=F("verdict"), note=F("reason"), day=F("until")),
        _lines(_REPLACES, replaces, title=F("name"), code=F("stage"), day=F("cut_over_on")),
        _lines(_ELSEWHERE, same.order_by("organisation__name", "pk"), title=F("name"),
               code=F("stage"), note=F("organisation__name"))[: ELSEWHERE + 1],
    ]  # fmt: skip
    rows: QuerySet[Any] = queries[0].union(*queries[1:], all=True)
    return rows


def _lines(nth: int, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any]:  # noqa: ANN401 - F or Value
    told = {
        "l_nth": Value(nth, output_field=IntegerField()),
        "l_pk": Cast(columns.get("pk", F("pk")), BigIntegerField()),
        "l_title": Cast(columns["title"], CharField()),
        "l_code": Cast(columns["code"], CharField()),
        "l_note": Cast(columns.get("note", Value("")), CharField()),
        "l_number": Cast(
            columns.get("number", Value(None)), DecimalField(max_digits=16, decimal_places=3)
        ),
        "l_day": Cast(columns.get("day", Value(None)), DateField()),
    }
    made: QuerySet[Any] = rows.annotate(**told).values_list(*told)
    return made
