"""My day shows what needs me, by the role I hold, and nothing that is somebody else's."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.checks.public import assign_finding, run_checks
from samsyn.apps.organisation.public import Person
from samsyn.apps.policy.public import SteeringDocument
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import User
from tests.apps.checks.builders import document, finding
from tests.apps.checks.conftest import Declare, declare, only_rules
from tests.apps.organisation.builders import person
from tests.support.builders import Town

__all__ = ["declare", "only_rules"]
MOST_QUERIES = 12


@pytest.fixture
def owner(north: Town, client: Client) -> User:
    """Somebody with an account at north, signed in."""
    user = north.user(AccessRole.CONTRIBUTOR)
    client.force_login(user)
    return user


@pytest.fixture
def me(north: Town, owner: User) -> Person:
    """The person that the account belongs to."""
    return person(north, "Anna Berg", user=owner)


def my_day(client: Client) -> str:
    answer = client.get("/north/my-day/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_line_says_what_and_has_the_button_that_settles_it(
    client: Client, north: Town, me: Person, declare: Declare
) -> None:
    declare(fix_url=lambda hit: f"/mend/{hit.pk}/")
    row = document(north, owner=me)
    document(north, "bad and somebody else's", owner=person(north, "Bo Ek"))
    run_checks(north.id)
    page = my_day(client)
    assert "As owner · steering documents" in page
    assert "bad policy is bad." in page
    assert f'href="/mend/{row.pk}/"' in page
    assert "1 thing needs you" in page
    assert "somebody else" not in page


def test_what_i_was_asked_to_do_is_mine_and_no_longer_the_owners(
    client: Client, north: Town, me: Person, declare: Declare
) -> None:
    declare()
    document(north, owner=person(north, "Bo Ek"))
    run_checks(north.id)
    assert "bad policy" not in my_day(client)
    assign_finding(north.administrator, finding_id=finding(north).pk, person_id=me.pk)
    assert "Asked of you" in my_day(client)


def test_who_may_hand_out_sees_what_nobody_answers_for(
    client: Client, north: Town, me: Person, declare: Declare
) -> None:
    declare()
    document(north)
    run_checks(north.id)
    assert "Nobody&#x27;s yet" not in my_day(client)
    client.force_login(north.user(AccessRole.STRATEGIST))
    page = my_day(client)
    assert "bad policy is bad." in page
    assert "Hand out" in page


def test_it_costs_the_same_however_much_needs_me(
    client: Client,
    north: Town,
    me: Person,
    declare: Declare,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    declare()
    with north.arranging():
        for number in range(60):
            SteeringDocument.everything.create(name=f"bad {number}", owner=me)
    run_checks(north.id)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "60 things need you" in my_day(client)


def test_an_organisation_that_has_just_begun_is_told_what_to_do_first(
    client: Client, north: Town, owner: User, declare: Declare
) -> None:
    page = my_day(client)
    assert "How to begin" in page
    assert "See what the checks find" in page
    run_checks(north.id)
    person(north)
    assert my_day(client).count("Done") == 1  # people; no rule was there to be asked


def test_the_neighbours_day_is_not_mine(
    client: Client, north: Town, south: Town, me: Person, declare: Declare
) -> None:
    declare()
    theirs = person(south, "Cia Dal")
    document(south, owner=theirs, visibility="public")
    run_checks(south.id)
    page = my_day(client)
    assert "bad policy" not in page


def test_a_stranger_is_asked_to_sign_in(client: Client, north: Town) -> None:
    assert client.get("/my-day/").status_code == 302
