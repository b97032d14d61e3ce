"""Everything a leaver answers for changes hands in one act, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.organisation.models import Assignment, Person, Unit
from samsyn.apps.organisation.public import responsibilities_of
from samsyn.apps.organisation.services.hand_over import hand_over
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.organisation.hand_over import Obstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act, Change
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.organisation.builders import holds, person, role
from tests.support.builders import Town


def test_all_that_a_leaver_answers_for_gets_a_new_name_in_one_act(north: Town) -> None:
    anna, bo, cia = person(north), person(north, "Bo Ek"), person(north, "Cia Dal")
    with north.arranging():
        school = Unit.everything.create(name="School", manager=anna)
        roads = Unit.everything.create(name="Roads", manager=cia)
    held = holds(north, cia, role(north), deputy=anna)

    moved = hand_over(
        north.administrator, person_id=anna.pk, successor_id=bo.pk, reason="Anna retires"
    )

    assert moved == 2
    with north.looking():
        assert Unit.everything.get(pk=school.pk).manager_id == bo.pk
        assert Unit.everything.get(pk=roads.pk).manager_id == cia.pk
        assert Assignment.everything.get(pk=held.pk).deputy_id == bo.pk
        assert responsibilities_of(north.administrator, anna.pk) == []
        act = Act.everything.get(name="organisation.hand_over")
        assert act.reason == "Anna retires"
        changed = Change.everything.filter(act=act).values_list("table_name", flat=True)
        assert sorted(changed) == ["organisation_assignment", "organisation_unit"]


def test_nobody_becomes_their_own_deputy_by_taking_over(north: Town) -> None:
    anna, bo = person(north), person(north, "Bo Ek")
    held = holds(north, bo, role(north), deputy=anna)

    hand_over(north.administrator, person_id=anna.pk, successor_id=bo.pk, reason="")

    with north.looking():
        assert Assignment.everything.get(pk=held.pk).deputy_id is None


def test_a_hand_over_says_everything_that_is_wrong_and_changes_nothing(north: Town) -> None:
    gone = clock.today() - timedelta(days=1)
    anna = person(north, employed_until=gone)

    with pytest.raises(Refused) as refused:
        hand_over(north.administrator, person_id=anna.pk, successor_id=anna.pk, reason="")

    assert {objection.code for objection in refused.value.objections} == set(Obstacle)


def test_somebody_who_opens_the_form_later_meets_the_change(north: Town) -> None:
    anna, bo = person(north), person(north, "Bo Ek")
    with north.arranging():
        school = Unit.everything.create(name="School", manager=anna)
    hand_over(north.administrator, person_id=anna.pk, successor_id=bo.pk, reason="")
    with north.looking():
        assert Unit.everything.get(pk=school.pk).revision == school.revision + 1


def test_a_reader_hands_nothing_over(north: Town) -> None:
    anna, bo = person(north), person(north, "Bo Ek")
    with pytest.raises(NotAllowed):
        hand_over(north.person(AccessRole.READER), person_id=anna.pk, successor_id=bo.pk, reason="")


def test_the_neighbours_administrator_finds_neither_person(north: Town, south: Town) -> None:
    anna, bo = person(north), person(north, "Bo Ek")
    with north.arranging():
        school = Unit.everything.create(name="School", manager=anna, visibility="federation")
    with pytest.raises(Person.DoesNotExist):
        hand_over(south.administrator, person_id=anna.pk, successor_id=bo.pk, reason="")
    with acting_for(south.administrator):
        assert Unit.everything.get(pk=school.pk).manager_id == anna.pk  # shared to read
        assert responsibilities_of(south.administrator, anna.pk) == []


def test_what_one_may_not_read_is_not_told(north: Town) -> None:
    anna = person(north)
    with north.arranging():
        Unit.everything.create(name="School", manager=anna)
    blind = north.with_only()
    with acting_for(blind):
        assert responsibilities_of(blind, anna.pk) == []


def test_responsibilities_cost_one_query(
    north: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anna = person(north)
    with north.arranging():
        Unit.everything.create(name="School", manager=anna)
        Unit.everything.create(name="Roads", manager=anna)
    with north.looking(), django_assert_num_queries(1):
        found = responsibilities_of(north.administrator, anna.pk)
    assert [one.title for one in found] == ["Roads", "School"]
    assert {one.field for one in found} == {"manager"}
