"""People, units and roles hold only what can be true."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from samsyn.apps.organisation.models import Absence, Assignment, Person, Role, Unit
from samsyn.kernel.tenancy.session import acting_for
from tests.support.builders import Town


def test_an_assignment_is_called_after_the_person_and_the_role(north: Town) -> None:
    with north.arranging():
        role = Role.everything.create(name="strategist")
        anna = Person.everything.create(name="Anna Berg", email=" Anna.Berg@North.example ")
        held = Assignment.everything.create(person=anna, role=role, share=10)
        away = Absence.everything.create(person=anna, since=date(2026, 7, 1))
    assert anna.email == "anna.berg@north.example"
    assert held.name == "Anna Berg · strategist"
    assert away.name == "Anna Berg · 2026-07-01"


def test_every_objection_to_an_assignment_is_said_at_once(north: Town) -> None:
    with north.arranging():
        role = Role.everything.create(name="strategist")
        anna = Person.everything.create(name="Anna Berg")
    held = Assignment(
        organisation_id=north.id,
        person=anna,
        role=role,
        share=0,
        since=date(2026, 2, 1),
        until=date(2026, 1, 1),
        deputy=anna,
    )
    with north.looking(), pytest.raises(ValidationError) as wrong:
        held.full_clean(exclude=["name"])
    assert set(wrong.value.message_dict) == {"share", "until", "deputy"}


@pytest.mark.parametrize(
    "lie",
    [
        {"share": 0},
        {"share": 101},
        {"share": 10, "since": date(2026, 2, 1), "until": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_what_no_form_has_seen(north: Town, lie: dict[str, object]) -> None:
    with north.arranging():
        role = Role.everything.create(name="strategist")
        anna = Person.everything.create(name="Anna Berg")
    with pytest.raises(IntegrityError), north.arranging():
        Assignment.everything.create(person=anna, role=role, **lie)


def test_the_neighbour_town_cannot_even_find_a_person(north: Town, south: Town) -> None:
    with north.arranging():
        Person.everything.create(name="Anna Berg", email="anna@north.example")
    with acting_for(south.administrator):
        assert not Person.everything.exists()
    with south.arranging():  # the same address over there is nobody's business here
        Person.everything.create(name="Anna Berg", email="anna@north.example")


def test_nobody_works_in_a_unit_of_the_neighbour_town(north: Town, south: Town) -> None:
    with south.arranging():
        theirs = Unit.everything.create(name="School")
    with north.arranging(), transaction.atomic():
        Person.everything.create(name="Anna Berg", unit_id=theirs.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.check_constraints()
        transaction.set_rollback(True)
