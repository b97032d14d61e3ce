"""Questions about people that more than one part of the house asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import holidays
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from samsyn.apps.organisation.models import (
    Absence,
    Assignment,
    CapacityChange,
    Person,
    ResponsibleField,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.organisation.lending import Piece, left_of, lent_weeks
from samsyn.domain.organisation.presence import Leave, last_day_of, presence
from samsyn.kernel.models import Access, Organisation, User
from samsyn.kernel.records.declaration import record_of, record_url, url_of
from samsyn.kernel.tenancy.ordering import sort_key
from samsyn.kernel.tenancy.owned import Owned

_MOST_TITLES = 500
# Beside public holidays, the days that the law leaves open and offices are closed on anyway:
# Midsummer Eve and Christmas Eve in Sweden, Constitution Day and Christmas Eve in Denmark.
_DAYS_OFF = {"SE": ("public", "de_facto"), "DK": ("public", "optional")}


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One row that a person answers for, and by which of its fields."""

    model: type[Model]
    field: str
    noun: str
    role: str
    pk: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds: `share` is per cent of full time, `until` the last day."""

    role_id: int
    role: str
    share: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonCapacity:
    """What one person can give: per cent of full time, and how much of it each week.

    Somebody borrowed from a neighbour has no row of a person here: a number below zero instead.
    """

    person_id: int
    name: str
    working_share: int
    presence: tuple[int, ...]
    roles: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class AccountHere:
    """An account as an administrator may see it: the own person's name, never the account's."""

    user_id: int
    name: str
    email: str
    roles: tuple[AccessRole, ...]
    is_active: bool
    signed_in: datetime | None
    second_factor: bool
    person_url: str

    @property
    def role_labels(self) -> list[str]:
        """The roles, as people say them."""
        return [str(Access.Role(role).label) for role in self.roles]


def accounts_here(actor: Actor) -> list[AccountHere]:
    """Return the accounts that may act for the organisation, in order of name. Three queries."""
    held: dict[int, tuple[User, list[AccessRole]]] = {}
    for access in Access.owned_by(actor).select_related("user"):
        held.setdefault(access.user_id, (access.user, []))[1].append(AccessRole(access.role))
    people = {p.user_id: p for p in Person.owned_by(actor).filter(user_id__in=held)}
    protected = set(
        Authenticator.objects.filter(user_id__in=held, type=Authenticator.Type.TOTP).values_list(
            "user_id", flat=True
        )
    )
    accounts = [
        AccountHere(
            user_id=pk,
            name=people[pk].name if pk in people else user.email,
            email=user.email,
            roles=tuple(sorted(roles, key=list(AccessRole).index)),
            is_active=user.is_active,
            signed_in=user.last_login,
            second_factor=pk in protected,
            person_url=record_url(people[pk]) if pk in people else "",
        )
        for pk, (user, roles) in held.items()
    ]
    return sorted(accounts, key=lambda account: sort_key(account.name))


def person_of(actor: Actor) -> Person | None:
    """Return the person that the actor's account belongs to in this organisation."""
    return Person.owned_by(actor).filter(user_id=actor.user_id).first()


def in_force(day: date) -> Q:
    """Filter assignments and absences on those that hold on one day."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gte=day))


def employed(day: date) -> Q:
    """Filter people on those who work here on one day, as far as is known."""
    begun = Q(employed_from__isnull=True) | Q(employed_from__lte=day)
    return begun & (Q(employed_until__isnull=True) | Q(employed_until__gte=day))


def held_alone(actor: Actor, day: date) -> QuerySet[Assignment]:
    """Return the assignments in force whose role nobody else here holds on that day."""
    held = Assignment.owned_by(actor).filter(in_force(day))
    others = held.filter(role=OuterRef("role")).exclude(person=OuterRef("person"))
    return held.filter(~Exists(others))


@cache
def responsible_fields() -> tuple[tuple[type[Owned], ResponsibleField], ...]:
    """Return every field of every room by which a person answers for a row."""
    return tuple(
        (model, field)
        for model in apps.get_models()
        if issubclass(model, Owned)
        for field in model._meta.local_fields
        if isinstance(field, ResponsibleField)
    )


def responsibilities_of(actor: Actor, person_id: int) -> list[Responsibility]:
    """Return all that one person answers for in this organisation; one query, in order of name.

    Nouns that the actor may not read are left out.
    """
    fields = [
        (model, field)
        for model, field in responsible_fields()
        if (record := record_of(model)) is None or actor.may(record.read)
    ]
    rows = _union([_rows(n, *entry, actor, person_id) for n, entry in enumerate(fields)])
    found = [_responsibility(fields[row["nth"]], row) for row in rows]
    return sorted(found, key=lambda one: (one.noun, one.role, sort_key(one.title)))


def count_responsibilities(actor: Actor, people: QuerySet[Person]) -> dict[int, int]:
    """Return how many rows each of these people answers for; one query, people with none absent."""
    queries = [
        model.owned_by(actor)
        .filter(**{f"{field.name}__in": people.values("pk")})
        .order_by()
        .values(answering=Cast(F(f"{field.name}_id"), BigIntegerField()))
        .annotate(rows=Count("pk"), nth=Value(n, output_field=IntegerField()))
        .values("answering", "rows", "nth")
        for n, (model, field) in enumerate(responsible_fields())
    ]
    counts: dict[int, int] = {}
    for row in _union(queries):
        counts[row["answering"]] = counts.get(row["answering"], 0) + row["rows"]
    return counts


def people_capacity(actor: Actor, mondays: Sequence[date]) -> list[PersonCapacity]:
    """Return everybody's working share, presence and roles over the weeks of these Mondays.

    Presence is per cent of the own working time: employment, leave and the country's public
    holidays are taken off. Roles that end before or begin after the weeks are left out. People
    who are never there are left out too. What is lent goes off the role it is lent from, and
    whoever is borrowed comes last. Five queries, whatever the size.
    """
    if not mondays:
        return []
    first, last = min(mondays), max(mondays)
    held = Assignment.owned_by(actor).select_related("role").filter(_touching(first, last))
    people = (
        Person.owned_by(actor)
        .order_by("sort_key", "pk")
        .prefetch_related(
            Prefetch("assignments", held.order_by("pk"), to_attr="held"),
            Prefetch("absences", Absence.owned_by(actor).filter(_touching(first, last))),
        )
    )
    closed = public_holidays(actor, range(first.year, last.year + 2))
    moved = CapacityChange.owned_by(actor).select_related("role").filter(_touching(first, last))
    lent: dict[int, list[CapacityChange]] = {}
    borrowed: list[CapacityChange] = []
    for one in moved.order_by("pk"):
        if one.person_id is not None and one.share < 0:
            lent.setdefault(one.person_id, []).append(one)
        elif one.share > 0:
            borrowed.append(one)
    capacities = [_capacity(person, mondays, closed, lent.get(person.pk, [])) for person in people]
    capacities += [_outside(one, mondays, closed) for one in borrowed]
    return [capacity for capacity in capacities if any(capacity.presence)]


def public_holidays(actor: Actor, years: range) -> frozenset[date]:
    """Return the days in these years when the organisation's country does not work."""
    country = Organisation.objects.values_list("country", flat=True).get(pk=actor.organisation_id)
    kinds = _DAYS_OFF.get(country, ("public",))
    return frozenset(holidays.country_holidays(country, years=list(years), categories=kinds))


