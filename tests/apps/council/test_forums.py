"""Seats are given and ended, the forgotten is found, and other rooms put things before a forum."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.checks.public import Finding, run_checks
from samsyn.apps.council.models import AgendaItem, Attendance, ForumMember, Meeting
from samsyn.apps.council.services.lay_article import lay_article, take_off_article
from samsyn.apps.council.services.seats import NewSeat, add_member
from samsyn.apps.knowledge.public import Article
from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Access, User
from tests.apps.council.round_table import IN_SPRING, Sitter, Table, laid
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town


@pytest.fixture
def table(north: Town) -> Table:
    return laid(north)


def found(table: Table, code: str) -> list[str]:
    run_checks(table.town.id, codes=[code])
    with table.town.looking():
        rows = Finding.owned_by(table.town.administrator).filter(rule_code=code, closed_at=None)
        return sorted(rows.values_list("title", flat=True))


def held(table: Table, away: list[Sitter], stands_in: Sitter | None = None) -> None:
    with table.town.looking():
        before = Meeting.owned_by(table.secretary).count()
    meeting = table.meeting(IN_SPRING + timedelta(days=before))
    with table.town.arranging():
        rows = Attendance.owned_by(table.town.administrator).filter(meeting=meeting)
        rows.update(presence="present")
        absent = rows.filter(member__in=[sitter.member for sitter in away])
        absent.update(presence="absent")
        if stands_in:
            Attendance.everything.create(
                meeting=meeting,
                member=stands_in.member,
                who="Sub",
                part="substitute",
                presence="present",
                substitutes=absent[0],
            )
        Meeting.owned_by(table.town.administrator).filter(pk=meeting.pk).update(state="ended")


def test_three_empty_meetings_are_found_and_two_are_not(table: Table) -> None:
    mia, ola, sub = table.seat("Mia"), table.seat("Ola"), table.seat("Sub", seat="substitute")
    held(table, [mia])
    held(table, [mia, ola])
    assert found(table, "COU-004") == []

    held(table, [mia, ola])
    assert found(table, "COU-004") == [mia.member.name]

    held(table, [mia], stands_in=sub)
    assert found(table, "COU-004") == []


def test_what_was_postponed_and_is_not_on_the_next_agenda_is_found(table: Table) -> None:
    meeting = table.meeting()
    with table.town.arranging():
        before = AgendaItem.everything.create(
            forum=table.forum, name="Left over", state=AgendaItem.State.POSTPONED
        )
        AgendaItem.everything.create(forum=table.forum, name="Left over", postponed_from=before)
        AgendaItem.everything.create(forum=table.forum, name="New")
    assert found(table, "COU-002") == ["Left over"]

    with table.town.arranging():
        item = AgendaItem.owned_by(table.secretary).get(postponed_from=before)
    table.agenda(meeting, item)
    assert found(table, "COU-002") == []


def test_nobody_sits_twice_and_a_substitute_is_of_this_forum(table: Table, north: Town) -> None:
    mia = table.seat("Mia")
    other = laid(north, "Steering group").seat("Bo")

    with pytest.raises(Refused) as refused:
        add_member(
            table.secretary,
            forum_id=table.forum.pk,
            seat=NewSeat(email=mia.user.email, substitute_for_id=other.member.pk),
        )
    assert [o.code for o in refused.value.objections] == [
        Flaw.SITS_THERE_ALREADY,
        Flaw.SUBSTITUTE_OF_ANOTHER,
    ]
    with pytest.raises(Refused):
        add_member(table.secretary, forum_id=table.forum.pk, seat=NewSeat())


def test_a_seat_that_begins_later_shows_nothing_before(table: Table) -> None:
    late = table.seat("Late", since=clock.today() + timedelta(days=1))

    assert late.browser().get(f"/north/council/forums/{table.forum.pk}/").status_code == 404


def test_an_invited_member_sees_the_own_forum_and_keeps_other_access(table: Table) -> None:
    new = NewSeat(name="Liv", email="liv@far.example")
    member = add_member(table.secretary, forum_id=table.forum.pk, seat=new)
    administrator = signed_in(table.town)
    address = f"/north/council/members/{member.pk}/invite/"

    assert signed_in(table.town, AccessRole.STRATEGIST).post(address).status_code == 403
    assert administrator.post(address).status_code == 302
    assert administrator.post(address).status_code == 302

    user = User.objects.get(email="liv@far.example")
    with table.town.looking():
        rows = Access.owned_by(table.town.administrator).filter(user=user)
        assert [row.role for row in rows] == ["member"]
        assert ForumMember.owned_by(table.secretary).get(pk=member.pk).person.user == user


def test_an_initiative_is_put_before_a_council_from_its_own_page(table: Table) -> None:
    with table.town.arranging():
        initiative = Initiative.everything.create(name="Helpdesk")
    browser = signed_in(table.town, AccessRole.STRATEGIST)
    address = f"/north/council/put/initiatives/{initiative.pk}/"
    assert address in browser.get(f"/north/initiatives/{initiative.pk}/").content.decode()

    typed = {"forum": table.forum.pk, "name": "Start the helpdesk", "type": "B", "minutes": 20}
    assert browser.post(address, typed).status_code == 302

    with table.town.looking():
        item = AgendaItem.owned_by(table.secretary).get()
    assert (item.name, item.initiative_id, item.state) == (
        "Start the helpdesk",
        initiative.pk,
        "backlog",
    )
    mia = table.seat("Mia")
    assert mia.browser().get(address).status_code == 404
    assert browser.get(f"/north/council/put/systems/{initiative.pk}/").status_code == 404


def test_a_finding_is_put_before_a_council(table: Table) -> None:
    table.meeting()
    with table.town.arranging():
        before = AgendaItem.everything.create(
            forum=table.forum, name="Left over", state=AgendaItem.State.POSTPONED
        )
        AgendaItem.everything.create(forum=table.forum, name="Left over", postponed_from=before)
    assert found(table, "COU-002") == ["Left over"]
    with table.town.looking():
        finding = Finding.owned_by(table.secretary).get(rule_code="COU-002")
    browser = signed_in(table.town)

    address = f"/north/council/put/findings/{finding.pk}/"

    assert address in browser.get(f"/north/findings/{finding.pk}/").content.decode()
    assert browser.get(address).status_code == 200


def test_a_network_keeps_articles_and_a_neighbour_sees_none(table: Table, south: Town) -> None:
    with table.town.arranging():
        article = Article.everything.create(name="How we patch")
    lay_article(table.secretary, forum_id=table.forum.pk, article_id=article.pk)
    lay_article(table.secretary, forum_id=table.forum.pk, article_id=article.pk)
    mia = table.seat("Mia")
    address = f"/north/council/forums/{table.forum.pk}/"

    assert mia.browser().get(address).content.decode().count("How we patch") == 1
    assert signed_in(south).get(address).status_code in {403, 404}

    take_off_article(table.secretary, forum_id=table.forum.pk, article_id=article.pk)
    assert "How we patch" not in mia.browser().get(address).content.decode()


def test_a_forums_page_asks_for_what_it_shows_at_once(
    table: Table, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table.meeting(IN_SPRING)
    browser = signed_in(table.town)
    address = f"/north/council/forums/{table.forum.pk}/"
    browser.get(address)  # the statements are put into words once

    with django_assert_num_queries(9):
        assert browser.get(address).status_code == 200
