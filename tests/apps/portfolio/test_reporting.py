"""Status in two minutes, and hours in one line per initiative, each its own person's."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.organisation.public import CapacityChange, Person
from samsyn.apps.portfolio.models import StatusReport, TimeReport, TrackPolicy
from samsyn.apps.portfolio.queries.reporting import given_by, hours_on, to_report_on
from samsyn.apps.portfolio.services.report_status import Told, report_status
from samsyn.apps.portfolio.services.report_time import Reported, report_time
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.portfolio.hours import HoursFlaw
from samsyn.domain.portfolio.status import StatusFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import User
from tests.apps.portfolio import arranging as a
from tests.apps.portfolio.test_rules import said, titles
from tests.support.builders import Town

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 4, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
MOST_QUERIES = 14


def somebody(town: Town, role: AccessRole = AccessRole.READER) -> tuple[User, Person, Actor]:
    """Return an account, whose person it is, and it acting."""
    user = town.user(role)
    person = a.person(town, "Anna Berg", user=user)
    plain = town.person(role)
    actor = Actor(
        user_id=user.pk,
        organisation_id=town.id,
        permissions=plain.permissions,
        name="Anna Berg",
        language="en",
    )
    return user, person, actor


def hours(town: Town) -> list[tuple[str, date, Decimal]]:
    with town.looking():
        rows = TimeReport.owned_by(town.administrator).order_by("week", "pk")
        return [(row.initiative.name, row.week, row.hours) for row in rows]


def test_a_week_is_kept_as_it_was_typed_and_can_be_typed_again(north: Town) -> None:
    _user, _person, anna = somebody(north)
    school, care = a.initiative(north, "School"), a.initiative(north, "Care")
    with clock.stopped_at(NOON):
        first = {school.pk: Reported(Decimal(10)), care.pk: Reported(Decimal("2.5"))}
        assert report_time(anna, week=date(2026, 3, 4), given=first) == 2
        again = {school.pk: Reported(Decimal(12)), care.pk: Reported(Decimal(0))}
        assert report_time(anna, week=MONDAY, given=again) == 1

    assert hours(north) == [("School", MONDAY, Decimal(12))]


def test_a_week_with_anything_wrong_is_not_kept_at_all(north: Town) -> None:
    _user, _person, anna = somebody(north)
    running, ended = a.initiative(north, "R"), a.initiative(north, "E", state="stopped")
    given = {running.pk: Reported(Decimal(81)), ended.pk: Reported(Decimal(1))}
    with clock.stopped_at(NOON), pytest.raises(Refused) as refusal:
        report_time(anna, week=MONDAY + timedelta(weeks=1), given=given)

    assert {objection.code for objection in refusal.value.objections} == {
        HoursFlaw.WEEK_TO_COME,
        HoursFlaw.NOT_AT_WORK,
        HoursFlaw.TOO_MANY,
    }
    assert hours(north) == []


def test_hours_on_a_neighbours_initiative_are_refused(north: Town, south: Town) -> None:
    _user, _person, anna = somebody(north)
    theirs = a.initiative(south, "Theirs")
    with clock.stopped_at(NOON), pytest.raises(Refused) as refusal:
        report_time(anna, week=MONDAY, given={theirs.pk: Reported(Decimal(1))})

    assert [objection.code for objection in refusal.value.objections] == [HoursFlaw.NOT_AT_WORK]


def test_an_account_without_a_person_is_told_so(client: Client, north: Town) -> None:
    with pytest.raises(Refused) as refusal:
        report_time(north.person(), week=MONDAY, given={})
    assert [objection.code for objection in refusal.value.objections] == [HoursFlaw.NOBODY]

    client.force_login(north.user(AccessRole.READER))
    page = client.get(f"/{north.slug}/my-hours/").content.decode()
    assert "not tied to anybody" in page


def test_ones_own_week_offers_what_one_works_on(north: Town) -> None:
    _user, anna, _actor = somebody(north)
    lead = a.role(north)
    a.holds(north, anna, lead, 50)
    needed = a.initiative(north, "Needed", state="running")
    a.phase(needed, north, 4, {lead: 20})
    a.phase(needed, north, 4, {lead: 20})
    a.initiative(north, "Owned", state="running", owner=anna)
    a.initiative(north, "Owned and waiting", owner=anna)
    before = a.initiative(north, "Before")
    with north.arranging():
        TimeReport.everything.create(
            person=anna, initiative=before, week=MONDAY - timedelta(weeks=8), hours=1
        )
        names = [row.name for row in to_report_on(north.administrator, anna, MONDAY)]
        later = to_report_on(north.administrator, anna, MONDAY + timedelta(weeks=1))

        assert names == ["Before", "Needed", "Owned"]
        assert [row.name for row in later] == ["Needed", "Owned"]


def test_the_page_keeps_a_week_and_says_what_is_wrong_in_its_place(
    client: Client, north: Town
) -> None:
    user, anna, _actor = somebody(north)
    mine = a.initiative(north, "Mine", state="running", owner=anna)
    other = a.initiative(north, "Another")
    client.force_login(user)
    url = f"/{north.slug}/my-hours/?week=2026-02-25"

    refused = client.post(url, {f"hours-{mine.pk}": "many", "other_hours": "2"})
    assert refused.status_code == 422
    assert "Choose what these hours went to." in refused.content.decode()
    assert hours(north) == []

    kept = client.post(url, {f"hours-{mine.pk}": "7.5", "other": str(other.pk), "other_hours": "2"})
    assert kept.status_code == 200
    assert hours(north) == [
        ("Mine", date(2026, 2, 23), Decimal("7.50")),
        ("Another", date(2026, 2, 23), Decimal(2)),
    ]
    names = re.findall(r'<label for="id_hours-\d+">([^<]+)</label>', kept.content.decode())
    assert names == ["Another", "Mine"]
    fields = re.findall(r'<input[^>]*name="(?:hours-\d+|other_hours)"[^>]*>', kept.content.decode())
    assert len(fields) == 3
    assert all('inputmode="decimal"' in field for field in fields)  # figures, on a telephone too


def test_a_week_to_come_shows_this_one(client: Client, north: Town) -> None:
    user, _person, _actor = somebody(north)
    client.force_login(user)
    with clock.stopped_at(NOON):
        page = client.get(f"/{north.slug}/my-hours/?week=2026-12-24").content.decode()
        assert "Week 10" in page
        assert "The week after" not in page


def test_what_was_given_stands_beside_what_was_promised(client: Client, north: Town) -> None:
    _user, anna, _actor = somebody(north)
    lead = a.role(north)
    a.holds(north, anna, lead, 50)
    school = a.initiative(north, "School", state="running")
    a.phase(school, north, 10, {lead: 50})
    with north.arranging():
        for back in range(1, 5):
            week = MONDAY - timedelta(weeks=back)
            TimeReport.everything.create(person=anna, initiative=school, week=week, hours=10)
        given = given_by(north.administrator, MONDAY)[anna.pk]
        (taken,) = hours_on(north.administrator, type(school).owned_by(north.administrator))

    assert (given.promised, given.given, given.weeks, given.per_cent) == (50, 25, 4, 50)
    assert (taken.planned, taken.hours, taken.people) == (Decimal(200), Decimal(40), 1)
    client.force_login(north.user(AccessRole.STRATEGIST))
    with clock.stopped_at(NOON), CaptureQueriesContext(connection) as queries:
        page = client.get(f"/{north.slug}/portfolio/time/").content.decode()
    assert "Anna Berg" in page
    assert len(queries) <= MOST_QUERIES


def test_what_is_lent_to_a_neighbour_was_not_promised_at_home(north: Town) -> None:
    lead, row = a.role(north), a.initiative(north)
    anna = a.person(north, "Anna", user=north.user())
    a.holds(north, anna, lead, 80)
    with north.arranging():
        for weeks in range(1, 5):
            TimeReport.everything.create(
                person=anna, initiative=row, week=MONDAY - timedelta(weeks=weeks), hours=16
            )
        CapacityChange.everything.create(
            role=lead,
            person=anna,
            share=-80,
            since=MONDAY - timedelta(weeks=4),
            until=MONDAY + timedelta(weeks=9),
            reason="Lent",
        )
    with north.looking():
        given = given_by(north.administrator, MONDAY)[anna.pk]

    assert (given.promised, given.given, given.per_cent) == (40, 40, 100)


def test_a_reader_sees_nobodys_hours(client: Client, north: Town) -> None:
    client.force_login(north.user(AccessRole.READER))

    assert client.get(f"/{north.slug}/portfolio/time/").status_code == 403
    assert client.get(f"/{north.slug}/time-reports/").status_code == 403


def test_red_asks_for_help_and_an_ended_one_is_past_reporting(north: Town) -> None:
    _user, _person, anna = somebody(north, AccessRole.CONTRIBUTOR)
    ended = a.initiative(north, "Ended", state="closed")
    with pytest.raises(Refused) as refusal:
        report_status(anna, initiative_id=ended.pk, told=Told(overall="red"))

    assert [objection.code for objection in refusal.value.objections] == [
        StatusFlaw.HAS_ENDED,
        StatusFlaw.HELP_NOT_NAMED,
    ]
    with north.looking():
        assert not StatusReport.owned_by(north.administrator).exists()


def test_the_second_report_of_a_day_replaces_the_first(north: Town) -> None:
    _user, person, anna = somebody(north, AccessRole.CONTRIBUTOR)
    row = a.initiative(north, "School", state="running")
    report_status(anna, initiative_id=row.pk, told=Told(overall="green", done="Built"))
    report_status(anna, initiative_id=row.pk, told=Told(overall="yellow", coming="Test"))

    with north.looking():
        (report,) = StatusReport.owned_by(north.administrator)
        told = (report.overall, report.done, report.coming, report.reporter, report.revision)
        assert told == ("yellow", "", "Test", person, 2)


def test_the_next_report_begins_with_what_was_to_come(client: Client, north: Town) -> None:
    _user, _person, anna = somebody(north, AccessRole.CONTRIBUTOR)
    row = a.initiative(north, "School", state="running")
    report_status(anna, initiative_id=row.pk, told=Told(overall="green", coming="We will test."))
    client.force_login(north.user(AccessRole.CONTRIBUTOR))
    url = f"/{north.slug}/initiatives/{row.pk}/status/"

    page = client.get(url).content.decode()
    assert re.search(r'<textarea name="done"[^>]*>\s*We will test.', page)
    answer = client.post(url, {"overall": "red"})
    assert answer.status_code == 422
    assert "somebody must decide" in answer.content.decode()
    assert client.post(url, {"overall": "green"}).status_code == 302
    shown = client.get(f"/{north.slug}/initiatives/{row.pk}/").content.decode()
    assert "As planned" in shown


@pytest.mark.parametrize(("days", "silent"), [(30, False), (31, True)])
def test_a_running_initiative_may_be_silent_for_a_month(
    north: Town, days: int, silent: bool
) -> None:
    since = MONDAY - timedelta(days=days)
    a.initiative(north, "Never told", state="running", started_on=since)
    told = a.initiative(north, "Told", state="running", started_on=date(2020, 1, 1))
    a.initiative(north, "Not begun", started_on=since)
    with north.arranging():
        StatusReport.everything.create(initiative=told, reported_on=since, overall="green")

    assert titles(north, "POR-010") == ({"Never told", "Told"} if silent else set())


def test_a_track_may_ask_for_more_frequent_reports(north: Town) -> None:
    since = MONDAY - timedelta(days=15)
    a.initiative(north, "Hard on results", track="challenge", state="running", started_on=since)
    a.initiative(north, "Other", state="running", started_on=since)
    with north.arranging():
        TrackPolicy.everything.create(track="challenge", status_days=14)

    assert titles(north, "POR-010") == {"Hard on results"}
    assert said(north, "POR-010") == ["It started 15 days ago, and nobody has said how it goes."]
