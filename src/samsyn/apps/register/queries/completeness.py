"""Ask what is missing: of one record with its reasons, of a whole list as a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    Expression,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import In

from samsyn.apps.register.models import AgreementSystem, System, SystemCost, SystemInformation
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.completeness import SYSTEM_NEEDS, Need
from samsyn.kernel.asking import Asking, ready

Facts = Mapping[str, Any]


def system_facts(actor: Actor) -> dict[str, Any]:
    """Return what is asked of a system beyond its own columns, as the database finds it."""
    held = SystemInformation.owned_by(actor).filter(system=OuterRef("pk"))
    covered = AgreementSystem.owned_by(actor).filter(system=OuterRef("pk"))
    costs = SystemCost.owned_by(actor).filter(system=OuterRef("pk"))
    worst = held.order_by(
        Case(
            When(asset__personal_data="sensitive", then=Value(0)),
            When(asset__personal_data="ordinary", then=Value(1)),
            default=Value(2),
        )
    )
    return {
        "assets": Exists(held),
        "personal_data": Subquery(worst.values("asset__personal_data")[:1]),
        "dpa": Exists(covered.filter(agreement__kind="dpa")),
        "agreement": Exists(covered.exclude(agreement__kind="dpa")),
        "dpa_settled": Case(
            When(dpa_need__in=("by_law", "no"), then=Value("yes")),
            default=Value(""),
            output_field=CharField(),
        ),
        "cost": Exists(costs),
        "product_type": F("product__type"),
    }


def known_of_system(actor: Actor, pk: int) -> Asking[dict[str, object]]:
    """Ask for every fact that a system's needs ask for."""
    (rows,) = yield [ready(_known, actor, pk=pk)]
    return {name.removeprefix("fact_"): value for row in rows for name, value in row.items()}


def _known(actor: Actor, pk: int) -> QuerySet[Any]:
    facts = system_facts(actor)
    names = _asked_for(SYSTEM_NEEDS)
    own = {n: F(n) for n in names if n not in facts}
    told = {f"fact_{n}": expression for n, expression in {**own, **facts}.items()}
    rows: QuerySet[Any] = System.owned_by(actor).filter(pk=pk).annotate(**told).values(*told)
    return rows


def systems_missing(actor: Actor) -> Expression:
    """Return how many things are missing of each system of a list, as an expression.

    The needs ask for a kind of personal data together with all that is worse, so that it is enough
    to know that there is any such: the worst of each system would be looked up row by row.
    """
    held = SystemInformation.owned_by(actor).filter(system=OuterRef("pk"))
    facts = system_facts(actor)
    facts["personal_data"] = lambda kinds: Exists(held.filter(asset__personal_data__in=kinds))
    return number_missing(System, SYSTEM_NEEDS, facts)


def number_missing(model: Any, needs: Iterable[Need], facts: Facts) -> Expression:  # noqa: ANN401 - any noun
    """Return the number of unmet needs of each row; `facts` are those beyond its own columns.

    A fact is an expression, or a function that says of several values whether one of them is true.
    """
    alike: dict[Any, list[Need]] = {}
    for need in needs:
        alike.setdefault(need.cases, []).append(need)  # so that a circumstance is looked up once
    counted: Any = Value(0)
    for several in alike.values():
        unmet: Any = Value(0)
        for need in several:
            unmet += _one_where(~_any(_filled(model, name, facts) for name in need.filled))
        counted += _one_where(_matters(several[0], facts), then=unmet)
    made: Expression = counted
    return made


def _one_where(condition: Q, then: Expression | None = None) -> Case:
    told = When(condition, then=then or Value(1))
    return Case(told, default=Value(0), output_field=IntegerField())


def _asked_for(needs: Iterable[Need]) -> list[str]:
    names = [name for need in needs for name in need.filled]
    names += [one.fact for need in needs for case in need.cases for one in case]
    return list(dict.fromkeys(names))


def _matters(need: Need, facts: Facts) -> Q:
    cases = [_all(_is(one.fact, one.values, facts) for one in case) for case in need.cases]
    return _any(cases) if cases else Q(pk__isnull=False)


def _is(name: str, values: Iterable[str], facts: Facts) -> Q:
    several = sorted(values)
    if name not in facts:
        return Q(**{f"{name}__in": several})
    fact = facts[name]
    return Q(fact(several)) if callable(fact) else Q(_in(fact, several))


def _in(expression: Any, values: list[str]) -> Expression:  # noqa: ANN401 - F or an expression
    return In(expression, values)


def _filled(model: Any, name: str, facts: Facts) -> Q:  # noqa: ANN401 - any noun
    fact = facts.get(name)
    if isinstance(fact, Exists):
        return Q(fact)
    if fact is not None:
        return ~_is(name, [""], facts)
    field: Field[Any, Any] = model._meta.get_field(name)
    known = Q(**{f"{name}__isnull": False})
    texts = field.get_internal_type() in {"CharField", "TextField", "URLField"}
    return known & ~Q(**{name: ""}) if texts else known


def _any(parts: Iterable[Q]) -> Q:
    return _joined(parts, Q.__or__)


def _all(parts: Iterable[Q]) -> Q:
    return _joined(parts, Q.__and__)


def _joined(parts: Iterable[Q], join: Callable[[Q, Q], Q]) -> Q:
    first, *rest = list(parts)
    for part in rest:
        first = join(first, part)
    return first
