"""Several questions in one round trip, and SQL that is worked out once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db.models import Count, QuerySet
from pytest_django.fixtures import DjangoAssertNumQueries

from samsyn.apps.organisation.models import Person, Unit
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.asking import Asking, alone, ready, several, together
from samsyn.kernel.tenancy.session import acting_for
from tests.support.builders import Town


def people(town: Town, *names: str, **values: Any) -> list[Person]:
    with town.arranging():
        return [Person.everything.create(name=name, **values) for name in names]


def named(actor: Actor, name: str) -> QuerySet[Person]:
    return Person.owned_by(actor).filter(name=name)


def employed_since(actor: Actor, day: date) -> QuerySet[Person]:
    return Person.owned_by(actor).filter(employed_from__gte=day)


def test_all_kinds_of_answers_come_in_one_round_trip(
    north: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with north.arranging():
        unit = Unit.everything.create(name="School")
    anna, bo = people(north, "Anna", "Bo", unit=unit)
    with north.looking(), django_assert_num_queries(1):
        rows = Person.owned_by(north.administrator).order_by("name")
        instances, dicts, tuples, flat, counted, none = together(
            [
                rows.select_related("unit"),
                rows.values("name"),
                rows.values_list("pk", "name")[:1],
                rows.values_list("name", flat=True),
                rows.order_by().values("unit").annotate(n=Count("pk")),
                rows.none(),
            ]
        )
        assert [(one.name, one.unit.name) for one in instances] == [
            ("Anna", "School"),
            ("Bo", "School"),
        ]
    assert dicts == [{"name": "Anna"}, {"name": "Bo"}]
    assert tuples == [(anna.pk, "Anna")]
    assert flat == ["Anna", bo.name]
    assert counted == [{"unit": unit.pk, "n": 2}]
    assert none == []


def test_kept_sql_is_asked_of_whoever_asks_now(north: Town, south: Town) -> None:
    for town in (north, south):
        people(town, "Anna", "Bo")
    found = {}
    for town in (north, south):
        with town.looking():
            asked = [ready(named, town.administrator, name=name) for name in ("Anna", "Bo", "Cia")]
            found[town.slug] = [[one.organisation_id for one in rows] for rows in together(asked)]
    assert found == {
        "north": [[north.id], [north.id], []],
        "south": [[south.id], [south.id], []],
    }


def test_what_one_may_read_is_never_anothers_sql(north: Town) -> None:
    people(north, "Anna", visibility="restricted")
    seen = []
    for role in (AccessRole.SECURITY, AccessRole.READER, AccessRole.SECURITY):
        actor = north.person(role)
        with acting_for(actor):
            seen.append(len(together([ready(named, actor, name="Anna")])[0]))
    assert seen == [1, 0, 1]


def test_equal_questions_are_asked_once_and_both_get_the_answer(north: Town) -> None:
    people(north, "Anna")
    with north.looking():
        asked = [ready(named, north.administrator, name="Anna") for _twice in range(2)]
        first, second = together(asked)
    assert first is second
    assert [one.name for one in first] == ["Anna"]


def test_parts_ask_together_and_go_on_asking_until_they_are_done(
    north: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people(north, "Anna", "Bo")

    def followed(first: str, second: str) -> Asking[list[str]]:
        told: list[str] = []
        for name in (first, second):
            (rows,) = yield [named(north.administrator, name)]
            told += [row.name for row in rows]
        return told

    def silent() -> Asking[str]:
        yield from ()
        return "nothing asked"

    with north.looking(), django_assert_num_queries(2):
        made = alone(several([followed("Anna", "Bo"), silent(), "plain", followed("Bo", "Cia")]))
    assert made == [["Anna", "Bo"], "nothing asked", "plain", ["Bo"]]


def test_a_day_that_is_no_value_would_be_kept_for_ever_and_is_refused(north: Town) -> None:
    def since_today(actor: Actor) -> QuerySet[Person]:
        return employed_since(actor, date(2026, 1, 1))

    anna, _bo = [
        person
        for day in (date(2026, 2, 1), date(2025, 2, 1))
        for person in people(north, "One", employed_from=day)
    ]
    with north.looking():
        with pytest.raises(ValueError, match="must be one of its values"):
            together([ready(since_today, north.administrator)])
        (rows,) = together([ready(employed_since, north.administrator, day=date(2026, 1, 1))])
    assert [one.pk for one in rows] == [anna.pk]


def test_a_value_that_is_looked_at_and_not_asked_for_is_refused(north: Town) -> None:
    def looked_at(actor: Actor, number: int) -> QuerySet[Person]:
        names: Sequence[str] = ["Anna"] if number > 1 else ["Bo"]
        return Person.owned_by(actor).filter(name__in=names)

    with north.looking(), pytest.raises(ValueError, match="keeps no place for number"):
        together([ready(looked_at, north.administrator, number=3)])