def _capacity(
    person: Any,  # noqa: ANN401 - a Person with what was fetched beside it
    mondays: Sequence[date],
    closed: frozenset[date],
    lent: Sequence[CapacityChange],
) -> PersonCapacity:
    present = presence(
        mondays,
        first_day=person.employed_from,
        last_day=last_day_of(person.employed_until, person.planned_retirement),
        leaves=[Leave(a.since, a.until, a.share) for a in person.absences.all()],
        holidays=closed,
    )
    roles = _roles(person.held, lent)
    kept = [Piece(role.share, role.since, role.until) for role in roles]
    away = [Piece(-one.share, one.since, one.until) for one in lent]
    return PersonCapacity(
        person_id=person.pk,
        name=person.name,
        working_share=person.working_share,
        presence=lent_weeks(present, mondays, person.working_share, kept, away),
        roles=roles,
    )


def _roles(held: Sequence[Assignment], lent: Sequence[CapacityChange]) -> tuple[Held, ...]:
    """Return the roles somebody holds, less what is lent of each."""
    if not lent:
        return tuple(Held(a.role_id, a.role.name, a.share, a.since, a.until) for a in held)
    found = []
    for role_id in dict.fromkeys(one.role_id for one in held):
        shares = [one for one in held if one.role_id == role_id]
        away = [Piece(-one.share, one.since, one.until) for one in lent if one.role_id == role_id]
        left = left_of([Piece(one.share, one.since, one.until) for one in shares], away)
        found += [
            Held(role_id, one.role.name, piece.share, piece.since, piece.until)
            for one, pieces in zip(shares, left, strict=True)
            for piece in pieces
        ]
    return tuple(found)


def _outside(
    one: CapacityChange, mondays: Sequence[date], closed: frozenset[date]
) -> PersonCapacity:
    """Return somebody borrowed from a neighbour, whose name is the neighbour's affair."""
    return PersonCapacity(
        person_id=-one.pk,
        name=one.reason,
        working_share=one.share,
        presence=presence(
            mondays, first_day=one.since, last_day=one.until, leaves=[], holidays=closed
        ),
        roles=(Held(one.role_id, one.role.name, one.share, one.since, one.until),),
    )


def _touching(first: date, last: date) -> Q:
    begun = Q(since__isnull=True) | Q(since__lt=_week_after(last))
    return begun & (Q(until__isnull=True) | Q(until__gte=first))


def _week_after(monday: date) -> date:
    return date.fromordinal(monday.toordinal() + 7)


def _rows(
    nth: int, model: type[Owned], field: ResponsibleField, actor: Actor, person_id: int
) -> QuerySet[Any]:
    named = getattr(model, "title_field", "name")
    has_title = named in {f.name for f in model._meta.local_fields}
    title = Cast(F(named), CharField()) if has_title else Value("", output_field=CharField())
    rows: QuerySet[Any] = (
        model.owned_by(actor)
        .filter(**{field.name: person_id})
        .annotate(
            nth=Value(nth, output_field=IntegerField()),
            _pk=Cast(F("pk"), BigIntegerField()),
            _title=title,
        )
    )
    return rows.values("nth", "_pk", "_title")[:_MOST_TITLES]


def _responsibility(
    entry: tuple[type[Owned], ResponsibleField], row: dict[str, Any]
) -> Responsibility:
    model, field = entry
    record = record_of(model)
    noun = str(model._meta.verbose_name_plural)
    return Responsibility(
        model=model,
        field=field.name,
        noun=noun[:1].upper() + noun[1:],
        role=str(field.verbose_name),
        pk=row["_pk"],
        title=row["_title"] or f"{model._meta.verbose_name} {row['_pk']}",
        url=url_of(record, row["_pk"]) if record else "",
    )


def _union(queries: list[QuerySet[Any]]) -> Iterator[Any]:
    if not queries:
        return iter(())
    first, *rest = queries
    return iter(first.union(*rest, all=True) if rest else first)
