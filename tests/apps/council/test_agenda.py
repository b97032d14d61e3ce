"""An agenda is drawn from what waits; its times are reckoned, and nobody's work is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.apps.council.queries.agenda import agenda_of, backlog_of
from samsyn.apps.council.services.build_agenda import PlannedLine, build_agenda
from samsyn.apps.council.services.call import send_call
from samsyn.apps.council.services.plan_meeting import Plan, cancel_meeting, move_meeting
from samsyn.apps.council.services.propose import Proposal, propose_item
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.agenda import Flaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.tenancy.owned import Visibility
from tests.apps.council.round_table import IN_SPRING, Table, laid
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town


@pytest.fixture
def table(north: Town) -> Table:
    return laid(north)


def names_on(table: Table, meeting: Meeting) -> list[str]:
    with table.town.looking():
        return [line.item.name for line in agenda_of(table.secretary, meeting).lines]


def test_lines_follow_each_other_and_what_does_not_fit_is_told(table: Table) -> None:
    meeting = table.meeting(minutes=60)
    table.agenda(meeting, table.item("One", minutes=25), table.item("Two", minutes=50))

    with table.town.looking():
        agenda = agenda_of(table.secretary, meeting)

    assert [line.slot.begins for line in agenda.lines] == [
        IN_SPRING,
        IN_SPRING + timedelta(minutes=25),
    ]
    assert [line.item.number for line in agenda.lines] == ["1", "2"]
    assert agenda.over == 15


def test_a_break_takes_time_and_no_number(table: Table) -> None:
    meeting = table.meeting()
    lines = [
        PlannedLine(key=None, name="Opening", type="I", minutes=5),
        PlannedLine(key=None, name="Coffee", type="I", minutes=15, is_break=True),
        PlannedLine(key=None, name="Plan", type="D", minutes=30),
    ]

    build_agenda(table.secretary, meeting_id=meeting.pk, lines=lines, seen=meeting.revision)

    with table.town.looking():
        found = agenda_of(table.secretary, meeting)
        told = [(i.item.number, i.item.name, i.slot.begins - IN_SPRING) for i in found.lines]
    assert told == [
        ("1", "Opening", timedelta(0)),
        ("", "Coffee", timedelta(minutes=5)),
        ("2", "Plan", timedelta(minutes=20)),
    ]


def test_two_who_build_at_once_lose_nothing(table: Table) -> None:
    meeting = table.meeting()
    one, two = table.item("One"), table.item("Two")
    table.agenda(meeting, one)
    browser = signed_in(table.town, AccessRole.STRATEGIST)
    line = {"line-0-key": two.pk, "line-0-name": "Two", "line-0-type": "I", "line-0-minutes": "7"}
    table.agenda(meeting, one)  # meanwhile somebody saves

    address = f"/north/council/meetings/{meeting.pk}/agenda/"
    answer = browser.post(address, {"do": "save", "revision": 2, **line}, headers={"Cookie": ""})
    page = browser.post(address, {"do": "save", "revision": 2, **line}).content.decode()

    assert answer.status_code in {302, 422}
    assert names_on(table, meeting) == ["One"]
    assert 'value="7"' in page
    assert 'name="revision" value="3"' in page

    saved = browser.post(address, {"do": "save", "revision": 3, **line})
    assert saved.status_code == 302
    assert names_on(table, meeting) == ["Two"]
    with table.town.looking():
        assert [i.name for i in backlog_of(table.secretary, table.forum.pk)] == ["One"]


def test_the_table_is_rearranged_by_plain_buttons_and_nothing_is_kept_until_saved(
    table: Table,
) -> None:
    meeting = table.meeting()
    one, two = table.item("One"), table.item("Two")
    browser = signed_in(table.town, AccessRole.STRATEGIST)
    address = f"/north/council/meetings/{meeting.pk}/agenda/"
    typed = {
        "revision": meeting.revision,
        "line-0-key": one.pk,
        "line-0-name": "One",
        "line-0-type": "I",
        "line-0-minutes": "20",
        "new_item": two.pk,
    }

    page = browser.post(address, {"do": "add_item", **typed}).content.decode()
    assert 'value="Two"' in page
    assert names_on(table, meeting) == []

    more = {
        "line-1-key": two.pk,
        "line-1-name": "Two",
        "line-1-type": "D",
        "line-1-minutes": "5",
    }
    moved = browser.post(address, {"do": "down-0", **typed, **more}).content.decode()
    assert moved.index('value="Two"') < moved.index('value="One"')
    assert "09:00" in moved
    assert "09:05" in moved


def test_an_item_of_another_forum_or_another_meeting_is_not_taken(
    table: Table, north: Town
) -> None:
    other = laid(north, "Steering group")
    theirs = other.item("Theirs")
    meeting, later = table.meeting(), table.meeting(IN_SPRING + timedelta(days=30))
    ours = table.item("Ours")
    table.agenda(later, ours)

    for item in (theirs, ours):
        line = PlannedLine(key=item.pk, name=item.name, type="I", minutes=5)
        with pytest.raises(Refused) as refused:
            build_agenda(table.secretary, meeting_id=meeting.pk, lines=[line], seen=1)
        assert [o.code for o in refused.value.objections] == [Flaw.NOT_IN_THE_BACKLOG]


def test_everything_wrong_is_said_at_once(table: Table) -> None:
    meeting = table.meeting()
    lines = [
        PlannedLine(key=None, name=" ", type="I", minutes=5),
        PlannedLine(key=None, name="Long", type="I", minutes=5000),
    ]

    with pytest.raises(Refused) as refused:
        build_agenda(table.secretary, meeting_id=meeting.pk, lines=lines, seen=99)

    assert [(o.code, o.field) for o in refused.value.objections] == [
        (Flaw.NO_TITLE, "0-name"),
        (Flaw.TIME_OUT_OF_RANGE, "1-minutes"),
        (Flaw.CHANGED_MEANWHILE, ""),
    ]


def test_a_decision_without_ground_stops_the_call_and_all_that_is_missing_is_listed(
    table: Table,
) -> None:
    table.seat("Mia")
    meeting = table.meeting()
    bare = table.item("Shared helpdesk", type="B")
    half = table.item("Prize", type="B", proposal="Yes.", basis="Statutes 3.")
    whole = table.item("Network", type="B", proposal="Yes.", basis="§ 2", consequences="None.")
    table.agenda(meeting, bare, half, whole)

    with pytest.raises(Refused) as refused:
        send_call(table.secretary, meeting_id=meeting.pk)

    assert [(o.code, o.facts["item"]) for o in refused.value.objections] == [
        (Flaw.NO_PROPOSAL, "Shared helpdesk"),
        (Flaw.NO_BASIS, "Shared helpdesk"),
        (Flaw.NO_CONSEQUENCES, "Shared helpdesk"),
        (Flaw.NO_CONSEQUENCES, "Prize"),
    ]
    with translation.override("en"):
        page = signed_in(table.town).get(f"/north/council/meetings/{meeting.pk}/call/")
    told = page.content.decode()
    assert "“Shared helpdesk” is to be decided, and has no basis." in told
    assert table.work() == 0


def test_what_was_postponed_comes_first_on_the_next_agenda(table: Table) -> None:
    old = table.item("Left over")
    new = table.item("New")
    with table.town.arranging():
        before = AgendaItem.everything.create(
            forum=table.forum, name="Left over", state=AgendaItem.State.POSTPONED
        )
        old.postponed_from = before
        old.save()

    meeting = table.meeting()

    assert names_on(table, meeting) == ["Left over"]
    with table.town.looking():
        assert [i.name for i in backlog_of(table.secretary, table.forum.pk)] == [new.name]


def test_a_meeting_called_off_lets_its_items_wait_again(table: Table) -> None:
    meeting = table.meeting()
    table.agenda(meeting, table.item("One"))

    with pytest.raises(Refused):
        cancel_meeting(table.secretary, meeting_id=meeting.pk, reason=" ")
    cancel_meeting(table.secretary, meeting_id=meeting.pk, reason="Storm.")

    with table.town.looking():
        assert [i.name for i in backlog_of(table.secretary, table.forum.pk)] == ["One"]
        assert Meeting.owned_by(table.secretary).get(pk=meeting.pk).state == "cancelled"
    with pytest.raises(Refused) as refused:
        table.agenda(meeting)
    assert [o.code for o in refused.value.objections] == [Flaw.BEGUN]


def test_a_meeting_is_not_moved_from_under_somebody_else(table: Table) -> None:
    meeting = table.meeting()
    plan = Plan(starts_at=IN_SPRING, ends_at=IN_SPRING - timedelta(hours=1))

    with pytest.raises(Refused) as refused:
        move_meeting(table.secretary, meeting_id=meeting.pk, plan=plan, seen=7)

    assert [o.code for o in refused.value.objections] == [
        Flaw.ENDS_BEFORE,
        Flaw.CHANGED_MEANWHILE,
    ]


def test_a_member_proposes_to_the_own_forum_and_to_no_other(table: Table, north: Town) -> None:
    mia = table.seat("Mia")
    other = laid(north, "Steering group")

    item = propose_item(
        mia.actor, forum_id=table.forum.pk, proposal=Proposal(name="A shared helpdesk")
    )

    assert item.proposed_by == mia.member.person
    assert item.proposed_on is not None
    with pytest.raises(type(other.forum).DoesNotExist):
        propose_item(mia.actor, forum_id=other.forum.pk, proposal=Proposal(name="Mine"))
    with pytest.raises(NotAllowed):
        build_agenda(mia.actor, meeting_id=1, lines=[], seen=1)
    answer = mia.browser().post(
        f"/north/council/forums/{table.forum.pk}/propose/",
        {"name": "From a page", "type": "D", "minutes": "10"},
    )
    assert answer.status_code == 302
    assert mia.browser().get(f"/north/council/forums/{other.forum.pk}/propose/").status_code == 404


def test_behind_closed_doors_means_members_and_named_roles(table: Table, north: Town) -> None:
    mia = table.seat("Mia")
    item = table.item("Tender", closed_doors=True)

    with north.looking():
        assert AgendaItem.owned_by(north.administrator).get(pk=item.pk).visibility == (
            Visibility.RESTRICTED
        )
    assert mia.browser().get(f"/north/council/items/{item.pk}/").status_code == 200
    reader = signed_in(north, AccessRole.READER)
    assert reader.get(f"/north/council/items/{item.pk}/").status_code == 404
    assert reader.get(f"/north/agenda-items/{item.pk}/").status_code == 404
    assert "Tender" not in reader.get("/north/agenda-items/").content.decode()
    assert (
        signed_in(north, AccessRole.SECURITY).get(f"/north/council/items/{item.pk}/").status_code
        == 200
    )


def test_a_meeting_takes_its_number_of_the_year(table: Table) -> None:
    first = table.meeting()
    second = table.meeting(IN_SPRING + timedelta(days=30))
    next_year = table.meeting(IN_SPRING + timedelta(days=365))

    assert [m.name for m in (first, second, next_year)] == [
        "E-council 1/2027",
        "E-council 2/2027",
        "E-council 1/2028",
    ]
    assert date(2027, 3, 4) == first.starts_at.date()
